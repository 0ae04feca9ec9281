select
    {{ contract_columns('postcodes') }}
from {{ landed_rows('postcodes') }}
