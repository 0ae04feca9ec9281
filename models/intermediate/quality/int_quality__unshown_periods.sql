{{ config(materialized='ephemeral') }}

-- One row per landed period and indicator that policy leaves out of what is said now:
-- before the indicator's first period, after the one that is pinned, or with too few
-- children to be whole. A period that did not pass a gate says so there.
with

-- Of what a council brings each row says of which indicator it is; a period of another
-- kind than the indicator's is told row by row.
brought_periods as (
    select distinct
        brought.local_authority_code,
        brought.period_code,
        brought.indicator_code
    from {{ ref('int_linked__area_indicator_counts') }} as brought
    inner join {{ ref('policy_indicators') }} as indicators
        on brought.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_periods') }} as periods
        on
            brought.period_code = periods.period_code
            and indicators.period_type = periods.period_type
    where brought.residence_status != 'rejected'
),

landed_periods as (
    select
        datasets.dataset_code,
        datasets.period_column,
        row_accounts.local_authority_code,
        row_accounts.period_code,
        sources.indicator_code,
        periods.start_date
    from {{ ref('int_linked__row_accounts') }} as row_accounts
    inner join {{ ref('governance_datasets') }} as datasets
        on row_accounts.dataset_code = datasets.dataset_code
    -- A return by ward stands in for rows of children.
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            coalesce(datasets.ward_return_of, datasets.dataset_code)
            = sources.dataset_code
            and sources.source_period_code is null
    inner join {{ ref('ref_periods') }} as periods
        on row_accounts.period_code = periods.period_code
    left join brought_periods as brought
        on
            row_accounts.local_authority_code = brought.local_authority_code
            and row_accounts.period_code = brought.period_code
            and sources.indicator_code = brought.indicator_code
    where
        row_accounts.landed_rows_count > row_accounts.rejected_rows_count
        and (
            datasets.dataset_code != 'area_indicator_counts'
            or brought.indicator_code is not null
        )
),

judged_periods as (
    select
        landed.*,
        case
            when figures.period_code is null then 'period_before_first'
            when landed.start_date <= shown.period_start_date then null
            when shown.period_choice = 'pinned' then 'period_after_pin'
            when source_status.is_available then 'period_not_whole'
        end as reason_code
    from landed_periods as landed
    inner join {{ ref('int_indicators__shown_periods') }} as shown
        on
            landed.local_authority_code = shown.local_authority_code
            and landed.indicator_code = shown.indicator_code
    left join {{ ref('int_counted__indicator_periods') }} as figures
        on
            landed.local_authority_code = figures.local_authority_code
            and landed.indicator_code = figures.indicator_code
            and landed.period_code = figures.period_code
    left join {{ ref('int_indicators__source_status') }} as source_status
        on
            landed.local_authority_code = source_status.local_authority_code
            and landed.indicator_code = source_status.indicator_code
            and landed.period_code = source_status.period_code
            and source_status.is_total
),

unshown_periods as (
    select * from judged_periods
    where reason_code is not null
)

select * from unshown_periods
