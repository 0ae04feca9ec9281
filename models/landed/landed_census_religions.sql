select
    {{ contract_columns('census_religions') }}
from {{ landed_rows('census_religions') }}
