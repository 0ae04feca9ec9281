select
    figures.local_authority_code,
    figures.pair_code,
    figures.pair_order,
    figures.question_text,
    figures.provision_measure_code,
    figures.provision_category_code,
    figures.provision_label,
    figures.provision_period_code,
    figures.indicator_code,
    figures.indicator_label,
    figures.indicator_period_code,
    periods.period_label as indicator_period_label,
    cast(figures.wards_count as integer) as wards_count,
    cast(figures.council_wards_count as integer) as council_wards_count,
    cast(figures.spearman_rho as double) as spearman_rho,
    cast(figures.lower_95_value as double) as lower_95_value,
    cast(figures.upper_95_value as double) as upper_95_value,
    figures.rho_status,
    figures.interval_status,
    figures.direction_code,
    figures.direction_label,
    figures.is_synthetic,
    figures.claim_level,
    figures.caution
from {{ ref('fct_provision_associations') }} as figures
inner join {{ ref('dim_period') }} as periods
    on figures.indicator_period_code = periods.period_code
order by figures.local_authority_code, figures.pair_order
