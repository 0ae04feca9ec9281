with

periods as (
    select * from {{ ref('ref_periods') }}
)

select
    period_code,
    period_type,
    period_label,
    start_date,
    end_date,
    period_note
from periods
