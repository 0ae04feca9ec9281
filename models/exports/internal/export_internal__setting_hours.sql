select
    local_authority_code,
    place_kind,
    place_code,
    weekday,
    weekday_label,
    weekday_order,
    weeks,
    weeks_label,
    period_code,
    opens_at,
    closes_at,
    is_synthetic,
    claim_level,
    caution
from {{ ref('fct_setting_hours') }}
order by local_authority_code, place_kind, place_code, weekday, weeks
