select
    {{ contract_columns('asq3_reviews') }}
from {{ landed_rows('asq3_reviews') }}
