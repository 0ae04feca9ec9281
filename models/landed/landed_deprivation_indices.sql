select
    {{ contract_columns('deprivation_indices') }}
from {{ ref('raw_deprivation_indices') }}
