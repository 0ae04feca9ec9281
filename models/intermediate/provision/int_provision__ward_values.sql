-- One row per ward, measure and category with its value and that of all wards of the
-- council together. Where the lists are not held there are no counts either.
with

shown_counts as (
    select
        local_authority_code,
        ward_code,
        measure_code,
        category_code,
        case when is_held then period_code end as period_code,
        denominator_period_code,
        case when is_held and not is_withheld then numerator_count end
            as numerator_count,
        case
            when is_held or is_per_child then denominator_count
        end as denominator_count,
        value_multiplier,
        case when is_held then known_settings_count end as known_settings_count,
        case when is_held then settings_count end as settings_count,
        is_held and known_settings_count < settings_count as is_counted_partly,
        value_status,
        is_synthetic
    from {{ ref('int_provision__ward_counts') }}
),

council_counts as (
    select
        local_authority_code,
        measure_code,
        category_code,
        cast(sum(numerator_count) as double) as numerator_count,
        cast(sum(denominator_count) as double) as denominator_count
    from shown_counts
    where numerator_count is not null and denominator_count is not null
    group by local_authority_code, measure_code, category_code
),

ward_values as (
    select
        shown_counts.*,
        case
            when shown_counts.value_status = 'observed'
                then round(
                    shown_counts.value_multiplier
                    * cast(shown_counts.numerator_count as double)
                    / shown_counts.denominator_count, 6
                )
        end as indicator_value,
        round(
            shown_counts.value_multiplier * council_counts.numerator_count
            / nullif(council_counts.denominator_count, 0), 6
        ) as council_value
    from shown_counts
    left join council_counts
        on
            shown_counts.local_authority_code = council_counts.local_authority_code
            and shown_counts.measure_code = council_counts.measure_code
            and shown_counts.category_code = council_counts.category_code
)

select * from ward_values
