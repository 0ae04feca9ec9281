select
    {{ contract_columns('family_voice') }}
from {{ landed_rows('family_voice') }}
