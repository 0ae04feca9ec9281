with

{{ checked_rows('setting_hours') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        weekday,
        weeks,
        opens_at,
        closes_at,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
