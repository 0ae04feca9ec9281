select
    {{ contract_columns('census_ethnic_groups') }}
from {{ landed_rows('census_ethnic_groups') }}
