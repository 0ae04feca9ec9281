select
    {{ contract_columns('published_early_education_take_up') }}
from {{ landed_rows('published_early_education_take_up') }}
