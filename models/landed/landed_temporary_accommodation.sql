select
    {{ contract_columns('temporary_accommodation') }}
from {{ ref('raw_temporary_accommodation') }}
