-- One row a ward figure: every caution that it must carry, as one text.
with

cautions as (
    select
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        figures.breakdown_topic,
        figures.breakdown_category,
        concat_ws(
            ' ',
            case when figures.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case when figures.is_ward_return then texts.ward_return_text end,
            case
                when figures.indicator_value is null
                    then texts.not_usable_text
            end,
            case
                when figures.coverage_rate < figures.low_coverage_rate
                    then texts.low_coverage_text
            end,
            case
                when figures.coverage_rate > 1 then texts.coverage_above_due_text
            end,
            case
                when figures.denominator_count < figures.small_denominator_count
                    then texts.small_numbers_text
            end,
            case
                when figures.is_at_boundary and figures.counted_where = 'provider'
                    then texts.boundary_ward_text
            end,
            case
                when figures.is_above_denominator
                    then texts.take_up_above_eligible_text
            end,
            fixed_cautions.fixed_caution
        ) as caution
    from {{ ref('int_indicators__ward_values') }} as figures
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
)

select * from cautions
