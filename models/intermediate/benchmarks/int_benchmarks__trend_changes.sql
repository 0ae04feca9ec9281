-- One row per followed figure beside the figure of the period before. There is a change
-- only between neighbouring periods, of the same areas, with no break between them.
with

followed_figures as (
    select
        local_authority_code,
        area_level,
        area_key,
        edition_group,
        series_code,
        breakdown_topic,
        breakdown_category,
        period_code,
        numerator_count,
        denominator_count,
        rate,
        lower_95_rate,
        upper_95_rate,
        areas_count,
        value_status,
        is_recut,
        is_synthetic
    from {{ ref('int_benchmarks__trend_figures') }}
),

figures_with_previous as (
    select
        followed_figures.*,
        periods.previous_period_code,
        earlier.rate as previous_rate,
        earlier.lower_95_rate as previous_lower_95_rate,
        earlier.upper_95_rate as previous_upper_95_rate,
        earlier.denominator_count as previous_denominator_count,
        breaks.series_code is not null as is_series_break,
        breaks.break_reason,
        followed_figures.is_synthetic or coalesce(earlier.is_synthetic, false)
            as is_any_synthetic,
        followed_figures.is_recut or coalesce(earlier.is_recut, false) as is_any_recut,
        case
            when followed_figures.rate is null then followed_figures.value_status
            when breaks.series_code is not null then 'series_break'
            when earlier.series_code is null then 'no_period_before'
            when earlier.rate is null then earlier.value_status
            when 'partial' in (followed_figures.value_status, earlier.value_status)
                then 'partial'
            when followed_figures.areas_count != earlier.areas_count then 'other_areas'
            else 'observed'
        end as change_status
    from followed_figures
    inner join {{ ref('int_benchmarks__previous_periods') }} as periods
        on followed_figures.period_code = periods.period_code
    left join followed_figures as earlier
        on
            followed_figures.local_authority_code = earlier.local_authority_code
            and followed_figures.area_level = earlier.area_level
            and followed_figures.area_key = earlier.area_key
            and followed_figures.edition_group = earlier.edition_group
            and followed_figures.series_code = earlier.series_code
            and followed_figures.breakdown_topic = earlier.breakdown_topic
            and followed_figures.breakdown_category = earlier.breakdown_category
            and periods.previous_period_code = earlier.period_code
    left join {{ ref('int_benchmarks__trend_breaks') }} as breaks
        on
            followed_figures.series_code = breaks.series_code
            and followed_figures.breakdown_topic = breaks.breakdown_topic
            and followed_figures.period_code = breaks.period_code
),

changes as (
    select
        *,
        case
            when change_status = 'observed'
                then cast(round(rate - previous_rate, 6) as decimal(9, 6))
        end as change_rate,
        case
            when change_status = 'observed'
                then {{ difference_limit(
                    'rate', 'lower_95_rate', 'previous_rate',
                    'previous_upper_95_rate', 'lower'
                ) }}
        end as change_lower_95_rate,
        case
            when change_status = 'observed'
                then {{ difference_limit(
                    'rate', 'upper_95_rate', 'previous_rate',
                    'previous_lower_95_rate', 'upper'
                ) }}
        end as change_upper_95_rate
    from figures_with_previous
)

select * from changes
