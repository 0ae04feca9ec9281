-- One row per served council: the months of its lists of settings, early years settings
-- that lie in no ward that we know, and whether nurseries of schools are in its lists.
with

list_months as (
    select
        local_authority_code,
        max(case
            when dataset_code = 'settings_register' then period_code
        end) as register_period_code,
        max(case
            when dataset_code = 'council_settings' then period_code
        end) as list_period_code
    from {{ ref('int_settings__latest_lists') }}
    group by local_authority_code
),

setting_gaps as (
    select
        local_authority_code,
        cast(count(case
            when is_early_years_place and not is_placed then 1
        end) as integer) as unplaced_settings_count,
        bool_or(is_school_based and is_early_years_place) as has_school_nurseries
    from {{ ref('int_settings__settings') }}
    group by local_authority_code
),

list_gaps as (
    select
        councils.local_authority_code,
        list_months.register_period_code,
        list_months.list_period_code,
        coalesce(setting_gaps.unplaced_settings_count, 0) as unplaced_settings_count,
        coalesce(setting_gaps.has_school_nurseries, false) as has_school_nurseries
    from {{ ref('ref_local_authorities') }} as councils
    left join list_months
        on councils.local_authority_code = list_months.local_authority_code
    left join setting_gaps
        on councils.local_authority_code = setting_gaps.local_authority_code
    where councils.is_served
)

select * from list_gaps
