{{ config(materialized='ephemeral') }}

-- One row per ward and scored indicator with the sums from which it is fitted to the
-- council's other wards: each variable weighs by how it goes with the log odds of the
-- others (partial least squares with one component), and each ward counts by what its
-- children can tell.
with

contexts as (
    select * from {{ ref('int_similar_wards__standardised_context') }}
),

known_wards as (
    select
        ward_code,
        bool_or(is_synthetic) as is_synthetic,
        count(*) = max(count(*)) over (partition by local_authority_code) as is_whole
    from contexts
    group by local_authority_code, ward_code
),

figures as (
    select
        rates.local_authority_code,
        rates.ward_code,
        rates.indicator_code,
        rates.ward_trust,
        {{ empirical_logit(
            'rates.numerator_count', 'rates.denominator_count',
            'all_settings.shrinkage_continuity'
        ) }} as ward_logit,
        rates.is_synthetic or known_wards.is_synthetic as is_synthetic,
        count(*) over council as wards_count,
        bool_or(rates.is_synthetic or known_wards.is_synthetic) over council
            as is_any_synthetic
    from {{ ref('int_need__shrunk_rates') }} as rates
    inner join known_wards
        on rates.ward_code = known_wards.ward_code and known_wards.is_whole
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    window council as (
        partition by rates.local_authority_code, rates.indicator_code
    )
),

other_wards as (
    select
        figures.local_authority_code,
        figures.ward_code,
        figures.indicator_code,
        figures.is_any_synthetic,
        peers.ward_code as other_ward_code,
        peers.ward_trust,
        peers.ward_logit,
        peers.ward_logit
        - sum(peers.ward_trust * peers.ward_logit) over one_left_out
        / nullif(sum(peers.ward_trust) over one_left_out, 0) as centred_logit,
        sum(peers.ward_trust) over one_left_out as all_trust
    from figures
    inner join figures as peers
        on
            figures.local_authority_code = peers.local_authority_code
            and figures.indicator_code = peers.indicator_code
            and figures.ward_code != peers.ward_code
    cross join {{ ref('int_policy__comparison_settings') }} as all_settings
    where figures.wards_count >= all_settings.expected_minimum_wards_count
    window one_left_out as (partition by figures.ward_code, figures.indicator_code)
),

directions as (
    select
        peers.ward_code,
        peers.indicator_code,
        contexts.topic_code,
        contexts.category_code,
        round(
            sum(peers.ward_trust * peers.centred_logit * contexts.standard_score)
            / max(peers.all_trust),
            12
        ) as direction,
        round(
            sum(peers.ward_trust * contexts.standard_score) / max(peers.all_trust), 12
        ) as mean_score
    from other_wards as peers
    inner join contexts on peers.other_ward_code = contexts.ward_code
    group by
        peers.ward_code,
        peers.indicator_code,
        contexts.topic_code,
        contexts.category_code
),

composites as (
    select
        directions.ward_code,
        directions.indicator_code,
        contexts.ward_code as other_ward_code,
        round(
            sum(
                directions.direction
                * (contexts.standard_score - directions.mean_score)
            ),
            12
        ) as composite_score
    from directions
    inner join figures
        on
            directions.ward_code = figures.ward_code
            and directions.indicator_code = figures.indicator_code
    inner join contexts
        on
            figures.local_authority_code = contexts.local_authority_code
            and directions.topic_code = contexts.topic_code
            and directions.category_code = contexts.category_code
    group by
        directions.ward_code, directions.indicator_code, contexts.ward_code
),

sums as (
    select
        peers.local_authority_code,
        peers.ward_code,
        peers.indicator_code,
        peers.is_any_synthetic,
        cast(count(*) as integer) as fitted_wards_count,
        max(peers.all_trust) as all_trust,
        round(sum(peers.ward_trust * peers.ward_logit) / max(peers.all_trust), 12)
            as mean_logit,
        round(sum(peers.ward_trust * power(peers.centred_logit, 2)), 12)
            as logit_squares,
        round(sum(
            peers.ward_trust * composites.composite_score * peers.centred_logit
        ), 12) as products,
        round(sum(peers.ward_trust * power(composites.composite_score, 2)), 12)
            as composite_squares
    from other_wards as peers
    inner join composites
        on
            peers.ward_code = composites.ward_code
            and peers.indicator_code = composites.indicator_code
            and peers.other_ward_code = composites.other_ward_code
    group by
        peers.local_authority_code,
        peers.ward_code,
        peers.indicator_code,
        peers.is_any_synthetic
),

own_composites as (
    select
        sums.*,
        own.composite_score
    from sums
    inner join composites as own
        on
            sums.ward_code = own.ward_code
            and sums.indicator_code = own.indicator_code
            and sums.ward_code = own.other_ward_code
)

select * from own_composites
