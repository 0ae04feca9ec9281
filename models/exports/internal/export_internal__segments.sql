select
    segment_code,
    segment_label,
    segment_description,
    is_synthetic,
    claim_level,
    caution
from {{ ref('dim_segment') }}
order by segment_code
