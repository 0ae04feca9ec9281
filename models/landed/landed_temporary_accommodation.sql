select
    {{ contract_columns('temporary_accommodation') }}
from {{ landed_rows('temporary_accommodation') }}
