select
    {{ contract_columns('published_eyfsp_results') }}
from {{ landed_rows('published_eyfsp_results') }}
