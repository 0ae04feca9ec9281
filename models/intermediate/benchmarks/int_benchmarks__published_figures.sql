-- One row per published figure: what other areas, and the council as a whole, came to.
-- Editions may disagree about the same figure; all stand here.
{% set relations = [
    ('published_eyfsp_results', ref('stg_dfe__published_eyfsp_results')),
    (
        'published_early_education_take_up',
        ref('stg_dfe__published_early_education_take_up')
    ),
    ('published_asq3_results', ref('stg_ohid__published_asq3_results')),
] %}

with

published_figures as (
    {% for dataset, relation in relations %}
    select
        '{{ dataset }}' as dataset_code,
        edition,
        area_level,
        area_code,
        area_name,
        period_code,
        measure_code,
        breakdown_topic,
        breakdown_category,
        sex,
        numerator_count,
        denominator_count,
        value_status,
        published_value,
        is_synthetic
    from {{ relation }}
    where reject_reason_code is null
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from published_figures
