{{ config(materialized='ephemeral') }}

-- One row a public figure: its cautions, judged from rounded counts like the figure.
with

cautions as (
    select
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        concat_ws(
            ' ',
            case when figures.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case when figures.is_ward_return then texts.ward_return_text end,
            case
                when figures.rounded_numerator_count is null
                    then texts.not_usable_text
            end,
            case
                when
                    cast(figures.rounded_denominator_count as double)
                    < figures.low_coverage_rate * figures.rounded_due_count
                    then texts.low_coverage_text
            end,
            case
                when
                    figures.rounded_denominator_count < figures.small_denominator_count
                    then texts.small_numbers_text
            end,
            case
                when figures.is_at_boundary and figures.counted_where = 'provider'
                    then texts.boundary_ward_text
            end,
            fixed_cautions.fixed_caution
        ) as caution
    from {{ ref('int_disclosure__rounded_totals') }} as figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
)

select * from cautions
