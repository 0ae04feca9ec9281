-- In the store a release counts for one council and period of a dataset, or the open
-- data that come with the tool (with_the_tool, with no day of receipt). The example's
-- seeds were never received from anyone: there the table is empty.
with

landed_releases as (
    {% if reads_store() %}
    select
        dataset_code,
        local_authority_code,
        period_label,
        release_id,
        received_date
    from {{ landed_source('releases') }}
    {% else %}
    select
        dataset_code,
        cast(null as string) as local_authority_code,
        cast(null as string) as period_label,
        cast(null as string) as release_id,
        cast(null as string) as received_date
    from {{ ref('governance_datasets') }}
    where false
    {% endif %}
),

typed_releases as (
    select
        releases.dataset_code,
        -- Blank where a dataset knows no council: the file is every council's.
        nullif(upper(releases.local_authority_code), '') as local_authority_code,
        periods.period_code,
        releases.release_id,
        cast(releases.received_date as date) as received_date
    from landed_releases as releases
    inner join {{ ref('governance_datasets') }} as datasets
        on releases.dataset_code = datasets.dataset_code
    left join {{ ref('ref_periods') }} as periods
        on {{ is_period_of(
            'periods', 'releases.period_label', 'datasets.period_type'
        ) }}
)

select * from typed_releases
