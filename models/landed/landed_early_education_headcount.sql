select
    {{ contract_columns('early_education_headcount') }}
from {{ landed_rows('early_education_headcount') }}
