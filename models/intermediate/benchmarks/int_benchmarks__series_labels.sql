-- One row a series that is followed over time: an indicator or a published measure,
-- with its label and the cautions that all of its figures carry.
with

series_labels as (
    select
        indicators.indicator_code as series_code,
        indicators.indicator_label as series_label,
        fixed_cautions.fixed_caution as series_caution
    from {{ ref('policy_indicators') }} as indicators
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on indicators.indicator_code = fixed_cautions.indicator_code

    union all

    select
        measure_code as series_code,
        measure_label as series_label,
        measure_caution as series_caution
    from {{ ref('int_benchmarks__measure_labels') }}
)

select * from series_labels
