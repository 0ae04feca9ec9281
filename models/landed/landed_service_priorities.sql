select
    {{ contract_columns('service_priorities') }}
from {{ landed_rows('service_priorities') }}
