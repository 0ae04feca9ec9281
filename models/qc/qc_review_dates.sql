-- Reviews dated outside the provider's year that they were sent for.
with

misdated_reviews as (
    select
        reviews.local_authority_code,
        reviews.period_code,
        count(*) as reviews_count,
        min(reviews.review_date) as first_review_date,
        max(reviews.review_date) as last_review_date
    from {{ ref('stg_health_visiting__asq3_reviews') }} as reviews
    inner join {{ ref('ref_periods') }} as periods
        on reviews.period_code = periods.period_code
    where
        reviews.reject_reason_code is null
        and reviews.review_date not between periods.start_date and periods.end_date
    group by reviews.local_authority_code, reviews.period_code
)

select * from misdated_reviews
