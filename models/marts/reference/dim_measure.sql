with

measures as (
    select
        indicators.indicator_code as measure_code,
        indicators.indicator_label as measure_label,
        'indicator' as measure_kind,
        indicators.indicator_code,
        false as is_complement,
        cast(null as string) as dataset_code,
        'rate' as value_unit,
        indicators.numerator_label,
        indicators.denominator_label
    from {{ ref('policy_indicators') }} as indicators
    inner join {{ ref('int_policy__served_indicators') }} as served_indicators
        on indicators.indicator_code = served_indicators.indicator_code

    union all

    -- One measure may be compared for several groups of children.
    select
        labels.measure_code,
        max(labels.measure_label) as measure_label,
        'published' as measure_kind,
        max(served_indicators.indicator_code) as indicator_code,
        coalesce(max(compared.is_complement), false) as is_complement,
        labels.dataset_code,
        'rate' as value_unit,
        cast(null as string) as numerator_label,
        cast(null as string) as denominator_label
    from {{ ref('int_benchmarks__measure_labels') }} as labels
    inner join {{ ref('policy_compared_measures') }} as compared
        on
            labels.dataset_code = compared.dataset_code
            and labels.measure_code = compared.measure_code
    left join {{ ref('int_policy__served_indicators') }} as served_indicators
        on compared.indicator_code = served_indicators.indicator_code
    group by labels.dataset_code, labels.measure_code

    union all

    select
        measure_code,
        measure_label,
        'provision' as measure_kind,
        cast(null as string) as indicator_code,
        false as is_complement,
        cast(null as string) as dataset_code,
        value_unit,
        numerator_label,
        denominator_label
    from {{ ref('policy_provision_measures') }}
)

select
    measures.measure_code,
    measures.measure_label,
    measures.measure_kind,
    measures.indicator_code,
    measures.is_complement,
    measures.dataset_code,
    measures.value_unit,
    measures.numerator_label,
    measures.denominator_label,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from measures
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
