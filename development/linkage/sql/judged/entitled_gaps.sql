-- How many of the assessed children were entitled at two and did not attend: the one
-- count that the bounds take by ward alone. One row per ward.
select
    assessed_children.ward_code,
    policy_overlaps.gap_indicator_code as indicator_code,
    'total' as breakdown_topic,
    true as is_score_period,
    count(*) filter (
        where
        assessed_children.is_eligible_at_two
        and not assessed_children.has_attended_at_two
    ) as numerator_count
from assessed_children
inner join policy_overlaps on policy_overlaps.population_code = 'entitled_children'
group by assessed_children.ward_code, policy_overlaps.gap_indicator_code
