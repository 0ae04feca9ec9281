-- The first gate: one row per council, dataset and period that was landed, or that an
-- indicator of a served council needs, and whether it was supplied, read and placed.
-- Rows whose period can't be read count against every period of their council and
-- dataset: any of them may be the one that they are missing from. Only a period that a
-- release without such rows supplied lacks none of them.
with

supplied_whole as (
    select distinct
        whole.dataset_code,
        whole.local_authority_code,
        whole.period_code
    from {{ ref('stg_landing__releases') }} as whole
    left join {{ ref('stg_landing__releases') }} as periodless
        on
            whole.release_id = periodless.release_id
            and coalesce(whole.local_authority_code, '')
            = coalesce(periodless.local_authority_code, '')
            and periodless.period_code is null
    where whole.period_code is not null and periodless.release_id is null
),

needed_sources as (
    select distinct
        local_authority_code,
        dataset_code,
        source_period_code as period_code
    from {{ ref('int_counted__source_periods') }}
),

all_sources as (
    select * from needed_sources

    union

    select
        local_authority_code,
        dataset_code,
        period_code
    from {{ ref('int_linked__row_accounts') }}
),

rows_with_unknown_words as (
    select
        dataset_code,
        local_authority_code,
        period_code,
        count(distinct row_key) as rows_count
    from {{ ref('int_linked__unknown_words') }}
    group by dataset_code, local_authority_code, period_code
),

counted_sources as (
    select
        all_sources.local_authority_code,
        all_sources.dataset_code,
        all_sources.period_code,
        row_accounts.is_synthetic,
        row_accounts.landed_rows_count,
        row_accounts.rejected_rows_count,
        row_accounts.address_unusable_rows_count,
        case
            when supplied_whole.dataset_code is null
                then coalesce(periodless_rows.landed_rows_count, 0)
            else 0
        end as periodless_rows_count
    from all_sources
    left join {{ ref('int_linked__row_accounts') }} as row_accounts
        on
            all_sources.local_authority_code = row_accounts.local_authority_code
            and all_sources.dataset_code = row_accounts.dataset_code
            and all_sources.period_code = row_accounts.period_code
    left join {{ ref('int_linked__row_accounts') }} as periodless_rows
        on
            all_sources.local_authority_code = periodless_rows.local_authority_code
            and all_sources.dataset_code = periodless_rows.dataset_code
            and periodless_rows.period_code = 'unknown'
            and all_sources.period_code != 'unknown'
    left join supplied_whole
        on
            all_sources.local_authority_code
            = coalesce(
                supplied_whole.local_authority_code, all_sources.local_authority_code
            )
            and all_sources.dataset_code = supplied_whole.dataset_code
            and all_sources.period_code = supplied_whole.period_code
),

measured_sources as (
    select
        sources.local_authority_code,
        sources.dataset_code,
        sources.period_code,
        coalesce(sources.landed_rows_count, 0) as landed_rows_count,
        coalesce(sources.rejected_rows_count, 0) as rejected_rows_count,
        cast(sources.rejected_rows_count + sources.periodless_rows_count as double)
        / (sources.landed_rows_count + sources.periodless_rows_count) as rejected_rate,
        cast(sources.address_unusable_rows_count as double)
        / sources.landed_rows_count as unusable_rate,
        cast(coalesce(unknown_words.rows_count, 0) as double)
        / sources.landed_rows_count as unknown_words_rate,
        thresholds.maximum_rejected_rate,
        thresholds.maximum_unusable_rate,
        thresholds.maximum_unknown_words_rate,
        ward_returns.dataset_code is not null as is_returned_by_ward,
        coalesce(sources.is_synthetic, false) as is_synthetic
    from counted_sources as sources
    left join {{ ref('policy_gate_thresholds') }} as thresholds
        on sources.dataset_code = thresholds.dataset_code
    left join rows_with_unknown_words as unknown_words
        on
            sources.local_authority_code = unknown_words.local_authority_code
            and sources.dataset_code = unknown_words.dataset_code
            and sources.period_code = unknown_words.period_code
    left join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            sources.local_authority_code = ward_returns.local_authority_code
            and sources.dataset_code = ward_returns.child_level_dataset_code
            and sources.period_code = ward_returns.period_code
            and ward_returns.is_used
),

judged_sources as (
    select
        *,
        case
            when is_returned_by_ward then 'ward_return_instead'
            when landed_rows_count = 0 then 'not_supplied'
            when landed_rows_count = rejected_rows_count then 'nothing_readable'
            when rejected_rate > maximum_rejected_rate then 'too_many_rejected'
            when unusable_rate > maximum_unusable_rate then 'too_many_unusable'
            when unknown_words_rate > maximum_unknown_words_rate
                then 'too_many_unknown_words'
            else 'passed'
        end as gate_code
    from measured_sources
),

arrivals_gate as (
    select
        *,
        gate_code = 'passed' as is_passed
    from judged_sources
)

select * from arrivals_gate
