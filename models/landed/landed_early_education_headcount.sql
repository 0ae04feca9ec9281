select
    {{ contract_columns('early_education_headcount') }}
from {{ ref('raw_early_education_headcount') }}
