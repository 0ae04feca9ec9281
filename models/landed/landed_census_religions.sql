select
    {{ contract_columns('census_religions') }}
from {{ ref('raw_census_religions') }}
