with

{{ checked_rows('funded_places') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        funded_age,
        offers_funded,
        {{ whole_number('funded_places_count') }} as funded_places_count,
        {{ whole_number('free_places_count') }} as free_places_count,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
