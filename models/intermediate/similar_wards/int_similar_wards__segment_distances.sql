{{ config(materialized='ephemeral') }}

-- One row per ward and segment: how far the ward's residents are from the centre of the
-- segment, with every variable on the range of the wards that the segments were fitted
-- to. A ward of another council than those has no segment: a name that its own data do
-- not bear is never shown. Nor has one that lacks a variable: its distance would be too
-- short.
with

centroids as (
    select * from {{ ref('ref_segment_centroids') }}
),

variables as (
    select
        ranges.local_authority_code,
        ranges.topic_code,
        ranges.category_code,
        choices.period_code,
        ranges.minimum_value,
        ranges.maximum_value,
        count(*) over (partition by ranges.local_authority_code) as variables_count
    from {{ ref('ref_segment_ranges') }} as ranges
    inner join {{ ref('policy_context_variables') }} as choices
        on
            ranges.topic_code = choices.topic_code
            and ranges.category_code = choices.category_code
            and choices.used_for = 'segments'
),

scaled_values as (
    select
        facts.local_authority_code,
        facts.ward_code,
        facts.topic_code,
        facts.category_code,
        facts.is_synthetic,
        variables.variables_count,
        (
            asinh(100.0 * facts.counted_count / facts.total_count)
            - variables.minimum_value
        ) / (variables.maximum_value - variables.minimum_value) as scaled_value
    from {{ ref('int_context__judged_context') }} as facts
    inner join variables
        on
            facts.local_authority_code = variables.local_authority_code
            and facts.topic_code = variables.topic_code
            and facts.category_code = variables.category_code
            and facts.period_code = variables.period_code
    where facts.value_status = 'observed'
),

distances as (
    select
        scaled_values.local_authority_code,
        scaled_values.ward_code,
        centroids.segment_code,
        bool_or(scaled_values.is_synthetic) as is_synthetic,
        round(
            sqrt(sum(power(
                scaled_values.scaled_value - centroids.centroid_value, 2
            ))),
            9
        ) as segment_distance
    from scaled_values
    inner join centroids
        on
            scaled_values.local_authority_code = centroids.local_authority_code
            and scaled_values.topic_code = centroids.topic_code
            and scaled_values.category_code = centroids.category_code
    group by
        scaled_values.local_authority_code,
        scaled_values.ward_code,
        centroids.segment_code
    having count(*) = max(scaled_values.variables_count)
)

select * from distances
