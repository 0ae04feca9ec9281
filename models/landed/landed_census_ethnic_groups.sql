select
    {{ contract_columns('census_ethnic_groups') }}
from {{ ref('raw_census_ethnic_groups') }}
