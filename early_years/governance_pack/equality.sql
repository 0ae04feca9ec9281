-- Residents by group: the share among all wards of a council that are ranked, among those
-- in most need, and how many of a hundred residents of the group live in those.
with

ranked_wards as (
    select
        local_authority_code,
        ward_code,
        is_in_top_k
    from {scores}
    where need_rank is not null
),

newest_periods as (
    select
        breakdown_topic,
        max(period_start_date) as period_start_date
    from {context}
    group by breakdown_topic
),

counts as (
    select
        context.local_authority_name,
        context.breakdown_topic,
        context.breakdown_topic_label,
        context.breakdown_category,
        context.breakdown_category_label,
        context.period_label,
        cast(sum(context.numerator_count) as double) as residents,
        cast(sum(context.denominator_count) as double) as all_residents,
        cast(
            sum(context.numerator_count) filter (where wards.is_in_top_k) as double
        ) as top_residents,
        cast(
            sum(context.denominator_count) filter (where wards.is_in_top_k) as double
        ) as top_all_residents
    from {context} as context
    inner join newest_periods
        on
            context.breakdown_topic = newest_periods.breakdown_topic
            and context.period_start_date = newest_periods.period_start_date
    inner join ranked_wards as wards on context.ward_code = wards.ward_code
    where context.breakdown_topic in (
        'ethnic_group_of_residents', 'english_proficiency', 'religion',
        'household_deprivation'
    )
    group by
        context.local_authority_name,
        context.breakdown_topic,
        context.breakdown_topic_label,
        context.breakdown_category,
        context.breakdown_category_label,
        context.period_label
)

select
    local_authority_name,
    breakdown_topic_label,
    breakdown_category_label,
    period_label,
    round(100 * residents / nullif(all_residents, 0), 1) as council_share,
    round(100 * top_residents / nullif(top_all_residents, 0), 1) as top_share,
    round(100 * top_residents / nullif(residents, 0), 1) as in_top_of_hundred,
    round(100 * top_all_residents / nullif(all_residents, 0), 1) as all_in_top_of_hundred
from counts
order by
    local_authority_name, breakdown_topic_label, council_share desc,
    breakdown_category_label
