select
    {{ contract_columns('decisions') }}
from {{ landed_rows('decisions') }}
