with

area_indicators as (
    select
        figures.*,
        measures.measure_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        breakdowns.topic_label,
        breakdowns.category_label,
        changes.previous_period_code,
        changes.previous_rate,
        changes.previous_denominator_count,
        changes.change_rate,
        changes.change_lower_95_rate,
        changes.change_upper_95_rate,
        changes.change_status,
        statuses.status_label as change_status_label,
        coalesce(changes.is_series_break, false) as is_series_break,
        changes.break_reason,
        coalesce(changes.is_any_synthetic, figures.is_synthetic) as is_change_synthetic,
        trend_claims.claim_level as trend_claim_level,
        {{ filled_text('trend_texts.template_text', {
            'period': 'periods.period_label',
            'previous': 'previous_periods.period_label',
            'change': points_text('changes.change_rate'),
            'low': points_text('changes.change_lower_95_rate'),
            'high': points_text('changes.change_upper_95_rate'),
            'status': 'statuses.status_label'
        }) }} as trend_text,
        nullif({{ caution_codes('trends') }}, '') as trend_caution_codes,
        nullif({{ caution_text('trends') }}, '') as trend_caution
    from {{ ref('int_benchmarks__area_figures') }} as figures
    inner join {{ ref('dim_measure') }} as measures
        on figures.measure_code = measures.measure_code
    inner join {{ ref('ref_periods') }} as periods
        on figures.period_code = periods.period_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on
            figures.breakdown_topic = breakdowns.breakdown_topic
            and figures.breakdown_category = breakdowns.breakdown_category
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_benchmarks__trend_changes') }} as changes
        on
            figures.local_authority_code = changes.local_authority_code
            and figures.trend_key = changes.area_key
            and figures.edition_group = changes.edition_group
            and figures.measure_code = changes.series_code
            and figures.period_code = changes.period_code
            and figures.breakdown_topic = changes.breakdown_topic
            and figures.breakdown_category = changes.breakdown_category
    left join {{ ref('ref_change_statuses') }} as statuses
        on changes.change_status = statuses.change_status
    left join {{ ref('ref_periods') }} as previous_periods
        on changes.previous_period_code = previous_periods.period_code
    left join {{ ref('policy_sentences') }} as trend_texts
        on trend_texts.sentence_code = {{ trend_sentence('changes') }}
    left join {{ ref('policy_claims') }} as trend_claims
        on changes.change_status is not null and trend_claims.subject_code = 'trend'
)

select
    figures.local_authority_code,
    figures.said_comparator_label as local_authority_name,
    figures.area_type,
    figures.area_code,
    figures.area_name,
    figures.ward_code,
    figures.population_basis,
    figures.edition_group,
    figures.measure_code,
    figures.measure_label,
    figures.indicator_code,
    figures.period_code,
    figures.period_label,
    figures.period_start_date,
    figures.period_end_date,
    figures.breakdown_topic,
    figures.breakdown_category,
    figures.topic_label as breakdown_topic_label,
    figures.category_label as breakdown_category_label,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    figures.denominator_source,
    figures.denominator_edition,
    figures.denominator_base,
    cast(figures.denominator_reference_date as date) as denominator_reference_date,
    figures.denominator_ward_fit,
    figures.is_denominator_rolled_on,
    cast(round(figures.indicator_value, 6) as double) as value,
    'rate' as value_unit,
    cast(figures.lower_95_rate as double) as lower_95,
    cast(figures.upper_95_rate as double) as upper_95,
    cast(figures.lower_998_rate as double) as lower_998,
    cast(figures.upper_998_rate as double) as upper_998,
    figures.said_case as value_status,
    figures.said_reason as status_reason,
    figures.value_text,
    figures.of_text,
    figures.limits_text,
    figures.comparator_text,
    figures.comparison_text,
    figures.figure_text,
    figures.areas_count,
    cast(figures.wards_count as integer) as wards_count,
    cast(figures.wards_missing_count as integer) as wards_missing_count,
    case when figures.council_value is not null then 'own' end as comparator_code,
    case when figures.council_value is not null then figures.said_comparator_label end
        as comparator_label,
    cast(figures.council_value as double) as comparator_value,
    figures.comparison_code,
    figures.comparison_label,
    figures.need_rank,
    figures.ranked_wards_count,
    cast(figures.children_due_count as integer) as children_due_count,
    cast(round(figures.coverage_rate, 6) as double) as coverage_rate,
    figures.coverage_status,
    figures.is_above_denominator,
    figures.is_score_period,
    figures.previous_period_code,
    cast(round(figures.previous_rate, 6) as double) as previous_value,
    cast(figures.previous_denominator_count as integer) as previous_denominator_count,
    cast(figures.change_rate as double) as change_value,
    cast(figures.change_lower_95_rate as double) as change_lower_95,
    cast(figures.change_upper_95_rate as double) as change_upper_95,
    figures.change_status,
    figures.change_status_label,
    figures.trend_text,
    figures.is_series_break,
    figures.break_reason,
    figures.is_change_synthetic,
    figures.trend_claim_level,
    figures.trend_caution_codes,
    figures.trend_caution,
    cast(figures.funnel_lower_95 as double) as funnel_lower_95,
    cast(figures.funnel_upper_95 as double) as funnel_upper_95,
    cast(figures.funnel_lower_998 as double) as funnel_lower_998,
    cast(figures.funnel_upper_998 as double) as funnel_upper_998,
    cast(figures.funnel_phi as double) as funnel_phi,
    cast(figures.funnel_tau2 as double) as funnel_tau2,
    funnels.claim_level as funnel_claim_level,
    case when funnels.claim_level is not null then {{ caution_codes('funnels') }} end
        as funnel_caution_codes,
    case when funnels.claim_level is not null then {{ caution_text('funnels') }} end
        as funnel_caution,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution_codes,
    figures.caution
from area_indicators as figures
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('policy_claims') }} as funnels
    on figures.comparison_code is not null and funnels.subject_code = 'funnel'
