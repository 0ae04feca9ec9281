with

typed_releases as (
    select
        releases.dataset_code,
        -- Blank where a dataset knows no council: the file is every council's.
        nullif(upper(releases.local_authority_code), '') as local_authority_code,
        periods.period_code,
        releases.release_id,
        cast(releases.received_date as date) as received_date
    from {{ ref('landed_releases') }} as releases
    inner join {{ ref('governance_datasets') }} as datasets
        on releases.dataset_code = datasets.dataset_code
    left join {{ ref('ref_periods') }} as periods
        on {{ is_period_of(
            'periods', 'releases.period_label', 'datasets.period_type'
        ) }}
)

select * from typed_releases
