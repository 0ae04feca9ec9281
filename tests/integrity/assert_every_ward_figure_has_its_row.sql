-- What it checks: each served ward has a row for the total of each indicator of its
-- nation and period that was landed for it or lies between two that were.
-- Why it matters: what is missing must be a row that says so, not a gap.
-- What to do: look at the joins of int_indicators__spine and ward_values.
with

wanted_rows as (
    select
        wards.ward_code,
        indicators.indicator_code,
        periods.period_code
    from {{ ref('dim_ward') }} as wards
    inner join {{ ref('policy_indicators') }} as indicators
        on {{ is_of_nation('indicators.code_letters', 'wards.local_authority_code') }}
    left join {{ ref('int_counted__indicator_periods') }} as periods
        on
            wards.local_authority_code = periods.local_authority_code
            and indicators.indicator_code = periods.indicator_code
)

select
    wanted_rows.ward_code,
    wanted_rows.indicator_code,
    wanted_rows.period_code
from wanted_rows
left join {{ ref('fct_area_indicators') }} as figures
    on
        wanted_rows.ward_code = figures.ward_code
        and wanted_rows.indicator_code = figures.indicator_code
        and wanted_rows.period_code = figures.period_code
        and figures.breakdown_topic = 'total'
where figures.ward_code is null
