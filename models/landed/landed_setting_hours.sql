select
    {{ contract_columns('setting_hours') }}
from {{ landed_rows('setting_hours') }}
