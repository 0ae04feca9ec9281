select
    {{ contract_columns('census_english_proficiency') }}
from {{ landed_rows('census_english_proficiency') }}
