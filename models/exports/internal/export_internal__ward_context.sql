select
    context.local_authority_code,
    wards.local_authority_name,
    context.ward_code,
    wards.ward_name,
    context.topic_code,
    context.category_code,
    context.topic_label,
    context.category_label,
    context.period_code,
    periods.period_label,
    periods.period_start_date,
    periods.period_end_date,
    cast(context.counted_count as integer) as counted_count,
    cast(context.total_count as integer) as total_count,
    cast(context.context_rate as double) as context_rate,
    cast(context.council_rate as double) as council_rate,
    context.value_status,
    context.is_estimate,
    context.is_synthetic,
    context.claim_level,
    context.caution
from {{ ref('fct_ward_context') }} as context
inner join {{ ref('dim_ward') }} as wards
    on context.ward_code = wards.ward_code
inner join {{ ref('dim_period') }} as periods
    on context.period_code = periods.period_code
order by
    context.ward_code,
    context.topic_code,
    context.category_code,
    context.period_code
