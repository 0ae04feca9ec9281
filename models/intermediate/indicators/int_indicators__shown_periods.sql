-- One row per council and indicator: the period that the indicator shows, and why. The
-- score, comparisons of wards and all that follows read it; those before it are its
-- trend. Policy may pin it; else it is the newest that passed both gates, unless that
-- holds so few children beside an earlier one that it is not whole. Where none passed,
-- the newest stands there with what is wrong with it.
with

children as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        sum(denominator_count) as children_count
    from {{ ref('int_counted__indicator_counts') }}
    where breakdown_topic = 'total'
    group by local_authority_code, indicator_code, period_code
),

periods_by_council as (
    select
        sources.local_authority_code,
        sources.indicator_code,
        sources.period_code,
        periods.start_date,
        periods.end_date,
        sources.is_available,
        coalesce(
            sources.period_code = indicators.pinned_period_code, false
        ) as is_pinned,
        case when sources.is_available then children.children_count end
            as children_count,
        numbers.whole_period_minimum_rate
    from {{ ref('int_indicators__source_status') }} as sources
    inner join {{ ref('policy_indicators') }} as indicators
        on sources.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_periods') }} as periods
        on sources.period_code = periods.period_code
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
    left join children
        on
            sources.local_authority_code = children.local_authority_code
            and sources.indicator_code = children.indicator_code
            and sources.period_code = children.period_code
    where sources.is_total
),

beside_earlier as (
    select
        *,
        max(children_count) over (
            partition by local_authority_code, indicator_code
            order by start_date
            rows between unbounded preceding and 1 preceding
        ) as earlier_children_count
    from periods_by_council
),

judged_periods as (
    select
        *,
        coalesce(
            children_count < whole_period_minimum_rate * earlier_children_count, false
        ) as is_partial
    from beside_earlier
),

shown_periods as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        start_date as period_start_date,
        end_date as period_end_date,
        case
            when is_pinned then 'pinned'
            when is_available and not is_partial then 'newest_passed'
            else 'none_passed'
        end as period_choice
    from judged_periods
    qualify row_number() over (
        partition by local_authority_code, indicator_code
        order by
            is_pinned desc, (is_available and not is_partial) desc, start_date desc
    ) = 1
)

select * from shown_periods
