select
    {{ contract_columns('funded_places') }}
from {{ landed_rows('funded_places') }}
