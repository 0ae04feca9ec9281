select
    {{ contract_columns('deprivation_indices') }}
from {{ landed_rows('deprivation_indices') }}
