-- Who provides places asks where children of an age are without one, and not how they
-- develop: of the partners' figures those on take-up alone, for all children of a ward.
select
    figures.local_authority_code,
    figures.local_authority_name,
    figures.ward_code,
    figures.area_name as ward_name,
    figures.indicator_code,
    indicators.indicator_label,
    figures.period_code,
    figures.period_label,
    figures.period_start_date,
    figures.period_end_date,
    figures.numerator_count,
    figures.denominator_count,
    figures.denominator_source,
    figures.value,
    figures.value_unit,
    figures.lower_95,
    figures.upper_95,
    figures.value_status,
    figures.protection_code,
    figures.figure_text,
    figures.comparator_value,
    figures.comparison_label,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution_codes,
    figures.caution
from {{ ref('fct_protected_indicators') }} as figures
inner join {{ ref('dim_indicator') }} as indicators
    on figures.indicator_code = indicators.indicator_code
where
    figures.audience = 'partner'
    and figures.area_type = 'ward'
    and figures.breakdown_topic = 'total'
    and indicators.domain_code = 'take_up'
order by figures.ward_code, figures.indicator_code, figures.period_code
