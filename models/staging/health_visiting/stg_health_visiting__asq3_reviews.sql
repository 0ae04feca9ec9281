with

{{ checked_rows('asq3_reviews') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        child_id,
        home_lsoa_2021_code,
        {{ plain_date('review_date') }} as review_date,
        {{ whole_number('age_in_months') }} as age_in_months,
        communication,
        gross_motor,
        fine_motor,
        problem_solving,
        personal_social,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
