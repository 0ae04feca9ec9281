select
    {{ contract_columns('early_education_ward_take_up') }}
from {{ landed_rows('early_education_ward_take_up') }}
