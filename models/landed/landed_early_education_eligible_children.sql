select
    {{ contract_columns('early_education_eligible_children') }}
from {{ landed_rows('early_education_eligible_children') }}
