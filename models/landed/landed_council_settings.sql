select
    {{ contract_columns('council_settings') }}
from {{ landed_rows('council_settings') }}
