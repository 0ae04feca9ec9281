{{ config(materialized='ephemeral') }}

-- One row per ward and scored indicator with what could be said of it: every number of
-- children from none to all is judged as if it had been counted, so that limits are
-- counts that can occur. Chance and the denominator's error are those of the expected
-- rate; the spread between wards, of log odds, becomes one of rates along the chord
-- between the two rates, which keeps both tails honest near no children and near all.
with

settings as (
    select
        indicator_settings.wilson_z_95,
        need_settings.shrinkage_continuity,
        comparison_settings.false_discovery_rate
    from {{ ref('int_policy__indicator_settings') }} as indicator_settings
    cross join {{ ref('int_policy__need_settings') }} as need_settings
    cross join {{ ref('int_policy__comparison_settings') }} as comparison_settings
),

expected_values as (
    select
        *,
        count(expected_logit) over (
            partition by local_authority_code, indicator_code
        ) as tests_count
    from {{ ref('int_similar_wards__expected_values') }}
),

possible_counts as (
    select
        expected_values.*,
        counts.whole_number as possible_count,
        round(
            cast(counts.whole_number as double) / expected_values.denominator_count, 9
        ) as possible_value,
        {{ empirical_logit(
            'counts.whole_number', 'expected_values.denominator_count',
            'settings.shrinkage_continuity'
        ) }} - expected_values.expected_logit as logit_difference
    from expected_values
    cross join settings
    inner join {{ ref('int_policy__whole_numbers') }} as counts
        on counts.whole_number between 0 and expected_values.denominator_count
    where expected_values.expected_status = 'observed'
),

judged_counts as (
    select
        *,
        round(
            (possible_value - expected_value) / sqrt(
                chance_variance
                + (coefficient_variance + between_variance) * power(
                    case
                        when abs(logit_difference) < 0.000001
                            then expected_value * (1 - expected_value)
                        else (possible_value - expected_value) / logit_difference
                    end,
                    2
                )
            ),
            9
        ) as standard_score
    from possible_counts
),

limits as (
    select
        judged.ward_code,
        judged.indicator_code,
        max(case
            when judged.possible_count = judged.numerator_count
                then judged.standard_score
        end) as standard_score,
        min(case
            when judged.standard_score >= -settings.wilson_z_95
                then judged.possible_value
        end) as lower_95_value,
        max(case
            when judged.standard_score <= settings.wilson_z_95
                then judged.possible_value
        end) as upper_95_value,
        max(case
            when
                judged.standard_score < -{{ upper_normal_quantile(
                    'settings.false_discovery_rate / (2.0 * judged.tests_count)'
                ) }}
                then judged.possible_value
        end) as named_at_or_below_value,
        min(case
            when
                judged.standard_score > {{ upper_normal_quantile(
                    'settings.false_discovery_rate / (2.0 * judged.tests_count)'
                ) }}
                then judged.possible_value
        end) as named_at_or_above_value
    from judged_counts as judged
    cross join settings
    group by judged.ward_code, judged.indicator_code
),

predictions as (
    select
        expected_values.local_authority_code,
        expected_values.ward_code,
        expected_values.indicator_code,
        expected_values.period_code,
        expected_values.polarity,
        expected_values.numerator_count,
        expected_values.denominator_count,
        expected_values.indicator_value,
        expected_values.is_synthetic,
        expected_values.expected_status,
        expected_values.fitted_wards_count,
        skills.skill_rate,
        expected_values.expected_value,
        expected_values.difference_value,
        limits.standard_score,
        limits.lower_95_value,
        limits.upper_95_value,
        limits.named_at_or_below_value,
        limits.named_at_or_above_value,
        -- Never 0, however far a ward lies: at least the last digit that is kept.
        case
            when limits.standard_score is not null
                then greatest(
                    round({{ two_sided_p_value('limits.standard_score') }}, 12), 1e-12
                )
        end as p_value
    from expected_values
    left join limits
        on
            expected_values.ward_code = limits.ward_code
            and expected_values.indicator_code = limits.indicator_code
    left join {{ ref('int_similar_wards__skill') }} as skills
        on
            expected_values.local_authority_code = skills.local_authority_code
            and expected_values.indicator_code = skills.indicator_code
            and expected_values.expected_status = 'observed'
)

select * from predictions
