-- One row per ward and scored indicator with the log odds that its residents lead one
-- to expect, worked out from the council's other wards alone. The slope on the sum of
-- what its residents are like is pulled towards zero by how little it explains (James
-- and Stein).
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

slopes as (
    select
        *,
        coalesce(products / nullif(composite_squares, 0), 0) as full_slope,
        coalesce(power(products, 2) / nullif(composite_squares, 0), 0)
            as explained_squares
    from {{ ref('int_similar_wards__left_out_sums') }}
),

residuals as (
    select
        *,
        (logit_squares - explained_squares) / (fitted_wards_count - 2)
            as residual_variance
    from slopes
),

penalised_slopes as (
    select
        residuals.*,
        residuals.full_slope * coalesce(
            {{ floored_count(
                '1 - settings.expected_slope_penalty * residuals.residual_variance '
                ~ '/ nullif(residuals.explained_squares, 0)'
            ) }},
            0
        ) as slope
    from residuals
    cross join settings
),

expected_logits as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        is_any_synthetic as is_synthetic,
        fitted_wards_count,
        round(mean_logit + slope * composite_score, 9)
            as expected_logit,
        round(
            residual_variance * (
                1 / all_trust
                + coalesce(
                    power(slope / nullif(full_slope, 0), 2)
                    * power(composite_score, 2)
                    / nullif(composite_squares, 0),
                    0
                )
            ),
            9
        ) as coefficient_variance
    from penalised_slopes
)

select * from expected_logits
