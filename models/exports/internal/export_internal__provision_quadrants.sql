select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.pair_code,
    figures.question_text,
    figures.provision_measure_code,
    figures.provision_category_code,
    figures.provision_label,
    figures.provision_period_code,
    cast(figures.provision_denominator_count as integer) as provision_denominator_count,
    cast(figures.provision_value as double) as provision_value,
    figures.provision_status,
    cast(figures.provision_median_value as double) as provision_median_value,
    figures.indicator_code,
    figures.indicator_label,
    figures.indicator_period_code,
    periods.period_label as indicator_period_label,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    cast(figures.indicator_value as double) as indicator_value,
    cast(figures.lower_95_rate as double) as lower_95_rate,
    cast(figures.upper_95_rate as double) as upper_95_rate,
    figures.indicator_status,
    cast(figures.indicator_median_value as double) as indicator_median_value,
    figures.is_apart_from_median,
    cast(figures.wards_count as integer) as wards_count,
    figures.quadrant_code,
    figures.quadrant_label,
    figures.quadrant_status,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_provision_quadrants') }} as figures
inner join {{ ref('dim_ward') }} as wards on figures.ward_code = wards.ward_code
inner join {{ ref('dim_period') }} as periods
    on figures.indicator_period_code = periods.period_code
order by figures.ward_code, figures.pair_code
