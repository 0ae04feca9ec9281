select
    {{ contract_columns('population_estimates') }}
from {{ landed_rows('population_estimates') }}
