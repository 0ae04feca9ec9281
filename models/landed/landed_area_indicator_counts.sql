select
    {{ contract_columns('area_indicator_counts') }}
from {{ landed_rows('area_indicator_counts') }}
