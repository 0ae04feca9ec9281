select
    quotients.local_authority_code,
    wards.local_authority_name,
    quotients.ward_code,
    wards.ward_name,
    quotients.topic_code,
    quotients.category_code,
    quotients.topic_label,
    quotients.category_label,
    quotients.period_code,
    periods.period_label,
    periods.period_start_date,
    periods.period_end_date,
    cast(quotients.counted_count as integer) as counted_count,
    cast(quotients.total_count as integer) as total_count,
    cast(quotients.rest_counted_count as integer) as rest_counted_count,
    cast(quotients.rest_total_count as integer) as rest_total_count,
    cast(quotients.ward_rate as double) as ward_rate,
    cast(quotients.rest_of_council_rate as double) as rest_of_council_rate,
    cast(quotients.location_quotient as double) as location_quotient,
    quotients.quotient_status,
    quotients.band_code,
    quotients.band_label,
    quotients.is_estimate,
    quotients.is_synthetic,
    quotients.claim_level,
    quotients.caution
from {{ ref('fct_ward_location_quotients') }} as quotients
inner join {{ ref('dim_ward') }} as wards
    on quotients.ward_code = wards.ward_code
inner join {{ ref('dim_period') }} as periods
    on quotients.period_code = periods.period_code
order by
    quotients.ward_code,
    quotients.topic_code,
    quotients.category_code,
    quotients.period_code
