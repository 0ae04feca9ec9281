select
    {{ contract_columns('eyfsp_ward_results') }}
from {{ landed_rows('eyfsp_ward_results') }}
