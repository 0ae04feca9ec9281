-- Period, data, denominator and method are old or new: sixteen states in all. What
-- changed in figures of the same releases belongs to the method. Children counted
-- belong to the data, and children counted against to the denominator where its edition
-- changed; where the boundary changed both belong to it. For a gap the children counted
-- are those taking up.
with

switches as (
    select 0 as is_on

    union all

    select 1 as is_on
),

counted_pairs as (
    select
        *,
        case
            when is_gap then old_denominator_count - old_numerator_count
            else old_numerator_count
        end as old_counted_count,
        case
            when is_gap then new_denominator_count - new_numerator_count
            else new_numerator_count
        end as new_counted_count
    from {{ ref('int_need__rank_change_figure_pairs') }}
),

chosen_figures as (
    select
        pairs.local_authority_code,
        pairs.ward_code,
        pairs.indicator_code,
        pairs.is_gap,
        pairs.is_new_period
        + 2 * revised.is_on
        + 4 * denominator.is_on
        + 8 * methods.is_on as state_number,
        case
            when pairs.is_other_boundary and denominator.is_on = 1
                then pairs.new_counted_count
            when pairs.is_other_boundary then pairs.old_counted_count
            when pairs.is_same_release and methods.is_on = 1
                then pairs.new_counted_count
            when pairs.is_same_release then pairs.old_counted_count
            when revised.is_on = 1 then pairs.new_counted_count
            else pairs.old_counted_count
        end as counted_count,
        case
            when pairs.is_other_boundary or pairs.is_other_edition
                then
                    case
                        when denominator.is_on = 1 then pairs.new_denominator_count
                        else pairs.old_denominator_count
                    end
            when pairs.is_same_release and methods.is_on = 1
                then pairs.new_denominator_count
            when pairs.is_same_release then pairs.old_denominator_count
            when revised.is_on = 1 then pairs.new_denominator_count
            else pairs.old_denominator_count
        end as denominator_count
    from counted_pairs as pairs
    cross join switches as revised
    cross join switches as denominator
    cross join switches as methods
),

ward_states as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        state_number,
        case
            when is_gap then denominator_count - counted_count
            -- An old count may be above a new denominator, and a share may not.
            else least(counted_count, denominator_count)
        end as signed_numerator_count,
        denominator_count
    from chosen_figures
    where
        counted_count is not null
        and denominator_count > 0
)

select * from ward_states
