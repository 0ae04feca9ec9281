with

ward_totals as (
    select * from {{ ref('int_indicators__ward_values') }}
    where is_score_period and breakdown_topic = 'total'
),

questions_by_ward as (
    select
        outcomes.local_authority_code,
        outcomes.ward_code,
        question.question_text,
        question.statement_text,
        question.gap_indicator_code,
        gaps.period_code as take_up_period_code,
        question.outcome_indicator_code,
        outcomes.period_code as outcome_period_code,
        case
            when outcomes.value_status != 'observed' then outcomes.value_status
            else gaps.value_status
        end as value_status,
        outcomes.is_synthetic or gaps.is_synthetic as is_synthetic
    from {{ ref('policy_overlap_question') }} as question
    inner join ward_totals as outcomes
        on question.outcome_indicator_code = outcomes.indicator_code
    inner join ward_totals as gaps
        on
            question.gap_indicator_code = gaps.indicator_code
            and outcomes.ward_code = gaps.ward_code
),

shown_bounds as (
    select bounds.*
    from {{ ref('int_associations__overlap_bounds') }} as bounds
    inner join questions_by_ward
        on
            bounds.ward_code = questions_by_ward.ward_code
            and questions_by_ward.value_status = 'observed'
)

select
    questions.local_authority_code,
    questions.ward_code,
    populations.population_code,
    populations.population_label,
    questions.question_text,
    questions.gap_indicator_code,
    questions.take_up_period_code,
    questions.outcome_indicator_code,
    questions.outcome_period_code,
    bounds.children_count,
    bounds.not_attending_count,
    bounds.not_at_outcome_count,
    bounds.lower_count,
    bounds.upper_count,
    cast(round(
        cast(bounds.lower_count as double) / bounds.children_count, 6
    ) as decimal(9, 6)) as lower_rate,
    cast(round(
        cast(bounds.upper_count as double) / bounds.children_count, 6
    ) as decimal(9, 6)) as upper_rate,
    bounds.ward_lower_count,
    bounds.ward_upper_count,
    bounds.lsoas_count,
    bounds.lsoas_out_of_line_count,
    questions.value_status,
    populations.assumption_text,
    questions.statement_text,
    questions.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when questions.is_synthetic then texts.synthetic_text end,
        texts.bounds_alone_text,
        case when questions.value_status != 'observed' then texts.not_usable_text end,
        texts.different_cohorts_text,
        texts.area_not_child_text,
        texts.no_family_voice_text
    ) as caution
from questions_by_ward as questions
cross join {{ ref('policy_overlap_populations') }} as populations
left join shown_bounds as bounds
    on
        questions.ward_code = bounds.ward_code
        and populations.population_code = bounds.population_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
