select
    {{ contract_columns('asq3_ward_results') }}
from {{ landed_rows('asq3_ward_results') }}
