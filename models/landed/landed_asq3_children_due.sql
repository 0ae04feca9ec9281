select
    {{ contract_columns('asq3_children_due') }}
from {{ landed_rows('asq3_children_due') }}
