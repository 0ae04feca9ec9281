select
    {{ contract_columns('population_estimates') }}
from {{ ref('raw_population_estimates') }}
