with

figures as (
    select
        local_authority_code,
        ward_code,
        measure_code,
        category_code,
        period_code,
        denominator_period_code,
        numerator_count,
        denominator_count,
        indicator_value as value,
        value_status,
        council_value as comparator_value,
        known_settings_count,
        settings_count,
        is_counted_partly,
        cast(null as integer) as unplaced_services_count,
        is_synthetic
    from {{ ref('int_provision__ward_values') }}

    union all

    select
        local_authority_code,
        ward_code,
        measure_code,
        service_type_code as category_code,
        period_code,
        cast(null as string) as denominator_period_code,
        numerator_count,
        denominator_count,
        value,
        value_status,
        comparator_value,
        cast(null as integer) as known_settings_count,
        cast(null as integer) as settings_count,
        false as is_counted_partly,
        unplaced_count as unplaced_services_count,
        is_synthetic
    from {{ ref('int_provision__ward_services') }}
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.measure_code,
    measures.measure_label,
    measures.measure_order,
    measures.category_kind as breakdown_topic,
    measures.category_kind_label as breakdown_topic_label,
    figures.category_code as breakdown_category,
    categories.category_label as breakdown_category_label,
    categories.category_order,
    figures.period_code,
    periods.period_label,
    gaps.register_period_code,
    gaps.list_period_code,
    figures.denominator_period_code,
    measures.numerator_label,
    cast(figures.numerator_count as integer) as numerator_count,
    measures.denominator_label,
    cast(figures.denominator_count as integer) as denominator_count,
    figures.value,
    figures.value_status,
    measures.value_unit,
    measures.unit_label as value_unit_label,
    case when figures.comparator_value is not null then 'own' end as comparator_code,
    case
        when figures.comparator_value is not null
            then wards.local_authority_name
    end as comparator_label,
    figures.comparator_value,
    figures.known_settings_count,
    figures.settings_count,
    round(known_shares.places_known_rate, 6) as places_known_rate,
    round(known_shares.hours_known_rate, 6) as hours_known_rate,
    round(known_shares.quality_known_rate, 6) as quality_known_rate,
    gaps.unplaced_settings_count,
    figures.unplaced_services_count,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_provision') }} as caution_codes,
    {{ caution_text('ward_provision') }} as caution
from figures
inner join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('policy_provision_measures') }} as measures
    on figures.measure_code = measures.measure_code
inner join {{ ref('int_settings__categories') }} as categories
    on
        measures.category_kind = categories.category_kind
        and figures.category_code = categories.category_code
inner join {{ ref('int_provision__known_shares') }} as known_shares
    on figures.ward_code = known_shares.ward_code
inner join {{ ref('int_settings__list_gaps') }} as gaps
    on figures.local_authority_code = gaps.local_authority_code
left join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
cross join {{ ref('int_policy__caution_texts') }} as texts
