select
    {{ contract_columns('census_household_deprivation') }}
from {{ ref('raw_census_household_deprivation') }}
