{{ config(materialized='ephemeral') }}

-- One row per ward and variable by which wards count as alike, in standard deviations
-- from the mean of the council's wards. A variable that is the same in all of them
-- tells nothing and has no row.
with

shares as (
    select
        facts.local_authority_code,
        facts.ward_code,
        facts.topic_code,
        facts.category_code,
        facts.is_synthetic,
        cast(facts.counted_count as double) / facts.total_count as context_share
    from {{ ref('int_context__judged_context') }} as facts
    inner join {{ ref('policy_context_variables') }} as choices
        on
            facts.topic_code = choices.topic_code
            and facts.category_code = choices.category_code
            and facts.period_code = choices.period_code
            and choices.used_for = 'similar_wards'
    where facts.value_status = 'observed'
),

spreads as (
    select
        *,
        avg(context_share) over (
            partition by local_authority_code, topic_code, category_code
        ) as mean_share,
        round(stddev_pop(context_share) over (
            partition by local_authority_code, topic_code, category_code
        ), 12) as share_deviation
    from shares
),

standardised as (
    select
        local_authority_code,
        ward_code,
        topic_code,
        category_code,
        is_synthetic,
        round((context_share - mean_share) / share_deviation, 9) as standard_score
    from spreads
    where share_deviation > 0
)

select * from standardised
