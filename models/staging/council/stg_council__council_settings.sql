with

{{ checked_rows('council_settings') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        urn,
        setting_name,
        setting_type,
        postcode,
        {{ plain_number('latitude') }} as latitude,
        {{ plain_number('longitude') }} as longitude,
        {{ whole_number('places_count') }} as places_count,
        may_be_named = 'yes' as may_be_named,
        contact_phone,
        website,
        contact_email,
        {{ whole_number('youngest_age_months') }} as youngest_age_months,
        {{ whole_number('oldest_age_months') }} as oldest_age_months,
        {{ whole_number('weeks_a_year') }} as weeks_a_year,
        fees_text,
        send_text,
        languages_text,
        {{ whole_number('vacancies_count') }} as vacancies_count,
        {{ plain_date('opened_date') }} as opened_date,
        {{ plain_date('closed_date') }} as closed_date,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
