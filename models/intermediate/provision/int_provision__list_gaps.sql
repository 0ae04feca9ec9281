-- One row a served council: early years settings that lie in no ward that we know, and
-- whether nurseries of schools are in its lists at all.
with

list_gaps as (
    select
        councils.local_authority_code,
        cast(count(case
            when listed.is_early_years_place and not listed.is_placed then 1
        end) as integer) as unplaced_settings_count,
        coalesce(bool_or(listed.is_school_based), false) as has_school_nurseries
    from {{ ref('ref_local_authorities') }} as councils
    left join {{ ref('int_provision__settings') }} as listed
        on councils.local_authority_code = listed.local_authority_code
    where councils.is_served
    group by councils.local_authority_code
)

select * from list_gaps
