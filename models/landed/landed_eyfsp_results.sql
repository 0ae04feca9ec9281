select
    {{ contract_columns('eyfsp_results') }}
from {{ ref('raw_eyfsp_results') }}
