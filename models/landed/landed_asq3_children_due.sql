select
    {{ contract_columns('asq3_children_due') }}
from {{ ref('raw_asq3_children_due') }}
