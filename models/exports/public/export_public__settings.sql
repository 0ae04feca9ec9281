select
    listed.setting_name,
    listed.setting_type_label,
    listed.postcode,
    listed.postcode_district,
    wards.ward_name,
    listed.hours_text,
    listed.funded_ages_text,
    listed.funded_ages_unknown_text,
    listed.places_count,
    listed.places_status,
    listed.inspection_text,
    listed.inspection_date,
    listed.inspection_regime_label,
    listed.local_authority_code,
    listed.setting_code,
    listed.setting_type_code,
    listed.ward_code,
    listed.latitude,
    listed.longitude,
    listed.period_code,
    periods.period_label,
    listed.register_period_code,
    listed.list_period_code,
    listed.hours_period_code,
    listed.funded_period_code,
    listed.is_synthetic,
    listed.claim_level,
    listed.caution
from {{ ref('fct_public_settings') }} as listed
inner join {{ ref('dim_period') }} as periods
    on listed.period_code = periods.period_code
left join {{ ref('dim_ward') }} as wards
    on listed.ward_code = wards.ward_code
order by listed.local_authority_code, listed.setting_code
