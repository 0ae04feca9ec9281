-- One row per expectation: what the council's rows come to (wherever the children live)
-- beside the published total, and the larger of the two relative differences.
with

council_totals as (
    select
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        -- With a part unknown (suppressed) the total is unknown: it is not far off.
        {{ known_sum('numerator_count') }} as numerator_count,
        {{ known_sum('denominator_count') }} as denominator_count,
        count(*) as parts_count
    from {{ ref('int_counted__indicator_counts') }}
    group by
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category
),

-- A topic of which a council sent nothing for a period is not supplied, not wrong.
supplied_topics as (
    select distinct
        local_authority_code,
        indicator_code,
        period_code,
        breakdown_topic
    from council_totals
),

compared_totals as (
    select
        expected.local_authority_code,
        expected.indicator_code,
        expected.period_code,
        expected.breakdown_topic,
        expected.breakdown_category,
        expected.numerator_count as expected_numerator_count,
        expected.denominator_count as expected_denominator_count,
        case
            when council_totals.parts_count is null then 0
            else council_totals.numerator_count
        end as numerator_count,
        case
            when council_totals.parts_count is null then 0
            else council_totals.denominator_count
        end as denominator_count,
        supplied_topics.breakdown_topic is not null as is_supplied,
        expected.source
    from {{ ref('expect_totals') }} as expected
    left join council_totals
        on
            expected.local_authority_code = council_totals.local_authority_code
            and expected.indicator_code = council_totals.indicator_code
            and expected.period_code = council_totals.period_code
            and expected.breakdown_topic = council_totals.breakdown_topic
            and expected.breakdown_category = council_totals.breakdown_category
    left join supplied_topics
        on
            expected.local_authority_code = supplied_topics.local_authority_code
            and expected.indicator_code = supplied_topics.indicator_code
            and expected.period_code = supplied_topics.period_code
            and expected.breakdown_topic = supplied_topics.breakdown_topic
),

totals_with_difference as (
    select
        *,
        case
            when expected_numerator_count > 0
                then
                    cast(abs(numerator_count - expected_numerator_count) as double)
                    / expected_numerator_count
        end as numerator_difference_rate,
        case
            when expected_denominator_count > 0
                then
                    cast(abs(denominator_count - expected_denominator_count) as double)
                    / expected_denominator_count
        end as denominator_difference_rate
    from compared_totals
)

select * from totals_with_difference
