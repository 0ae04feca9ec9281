-- What leaves the council of each figure, by audience, as its protection has it.
with

figures as (
    select
        protections.audience,
        figures.*
    from {{ ref('int_disclosure__protected_figures') }} as figures
    inner join {{ ref('policy_protections') }} as protections
        on figures.protection_code = protections.protection_code
    inner join {{ ref('policy_indicators') }} as indicators
        on
            figures.indicator_code = indicators.indicator_code
            and (indicators.is_public or protections.audience = 'partner')
),

-- What is followed over time inside the council is followed here, from what is shown.
figures_with_previous as (
    select
        figures.*,
        periods.previous_period_code,
        previous_labels.period_label as previous_period_label,
        earlier.value as previous_value,
        earlier.lower_95_rate as previous_lower_95_rate,
        earlier.upper_95_rate as previous_upper_95_rate,
        figures.is_synthetic or coalesce(earlier.is_synthetic, false)
            as is_any_synthetic,
        figures.is_recut or coalesce(earlier.is_recut, false) as is_any_recut,
        case
            when periods.period_code is null then null
            when figures.shown_numerator_count is null or figures.value is null
                then figures.shown_status
            when breaks.series_code is not null then 'series_break'
            when earlier.indicator_code is null then 'no_period_before'
            when earlier.shown_numerator_count is null or earlier.value is null
                then earlier.shown_status
            else 'observed'
        end as change_status
    from figures
    left join {{ ref('int_benchmarks__previous_periods') }} as periods
        on
            figures.period_code = periods.period_code
            and figures.breakdown_topic = 'total'
    left join {{ ref('ref_periods') }} as previous_labels
        on periods.previous_period_code = previous_labels.period_code
    left join figures as earlier
        on
            figures.audience = earlier.audience
            and figures.area_type = earlier.area_type
            and figures.area_code = earlier.area_code
            and figures.indicator_code = earlier.indicator_code
            and figures.breakdown_topic = earlier.breakdown_topic
            and figures.breakdown_category = earlier.breakdown_category
            and periods.previous_period_code = earlier.period_code
    left join {{ ref('int_benchmarks__trend_breaks') }} as breaks
        on
            figures.indicator_code = breaks.series_code
            and figures.breakdown_topic = breaks.breakdown_topic
            and figures.period_code = breaks.period_code
),

changes as (
    select
        *,
        case
            when change_status = 'observed'
                then cast(round(value - previous_value, 6) as decimal(9, 6))
        end as change_rate,
        case
            when change_status = 'observed'
                then {{ difference_limit(
                    'value', 'lower_95_rate', 'previous_value',
                    'previous_upper_95_rate', 'lower'
                ) }}
        end as change_lower_95_rate,
        case
            when change_status = 'observed'
                then {{ difference_limit(
                    'value', 'upper_95_rate', 'previous_value',
                    'previous_lower_95_rate', 'upper'
                ) }}
        end as change_upper_95_rate
    from figures_with_previous
)

select
    changes.audience,
    changes.local_authority_code,
    changes.local_authority_name,
    changes.area_type,
    changes.area_code,
    changes.area_name,
    changes.ward_code,
    changes.indicator_code,
    changes.breakdown_topic,
    changes.breakdown_category,
    changes.breakdown_topic_label,
    changes.breakdown_category_label,
    changes.period_code,
    changes.period_label,
    changes.period_start_date,
    changes.period_end_date,
    cast(changes.shown_numerator_count as integer) as numerator_count,
    cast(changes.denominator_count as integer) as denominator_count,
    changes.denominator_source,
    changes.denominator_edition,
    cast(changes.value as double) as value,
    'rate' as value_unit,
    cast(changes.lower_95_rate as double) as lower_95,
    cast(changes.upper_95_rate as double) as upper_95,
    changes.shown_status as value_status,
    case when changes.shown_numerator_count is null then changes.public_symbol end
        as value_symbol,
    changes.protection_code,
    changes.value_text,
    changes.of_text,
    changes.limits_text,
    changes.comparator_text,
    changes.comparison_text,
    changes.figure_text,
    case when changes.council_rate is not null then 'own' end as comparator_code,
    case when changes.council_rate is not null then changes.local_authority_name end
        as comparator_label,
    cast(cast(round(changes.council_rate, 6) as decimal(9, 6)) as double)
        as comparator_value,
    changes.comparison_code,
    changes.comparison_label,
    {%- for side in ['lower_95', 'upper_95', 'lower_998', 'upper_998'] %}
    cast(cast(round(changes.funnel_{{ side }}, 6) as decimal(9, 6)) as double)
        as funnel_{{ side }},
    {%- endfor %}
    changes.previous_period_code,
    changes.previous_period_label,
    cast(case
        when changes.change_status = 'observed' then changes.previous_value
    end as double) as previous_value,
    cast(changes.change_rate as double) as change_value,
    cast(changes.change_lower_95_rate as double) as change_lower_95,
    cast(changes.change_upper_95_rate as double) as change_upper_95,
    changes.change_status,
    {{ filled_text('trend_texts.template_text', {
        'period': 'changes.period_label',
        'previous': 'changes.previous_period_label',
        'change': points_text('changes.change_rate'),
        'low': points_text('changes.change_lower_95_rate'),
        'high': points_text('changes.change_upper_95_rate'),
        'status': 'statuses.status_label'
    }) }} as trend_text,
    nullif({{ caution_codes('protected_trends') }}, '') as trend_caution_codes,
    nullif({{ caution_text('protected_trends') }}, '') as trend_caution,
    changes.is_synthetic,
    changes.claim_level,
    changes.caution_codes,
    changes.caution
from changes
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('ref_change_statuses') }} as statuses
    on changes.change_status = statuses.change_status
left join {{ ref('policy_sentences') }} as trend_texts
    on trend_texts.sentence_code = {{ trend_sentence('changes') }}
