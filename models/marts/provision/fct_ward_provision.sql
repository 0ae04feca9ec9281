with

ward_values as (
    select * from {{ ref('int_provision__ward_values') }}
),

values_with_known_shares as (
    select
        ward_values.*,
        measures.measure_label,
        measures.measure_order,
        measures.numerator_label,
        measures.denominator_label,
        measures.unit_label,
        categories.category_label,
        categories.category_order,
        shares_known.places_known_rate,
        shares_known.hours_known_rate,
        shares_known.quality_known_rate,
        gaps.register_period_code,
        gaps.list_period_code,
        gaps.unplaced_settings_count,
        concat_ws(
            ' ',
            case when ward_values.is_synthetic then texts.synthetic_text end,
            case
                when
                    ward_values.value_status
                    in ('not_available', 'missing', 'suppressed')
                    then texts.not_usable_text
            end,
            texts.settings_as_listed_text,
            case
                when
                    ward_values.is_counted_partly
                    and measures.needs_list != 'setting_hours'
                    then texts.places_partly_known_text
            end,
            case
                when measures.needs_list = 'setting_hours'
                    then texts.known_hours_alone_text
            end,
            case
                when gaps.unplaced_settings_count > 0
                    then texts.settings_not_placed_text
            end,
            case
                when not gaps.has_school_nurseries
                    then texts.school_nurseries_absent_text
            end
        ) as caution
    from ward_values
    inner join {{ ref('policy_provision_measures') }} as measures
        on ward_values.measure_code = measures.measure_code
    inner join {{ ref('int_settings__categories') }} as categories
        on
            measures.category_kind = categories.category_kind
            and ward_values.category_code = categories.category_code
    inner join {{ ref('int_provision__known_shares') }} as shares_known
        on ward_values.ward_code = shares_known.ward_code
    inner join {{ ref('int_settings__list_gaps') }} as gaps
        on ward_values.local_authority_code = gaps.local_authority_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    ward_facts.local_authority_code,
    ward_facts.ward_code,
    ward_facts.measure_code,
    ward_facts.measure_label,
    ward_facts.measure_order,
    ward_facts.category_code,
    ward_facts.category_label,
    ward_facts.category_order,
    ward_facts.period_code,
    ward_facts.register_period_code,
    ward_facts.list_period_code,
    ward_facts.denominator_period_code,
    ward_facts.numerator_label,
    ward_facts.numerator_count,
    ward_facts.denominator_label,
    ward_facts.denominator_count,
    ward_facts.indicator_value,
    ward_facts.unit_label,
    ward_facts.value_status,
    ward_facts.council_value,
    ward_facts.known_settings_count,
    ward_facts.settings_count,
    cast(round(ward_facts.places_known_rate, 6) as decimal(9, 6)) as places_known_rate,
    cast(round(ward_facts.hours_known_rate, 6) as decimal(9, 6)) as hours_known_rate,
    cast(round(ward_facts.quality_known_rate, 6) as decimal(9, 6))
        as quality_known_rate,
    ward_facts.unplaced_settings_count,
    ward_facts.is_synthetic,
    claims.claim_level,
    ward_facts.caution
from values_with_known_shares as ward_facts
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
