-- One row per council and period of a dataset: the release of the landing store whose
-- rows count, or with_the_tool and no day of receipt for the open data that come with
-- it. The example's seeds were never received from anyone: there the table is empty.
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
