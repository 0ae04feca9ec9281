{% set values = [
    'indicator_value', 'expected_value', 'lower_95_value', 'upper_95_value',
    'difference_value', 'p_value', 'adjusted_p_value'
] %}

with

figures as (
    select
        findings.local_authority_code,
        findings.ward_code,
        findings.indicator_code,
        findings.period_code,
        findings.numerator_count,
        findings.denominator_count,
        findings.wards_count as nearest_wards_count,
        findings.expected_status,
        {%- for value in values %}
        cast(round(findings.{{ value }}, 6) as decimal(9, 6)) as {{ value }},
        {%- endfor %}
        findings.finding_code,
        labels.finding_label,
        findings.is_synthetic
    from {{ ref('int_similar_wards__findings') }} as findings
    left join {{ ref('policy_expectation_findings') }} as labels
        on findings.finding_code = labels.finding_code
)

select
    figures.local_authority_code,
    figures.ward_code,
    figures.indicator_code,
    figures.period_code,
    figures.numerator_count,
    figures.denominator_count,
    figures.indicator_value,
    figures.nearest_wards_count,
    figures.expected_value,
    figures.lower_95_value,
    figures.upper_95_value,
    figures.expected_status,
    figures.difference_value,
    figures.p_value,
    figures.adjusted_p_value,
    figures.finding_code,
    figures.finding_label,
    figures.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when figures.is_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        case when figures.expected_status != 'observed' then texts.not_usable_text end,
        texts.alike_in_context_alone_text,
        fixed_cautions.fixed_caution,
        texts.no_family_voice_text
    ) as caution
from figures
inner join {{ ref('policy_claims') }} as claims
    on claims.subject_code = 'expected_value'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on figures.indicator_code = fixed_cautions.indicator_code
