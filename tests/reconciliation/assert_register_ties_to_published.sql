-- What it checks: Ofsted's register of a month for which figures are published has as
-- many providers of each kind, with as many places; made-up ones in each ward too.
-- Why it matters: supply is counted from the register; a lost row is a lost nursery.
-- What to do: compare stg_ofsted__settings_register and stg_ons__postcodes with
-- expect_settings. A month without rows is not judged. Real addresses near a border lie
-- where the postcode directory says, so real rows are held to the council's sums alone.
with

registered as (
    select * from {{ ref('stg_ofsted__settings_register') }}
    where reject_reason_code is null
),

expected as (
    select * from {{ ref('expect_settings') }}
),

expected_months as (
    select distinct
        local_authority_code,
        period_code
    from expected
),

judged_months as (
    select
        registered.local_authority_code,
        registered.period_code,
        bool_and(registered.is_synthetic) as is_by_ward
    from registered
    inner join expected_months
        on
            registered.local_authority_code = expected_months.local_authority_code
            and registered.period_code = expected_months.period_code
    group by
        registered.local_authority_code,
        registered.period_code
),

-- The newest directory that has a postcode says where it is.
located_postcodes as (
    select
        postcodes.postcode,
        lsoas.ward_code
    from {{ ref('stg_ons__postcodes') }} as postcodes
    inner join {{ ref('int_geography__small_areas') }} as lsoas
        on
            postcodes.lsoa_2021_code = lsoas.area_code
            and lsoas.area_role = 'small_area'
    where postcodes.reject_reason_code is null
    qualify
        row_number() over (
            partition by postcodes.postcode
            order by postcodes.period_code desc
        ) = 1
),

found_less_expected as (
    select
        registered.local_authority_code,
        registered.period_code,
        located_postcodes.ward_code,
        registered.provider_type,
        registered.provider_subtype,
        registered.is_on_early_years_register,
        1 as settings_count,
        coalesce(registered.places_count, 0) as places_count
    from registered
    left join located_postcodes
        on registered.postcode = located_postcodes.postcode
    union all
    select
        local_authority_code,
        period_code,
        ward_code,
        provider_type,
        provider_subtype,
        is_on_early_years_register,
        -settings_count as settings_count,
        -places_count as places_count
    from expected
),

judged_rows as (
    select
        found_less_expected.*,
        case when judged_months.is_by_ward then found_less_expected.ward_code end
            as judged_ward_code
    from found_less_expected
    inner join judged_months
        on
            found_less_expected.local_authority_code
            = judged_months.local_authority_code
            and found_less_expected.period_code = judged_months.period_code
)

select
    local_authority_code,
    period_code,
    judged_ward_code,
    provider_type,
    provider_subtype,
    is_on_early_years_register,
    sum(settings_count) as settings_difference,
    sum(places_count) as places_difference
from judged_rows
group by
    local_authority_code,
    period_code,
    judged_ward_code,
    provider_type,
    provider_subtype,
    is_on_early_years_register
having sum(settings_count) != 0 or sum(places_count) != 0
