-- One row per review as sent, linked to the ward of the child's home. A result is
-- judged over all five domains only where all five were completed (indicator C6viii).
with

reviews as (
    select * from {{ ref('stg_health_visiting__asq3_reviews') }}
),

areas as (
    select * from {{ ref('int_geography__areas') }}
    where area_role = 'small_area'
),

linked_reviews as (
    select
        reviews.local_authority_code,
        reviews.period_code,
        reviews.child_id,
        reviews.home_lsoa_2021_code,
        reviews.communication,
        reviews.gross_motor,
        reviews.fine_motor,
        reviews.problem_solving,
        reviews.personal_social,
        reviews.is_synthetic,
        reviews.row_key,
        reviews.reject_reason_code,
        reviews.reject_column_name,
        reviews.reject_value,
        reviews.reject_problem_count,
        areas.ward_code,
        {{ residence_status('reviews', 'areas') }} as residence_status,
        'not_completed' not in (
            reviews.communication,
            reviews.gross_motor,
            reviews.fine_motor,
            reviews.problem_solving,
            reviews.personal_social
        ) as is_all_five_completed,
        'below' in (
            reviews.communication,
            reviews.gross_motor,
            reviews.fine_motor,
            reviews.problem_solving,
            reviews.personal_social
        ) as is_below_in_any
    from reviews
    left join areas on reviews.home_lsoa_2021_code = areas.area_code
)

select * from linked_reviews
