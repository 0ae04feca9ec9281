select
    {{ contract_columns('published_asq3_results') }}
from {{ landed_rows('published_asq3_results') }}
