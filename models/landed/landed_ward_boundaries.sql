select
    {{ contract_columns('ward_boundaries') }}
from {{ landed_rows('ward_boundaries') }}
