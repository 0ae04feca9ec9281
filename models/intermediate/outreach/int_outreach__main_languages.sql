{{ config(materialized='ephemeral') }}

-- One row per ward: residents aged three and over whose main language is not English,
-- by the latest census. They are not the children, and most of them speak English well.
with

main_languages as (
    select
        ward_code,
        period_code,
        total_count as residents_count,
        total_count - counted_count as other_language_count,
        case
            when total_count > 0
                then cast(total_count - counted_count as double) / total_count
        end as other_language_share,
        value_status,
        is_estimate,
        is_synthetic
    from {{ ref('int_context__judged_context') }}
    where
        topic_code = 'english_proficiency'
        and category_code = 'english_main_language'
    qualify row_number() over (partition by ward_code order by period_code desc) = 1
)

select * from main_languages
