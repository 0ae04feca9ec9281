select
    {{ contract_columns('area_lookups') }}
from {{ landed_rows('area_lookups') }}
