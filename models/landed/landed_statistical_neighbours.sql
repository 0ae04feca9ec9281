select
    {{ contract_columns('statistical_neighbours') }}
from {{ landed_rows('statistical_neighbours') }}
