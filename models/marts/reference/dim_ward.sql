with

wards as (
    select * from {{ ref('ref_wards') }}
),

census_residents as (
    select
        ward_code,
        max(period_code) as residents_period,
        cast(max_by(total_count, period_code) as integer) as residents_count,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_context__judged_context') }}
    where topic_code = 'ethnic_group'
    group by ward_code
),

latest_residents as (
    select
        residents.ward_code,
        residents.period_code as early_years_residents_period,
        cast(residents.early_years_residents_count as integer)
            as early_years_residents_count,
        residents.is_synthetic
    from {{ ref('int_counted__residents') }} as residents
    inner join {{ ref('int_context__latest_mid_years') }} as latest
        on
            residents.local_authority_code = latest.local_authority_code
            and residents.period_code = latest.period_code
),

ward_facts as (
    select
        wards.ward_code,
        wards.ward_name,
        wards.local_authority_code,
        councils.local_authority_name,
        wards.locality_name,
        cast(wards.latitude as double) as latitude,
        cast(wards.longitude as double) as longitude,
        wards.is_at_boundary,
        wards.valid_from_date,
        wards.valid_to_date,
        census_residents.residents_period,
        census_residents.residents_count,
        latest_residents.early_years_residents_period,
        latest_residents.early_years_residents_count,
        coalesce(census_residents.is_synthetic, false)
        or coalesce(latest_residents.is_synthetic, false) as is_synthetic
    from wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on wards.local_authority_code = councils.local_authority_code
    left join census_residents on wards.ward_code = census_residents.ward_code
    left join latest_residents on wards.ward_code = latest_residents.ward_code
    where councils.is_served
),

judged_wards as (
    select
        ward_facts.*,
        claims.claim_level,
        {{ caution_codes('ward_residents') }} as caution_codes,
        {{ caution_text('ward_residents') }} as caution
    from ward_facts
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    ward_code,
    ward_name,
    local_authority_code,
    local_authority_name,
    locality_name,
    latitude,
    longitude,
    is_at_boundary,
    valid_from_date,
    valid_to_date,
    residents_period,
    residents_count,
    early_years_residents_period,
    early_years_residents_count,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from judged_wards
