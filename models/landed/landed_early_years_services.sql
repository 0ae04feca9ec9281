select
    {{ contract_columns('early_years_services') }}
from {{ landed_rows('early_years_services') }}
