-- One row per open setting that everyone may know of: one that may be named, of a kind
-- that belongs in a list for families, and that has a place on the map or a postcode.
with

public_settings as (
    select
        known.local_authority_code,
        known.setting_code,
        known.urn,
        known.setting_name,
        kinds.setting_type_code,
        kinds.setting_type_label,
        replace(upper(known.postcode), ' ', '') as postcode_key,
        known.postcode,
        known.latitude,
        known.longitude,
        known.contact_phone,
        known.website,
        known.ward_code,
        known.period_code,
        known.register_period_code,
        known.list_period_code,
        known.places_count,
        known.is_synthetic
    from {{ ref('int_settings__settings') }} as known
    inner join {{ ref('policy_setting_types') }} as kinds
        on known.setting_type_code = kinds.setting_type_code
    where
        known.may_be_named
        and known.is_open
        and kinds.is_in_public_lists
        and coalesce(known.postcode, cast(known.latitude as string)) is not null
)

select
    *,
    {{ outward_code('postcode_key') }} as postcode_district
from public_settings
