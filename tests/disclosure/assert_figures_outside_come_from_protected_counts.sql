-- What it checks: what partners and the public get is what its protection gives. With
-- cell_key no count is 1 or 2, and none is off by more than the noise of policy; a
-- rounded count is a multiple of the base; a hidden one speaks of 1 to 7 children. A
-- rate is that of the counts beside it, shown for enough children alone, and no adverse
-- share is above the cap. What nobody outside may see by ward is not there.
-- Why it matters: a handful of children in a ward can be recognised, and a rate of
-- exact counts gives the counts away.
-- What to do: mend the disclosure intermediates; never the export.
with

exact_counts as (
    select
        area_type,
        area_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        numerator_count,
        denominator_count
    from {{ ref('fct_area_indicators') }}
    where area_type in ('ward', 'locality')
),

figures as (
    select
        figures.*,
        indicators.polarity,
        leaving.is_public,
        topics.smallest_area_outside,
        limits.suppress_up_to_count,
        limits.rounding_base_count,
        -- A gap is a difference of two counts.
        case uncertainty.counted_children
            when 'remainder' then 2 * limits.perturbation_bound_count
            else limits.perturbation_bound_count
        end as most_noise_count,
        limits.perturbation_bound_count,
        limits.public_minimum_denominator_count,
        limits.protected_minimum_count,
        limits.public_adverse_cap_rate,
        exact_counts.numerator_count as exact_numerator_count,
        exact_counts.denominator_count as exact_denominator_count,
        cast(figures.numerator_count as double) / figures.denominator_count
            as counted_share
    from {{ ref('fct_protected_indicators') }} as figures
    inner join {{ ref('dim_indicator') }} as indicators
        on figures.indicator_code = indicators.indicator_code
    inner join {{ ref('policy_indicators') }} as leaving
        on figures.indicator_code = leaving.indicator_code
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on figures.indicator_code = uncertainty.indicator_code
    left join {{ ref('policy_indicator_breakdowns') }} as topics
        on
            figures.indicator_code = topics.indicator_code
            and figures.breakdown_topic = topics.breakdown_topic
    cross join {{ ref('int_policy__disclosure_settings') }} as limits
    left join exact_counts
        on
            figures.area_type = exact_counts.area_type
            and figures.area_code = exact_counts.area_code
            and figures.indicator_code = exact_counts.indicator_code
            and figures.period_code = exact_counts.period_code
            and figures.breakdown_topic = exact_counts.breakdown_topic
            and figures.breakdown_category = exact_counts.breakdown_category
),

faults as (
    select
        audience,
        area_code,
        indicator_code,
        period_code,
        breakdown_category,
        case
            when
                protection_code = 'cell_key'
                and (
                    denominator_count in (1, 2)
                    or (
                        numerator_count in (1, 2)
                        and most_noise_count = perturbation_bound_count
                    )
                )
                then 'a count of 1 or 2'
            when
                protection_code = 'cell_key'
                and greatest(
                    abs(numerator_count - exact_numerator_count),
                    abs(denominator_count - exact_denominator_count)
                ) > most_noise_count
                then 'a count off by more than noise'
            when
                protection_code = 'rounding'
                and (
                    numerator_count % rounding_base_count != 0
                    or denominator_count % rounding_base_count != 0
                )
                then 'a count that is not rounded'
            when
                protection_code != 'cell_key'
                and {{ is_small_pair(
                    'exact_numerator_count', 'exact_denominator_count',
                    'suppress_up_to_count'
                ) }}
                and coalesce(numerator_count, denominator_count, value) is not null
                then 'a small count'
            when
                (
                    value is not null
                    and coalesce(denominator_count, 0)
                    < public_minimum_denominator_count
                )
                or (
                    numerator_count is not null
                    and coalesce(denominator_count, 0) < protected_minimum_count
                )
                then 'a rate of few children'
            when
                value_status in ('protected', 'rounded')
                and coalesce(abs(value - counted_share) > 0.000001, true)
                then 'a rate of other counts'
            when
                case polarity
                    when 'higher_is_better'
                        then
                            least(value, counted_share, comparator_value)
                            < 1 - public_adverse_cap_rate
                    else
                        greatest(value, counted_share, comparator_value)
                        > public_adverse_cap_rate
                end
                then 'an adverse share above the cap'
            when audience = 'public' and not is_public then 'an indicator not public'
            when
                smallest_area_outside is null
                or smallest_area_outside = 'none'
                or (area_type = 'ward' and smallest_area_outside != 'ward')
                or (
                    area_type = 'locality'
                    and smallest_area_outside = 'local_authority'
                )
                then 'an area too small for its breakdown'
        end as fault
    from figures
)

select * from faults
where fault is not null
