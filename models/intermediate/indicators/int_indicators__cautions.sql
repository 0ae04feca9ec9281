-- One row per ward figure: every caution that it must carry, as codes and in words.
with

cautions as (
    select
        figures.local_authority_code,
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        figures.breakdown_topic,
        figures.breakdown_category,
        {{ caution_codes('area_figures') }} as caution_codes,
        {{ caution_text('area_figures') }} as caution
    from {{ ref('int_indicators__ward_values') }} as figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
)

select * from cautions
