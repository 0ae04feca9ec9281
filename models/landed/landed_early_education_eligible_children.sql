select
    {{ contract_columns('early_education_eligible_children') }}
from {{ ref('raw_early_education_eligible_children') }}
