-- One row a council, dataset and period with what the gate judges it by, and the
-- thresholds. Rows whose period can't be read are held against every period of their
-- council and dataset: any of them may be the one that they are missing from.
with

thresholds as (
    select * from {{ ref('policy_gate_thresholds') }}
),

largest_differences as (
    select
        totals.local_authority_code,
        sources.dataset_code,
        totals.period_code,
        max(case
            when sources.measures = 'numerator' then totals.numerator_difference_rate
            when sources.measures = 'denominator'
                then totals.denominator_difference_rate
            when sources.measures = 'both'
                then greatest(
                    totals.numerator_difference_rate, totals.denominator_difference_rate
                )
        end) as expected_difference_rate
    from {{ ref('int_counted__expected_totals') }} as totals
    inner join {{ ref('int_counted__sources_used') }} as sources
        on
            totals.local_authority_code = sources.local_authority_code
            and totals.indicator_code = sources.indicator_code
            and totals.period_code = sources.period_code
    where totals.breakdown_topic = 'total' and sources.is_total
    group by
        totals.local_authority_code, sources.dataset_code, totals.period_code
),

measured_sources as (
    select
        all_sources.local_authority_code,
        all_sources.dataset_code,
        all_sources.period_code,
        coalesce(row_accounts.landed_rows_count, 0) as landed_rows_count,
        coalesce(row_accounts.rejected_rows_count, 0) as rejected_rows_count,
        cast(
            row_accounts.rejected_rows_count
            + coalesce(periodless_rows.landed_rows_count, 0) as double
        )
        / (
            row_accounts.landed_rows_count
            + coalesce(periodless_rows.landed_rows_count, 0)
        ) as rejected_rate,
        cast(row_accounts.address_unusable_rows_count as double)
        / row_accounts.landed_rows_count as unusable_rate,
        largest_differences.expected_difference_rate,
        thresholds.maximum_rejected_rate,
        thresholds.maximum_unusable_rate,
        thresholds.maximum_expected_difference_rate,
        ward_returns.dataset_code is not null as is_returned_by_ward,
        coalesce(row_accounts.is_synthetic, false) as is_synthetic
    from {{ ref('int_counted__sources') }} as all_sources
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
    left join thresholds on all_sources.dataset_code = thresholds.dataset_code
    left join largest_differences
        on
            all_sources.local_authority_code = largest_differences.local_authority_code
            and all_sources.dataset_code = largest_differences.dataset_code
            and all_sources.period_code = largest_differences.period_code
    left join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            all_sources.local_authority_code = ward_returns.local_authority_code
            and all_sources.dataset_code = ward_returns.child_level_dataset_code
            and all_sources.period_code = ward_returns.period_code
            and ward_returns.is_used
)

select * from measured_sources
