select
    {{ contract_columns('asq3_reviews') }}
from {{ ref('raw_asq3_reviews') }}
