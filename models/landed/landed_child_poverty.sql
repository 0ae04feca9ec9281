select
    {{ contract_columns('child_poverty') }}
from {{ landed_rows('child_poverty') }}
