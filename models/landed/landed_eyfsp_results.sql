select
    {{ contract_columns('eyfsp_results') }}
from {{ landed_rows('eyfsp_results') }}
