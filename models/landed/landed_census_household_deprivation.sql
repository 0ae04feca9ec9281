select
    {{ contract_columns('census_household_deprivation') }}
from {{ landed_rows('census_household_deprivation') }}
