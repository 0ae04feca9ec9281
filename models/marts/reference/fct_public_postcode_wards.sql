-- Which ward a postcode lies in, in its two halves: a page that asks for a postcode
-- loads one district and sends nothing. A postcode is in the ward of its LSOA, as
-- children are; an open directory lists all postcodes, so this says nothing of anyone.
with

postcodes_in_use as (
    select
        postcodes.postcode_key,
        {{ outward_code('postcodes.postcode_key') }} as postcode_district,
        areas.ward_code,
        postcodes.period_code,
        postcodes.is_synthetic
    from {{ ref('int_geography__postcodes') }} as postcodes
    inner join {{ ref('int_geography__areas') }} as areas
        on
            postcodes.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    where not postcodes.is_terminated
)

select
    wards.local_authority_code,
    wards.local_authority_name,
    postcodes_in_use.postcode_district,
    substr(
        postcodes_in_use.postcode_key, length(postcodes_in_use.postcode_district) + 1
    ) as postcode_inward,
    postcodes_in_use.ward_code,
    wards.ward_name,
    postcodes_in_use.period_code,
    postcodes_in_use.is_synthetic,
    claims.claim_level,
    {{ caution_codes('postcode_wards') }} as caution_codes,
    {{ caution_text('postcode_wards') }} as caution
from postcodes_in_use
inner join {{ ref('dim_ward') }} as wards
    on postcodes_in_use.ward_code = wards.ward_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
where postcodes_in_use.postcode_district is not null
