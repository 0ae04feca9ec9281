-- One row per measure that policy compares, with its label from the contract and the
-- caution that policy gives it.
with

measure_labels as (
    select distinct
        measures.dataset_code,
        measures.measure_code,
        labels.value_label as measure_label,
        cautions.caution_code as measure_caution_code,
        cautions.caution_text as measure_caution
    from {{ ref('policy_compared_measures') }} as measures
    inner join {{ ref('ref_contract_values') }} as labels
        on
            measures.dataset_code = labels.dataset_code
            and measures.measure_code = labels.allowed_value
            and labels.column_name = 'measure_code'
    left join {{ ref('policy_cautions') }} as cautions
        on measures.caution_code = cautions.caution_code
)

select * from measure_labels
