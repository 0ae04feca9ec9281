-- The figures that the old and the new publication hold for the old and the new score
-- period. In a period that only one of them holds nothing can have been revised, so the
-- other takes over its figures.
with

old_figures as (
    select * from {{ ref('stg_publishing__previous_ward_figures') }}
    where value_status = 'observed'
),

new_figures as (
    select * from {{ ref('int_need__rank_change_ward_figures') }}
    where value_status = 'observed'
),

held_figures as (
    select
        coalesce(new_figures.local_authority_code, old_figures.local_authority_code)
            as local_authority_code,
        coalesce(new_figures.ward_code, old_figures.ward_code) as ward_code,
        coalesce(new_figures.indicator_code, old_figures.indicator_code)
            as indicator_code,
        coalesce(new_figures.period_code, old_figures.period_code) as period_code,
        coalesce(new_figures.is_gap, old_figures.is_gap) as is_gap,
        old_figures.numerator_count as old_numerator_count,
        old_figures.denominator_count as old_denominator_count,
        new_figures.numerator_count as new_numerator_count,
        new_figures.denominator_count as new_denominator_count,
        coalesce(old_figures.boundary_code != new_figures.boundary_code, false)
            as is_other_boundary,
        coalesce(old_figures.release_codes = new_figures.release_codes, false)
            as is_same_release,
        coalesce(
            old_figures.denominator_source != new_figures.denominator_source
            or old_figures.denominator_edition != new_figures.denominator_edition,
            false
        ) as is_other_edition
    from new_figures
    full outer join old_figures
        on
            new_figures.ward_code = old_figures.ward_code
            and new_figures.indicator_code = old_figures.indicator_code
            and new_figures.period_code = old_figures.period_code
),

figure_pairs as (
    select
        held_figures.local_authority_code,
        held_figures.ward_code,
        held_figures.indicator_code,
        periods.is_new_period,
        held_figures.is_gap,
        held_figures.is_other_boundary,
        held_figures.is_other_edition,
        held_figures.is_same_release,
        coalesce(
            held_figures.old_numerator_count,
            case
                when periods.is_new_taken_for_old
                    then held_figures.new_numerator_count
            end
        ) as old_numerator_count,
        coalesce(
            held_figures.old_denominator_count,
            case
                when periods.is_new_taken_for_old
                    then held_figures.new_denominator_count
            end
        ) as old_denominator_count,
        coalesce(
            held_figures.new_numerator_count,
            case
                when periods.is_old_taken_for_new
                    then held_figures.old_numerator_count
            end
        ) as new_numerator_count,
        coalesce(
            held_figures.new_denominator_count,
            case
                when periods.is_old_taken_for_new
                    then held_figures.old_denominator_count
            end
        ) as new_denominator_count
    from held_figures
    inner join {{ ref('int_need__rank_change_score_periods') }} as periods
        on
            held_figures.local_authority_code = periods.local_authority_code
            and held_figures.indicator_code = periods.indicator_code
            and held_figures.period_code = periods.period_code
)

select * from figure_pairs
