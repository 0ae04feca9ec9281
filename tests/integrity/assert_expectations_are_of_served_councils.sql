-- What it checks: every row of what a correct build comes to (expect_area_counts,
-- expect_settings, expect_totals) is of a council that is served.
-- Why it matters: expectations of another council check nothing, and look like a check.
-- What to do: put the council's own published totals, areas and register into the seed
-- that its rows name, or delete its rows.
with

expectations as (
    {% for seed in ['expect_area_counts', 'expect_settings', 'expect_totals'] %}
    select distinct
        '{{ seed }}' as seed_name,
        local_authority_code
    from {{ ref(seed) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select
    expectations.seed_name || ': its rows are of ' || expectations.local_authority_code
    || ', which is not served' as problem
from expectations
left join {{ ref('ref_local_authorities') }} as councils
    on
        expectations.local_authority_code = councils.local_authority_code
        and councils.is_served
where councils.local_authority_code is null
