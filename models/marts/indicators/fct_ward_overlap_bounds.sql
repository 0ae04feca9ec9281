with

ward_totals as (
    select * from {{ ref('int_indicators__ward_values') }}
    where is_score_period and breakdown_topic = 'total'
),

questions_by_ward as (
    select
        outcomes.local_authority_code,
        outcomes.ward_code,
        question.population_code,
        question.population_label,
        question.question_text,
        question.assumption_text,
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
    from {{ ref('policy_overlaps') }} as question
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
            and bounds.population_code = questions_by_ward.population_code
            and questions_by_ward.value_status = 'observed'
)

select
    questions.local_authority_code,
    wards.local_authority_name,
    questions.ward_code,
    wards.ward_name,
    questions.population_code,
    questions.population_label,
    questions.question_text,
    questions.gap_indicator_code,
    questions.take_up_period_code,
    take_up_periods.period_label as take_up_period_label,
    questions.outcome_indicator_code,
    questions.outcome_period_code,
    outcome_periods.period_label as outcome_period_label,
    cast(bounds.children_count as integer) as children_count,
    cast(bounds.not_attending_count as integer) as not_attending_count,
    cast(bounds.not_at_outcome_count as integer) as not_at_outcome_count,
    cast(bounds.lower_count as integer) as lower_count,
    cast(bounds.upper_count as integer) as upper_count,
    round(cast(bounds.lower_count as double) / bounds.children_count, 6) as lower_rate,
    round(cast(bounds.upper_count as double) / bounds.children_count, 6) as upper_rate,
    cast(bounds.ward_lower_count as integer) as ward_lower_count,
    cast(bounds.ward_upper_count as integer) as ward_upper_count,
    bounds.lsoas_count,
    bounds.lsoas_out_of_line_count,
    -- A return by ward has totals and no child in an LSOA.
    case
        when questions.value_status = 'observed' and bounds.ward_code is null
            then 'not_available'
        else questions.value_status
    end as value_status,
    questions.assumption_text,
    questions.statement_text,
    questions.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_overlap_bounds') }} as caution_codes,
    {{ caution_text('ward_overlap_bounds') }} as caution
from questions_by_ward as questions
inner join {{ ref('int_geography__ward_names') }} as wards
    on questions.ward_code = wards.ward_code
inner join {{ ref('ref_periods') }} as take_up_periods
    on questions.take_up_period_code = take_up_periods.period_code
inner join {{ ref('ref_periods') }} as outcome_periods
    on questions.outcome_period_code = outcome_periods.period_code
left join shown_bounds as bounds
    on
        questions.ward_code = bounds.ward_code
        and questions.population_code = bounds.population_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
