select
    ward_shares.local_authority_code,
    wards.local_authority_name,
    ward_shares.ward_code,
    wards.ward_name,
    ward_shares.target_code,
    ward_shares.target_kind,
    ward_shares.measure_code,
    measures.measure_label,
    ward_shares.breakdown_topic,
    ward_shares.breakdown_category,
    topics.topic_label as breakdown_topic_label,
    topics.category_label as breakdown_category_label,
    ward_shares.share_rule_code,
    share_rules.wording as share_rule_label,
    ward_shares.indicator_code,
    ward_shares.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    cast(ward_shares.target_rate as double) as target_value,
    cast(ward_shares.level_count as integer) as numerator_count,
    cast(ward_shares.denominator_count as integer) as denominator_count,
    cast(round(ward_shares.rate, 6) as double) as value,
    'rate' as value_unit,
    ward_shares.value_status,
    ward_shares.council_more_count,
    ward_shares.more_count,
    cast(round(
        cast(ward_shares.more_count as double) / ward_shares.denominator_count, 6
    ) as double) as more_value,
    cast(round(ward_shares.best_like_rate, 6) as double) as best_like_value,
    cast(round(ward_shares.path_rate, 6) as double) as path_value,
    cast(round(ward_shares.fall_chance_rate, 3) as double) as fall_chance_value,
    cast(round(ward_shares.smallest_change_rate, 6) as double) as smallest_change_value,
    cast(round(ward_shares.change_rate, 6) as double) as change_value,
    ward_shares.course_code,
    ward_shares.progress_status,
    ward_shares.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_target_shares') }} as caution_codes,
    {{ caution_text('ward_target_shares') }} as caution
from {{ ref('int_targets__ward_shares') }} as ward_shares
inner join {{ ref('int_geography__ward_names') }} as wards
    on ward_shares.ward_code = wards.ward_code
inner join {{ ref('int_benchmarks__measure_labels') }} as measures
    on ward_shares.measure_code = measures.measure_code
inner join {{ ref('ref_breakdowns') }} as topics
    on
        ward_shares.breakdown_topic = topics.breakdown_topic
        and ward_shares.breakdown_category = topics.breakdown_category
inner join {{ ref('ref_periods') }} as periods
    on ward_shares.period_code = periods.period_code
inner join {{ ref('policy_texts') }} as share_rules
    on
        share_rules.text_kind = 'target_share_rule'
        and ward_shares.share_rule_code = share_rules.text_code
inner join {{ ref('policy_claims') }} as claims
    on claims.subject_code = 'target'
cross join {{ ref('int_policy__caution_texts') }} as texts
