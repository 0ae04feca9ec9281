with

breakdowns as (
    select * from {{ ref('ref_breakdowns') }}
)

select
    breakdown_topic,
    breakdown_category,
    topic_label,
    category_label,
    sort_order
from breakdowns
