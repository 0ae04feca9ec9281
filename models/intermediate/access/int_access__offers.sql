-- One row per early years setting and age group for which it has places or may have
-- some: every place of registration for the under-fives, funded places for an age. What
-- was not reported is unknown, not zero; a setting that offers none has no row.
with

offers as (
    select
        early_years.local_authority_code,
        early_years.setting_code,
        ages.age_group_code,
        case
            when ages.places_counted = 'registered' then 'yes'
            else coalesce(funded.offers_funded, 'unknown')
        end as offers,
        case
            when ages.places_counted = 'registered' then early_years.places_count
            else funded.funded_places_count
        end as places_count,
        early_years.place_latitude as latitude,
        early_years.place_longitude as longitude,
        early_years.is_synthetic
        or coalesce(funded.is_synthetic, false) as is_synthetic
    from {{ ref('int_settings__settings') }} as early_years
    cross join {{ ref('policy_provision_ages') }} as ages
    left join {{ ref('int_settings__funded_ages') }} as funded
        on
            early_years.local_authority_code = funded.local_authority_code
            and early_years.setting_code = funded.setting_code
            and ages.age_group_code = funded.funded_age
    where early_years.is_early_years_place
)

select * from offers
where offers != 'no'
