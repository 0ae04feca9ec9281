select
    {{ contract_columns('census_english_proficiency') }}
from {{ ref('raw_census_english_proficiency') }}
