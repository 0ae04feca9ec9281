with

{{ checked_rows('setting_hours') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        weekday,
        weeks,
        lpad(opens_at, 5, '0') as opens_at,
        lpad(closes_at, 5, '0') as closes_at,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
