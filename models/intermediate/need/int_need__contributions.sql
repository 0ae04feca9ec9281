-- One row a ward and scored indicator of a ranked domain: its part of the need score.
-- The parts of a ward add up to its score, where it has one.
with

indicator_scores as (
    select * from {{ ref('int_need__indicator_scores') }}
),

contributions as (
    select
        indicator_scores.ward_code,
        indicator_scores.indicator_code,
        domain_scores.domain_weight
        * domain_scores.domain_score
        * indicator_scores.indicator_weight
        * indicator_scores.transformed_score
        / sum(indicator_scores.indicator_weight * indicator_scores.transformed_score)
            over (
                partition by indicator_scores.ward_code, indicator_scores.domain_code
            ) as contribution_score
    from indicator_scores
    inner join {{ ref('int_need__domain_scores') }} as domain_scores
        on
            indicator_scores.ward_code = domain_scores.ward_code
            and indicator_scores.domain_code = domain_scores.domain_code
    where domain_scores.is_ranked
)

select * from contributions
