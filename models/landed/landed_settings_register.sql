select
    {{ contract_columns('settings_register') }}
from {{ landed_rows('settings_register') }}
