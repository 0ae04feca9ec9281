select
    listed.local_authority_code,
    listed.setting_code,
    listed.urn,
    listed.council_setting_code,
    listed.setting_name,
    listed.setting_type_code,
    listed.setting_type_label,
    listed.postcode,
    listed.latitude,
    listed.longitude,
    listed.ward_code,
    wards.ward_name,
    listed.place_status,
    listed.period_code,
    listed.register_period_code,
    listed.list_period_code,
    listed.places_count,
    listed.places_status,
    listed.is_open,
    listed.is_early_years_place,
    listed.is_home_based,
    listed.is_school_based,
    listed.may_be_named,
    listed.is_synthetic,
    listed.claim_level,
    listed.caution
from {{ ref('dim_setting') }} as listed
left join {{ ref('dim_ward') }} as wards
    on listed.ward_code = wards.ward_code
order by listed.local_authority_code, listed.setting_code
