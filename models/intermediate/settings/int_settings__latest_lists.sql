-- One row per council and dataset about provision: its latest month with a readable
-- row. Each list stands for the whole council, so an older month is history.
{% set relations = {
    'council_settings': ref('stg_council__council_settings'),
    'early_years_services': ref('stg_council__early_years_services'),
    'funded_places': ref('stg_council__funded_places'),
    'setting_hours': ref('stg_council__setting_hours'),
    'settings_register': ref('stg_ofsted__settings_register'),
} %}

with

held_months as (
    {% for dataset, relation in relations.items() %}
    select distinct
        '{{ dataset }}' as dataset_code,
        local_authority_code,
        period_code
    from {{ relation }}
    where reject_reason_code is null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

latest_lists as (
    select
        held_months.dataset_code,
        held_months.local_authority_code,
        held_months.period_code,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date
    from held_months
    inner join {{ ref('ref_periods') }} as periods
        on held_months.period_code = periods.period_code
    qualify row_number() over (
        partition by held_months.dataset_code, held_months.local_authority_code
        order by periods.start_date desc, held_months.period_code asc
    ) = 1
)

select * from latest_lists
