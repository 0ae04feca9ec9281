-- One row per series that is followed over time, an indicator or a published measure,
-- with its label.
with

series_labels as (
    select
        indicator_code as series_code,
        indicator_label as series_label
    from {{ ref('policy_indicators') }}

    union all

    select
        measure_code as series_code,
        measure_label as series_label
    from {{ ref('int_benchmarks__measure_labels') }}
)

select * from series_labels
