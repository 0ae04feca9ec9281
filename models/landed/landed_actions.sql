select
    {{ contract_columns('actions') }}
from {{ landed_rows('actions') }}
