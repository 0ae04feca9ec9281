{{ config(materialized='ephemeral') }}

-- One row per public figure: its cautions, judged from rounded counts like the figure.
with

cautions as (
    select
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        {{ caution_codes('public_figures') }} as caution_codes,
        {{ caution_text('public_figures') }} as caution
    from {{ ref('int_disclosure__rounded_totals') }} as figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
)

select * from cautions
