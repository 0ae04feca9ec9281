-- One row per setting of the latest register and judgement, as published: grades and
-- report cards side by side, and nothing that turns one into the other. Words that are
-- not known stay as they are. The register tells two dates, that of the last inspection
-- of the Early Years Register and that of the Childcare Register: an older judgement
-- beside a report card has none.
{% set register_columns = [
    'overall_effectiveness', 'safeguarding_met', 'inclusion',
    'curriculum_and_teaching', 'achievement', 'behaviour_attitudes_and_routines',
    'welfare_and_wellbeing', 'leadership_and_governance', 'childcare_register_outcome'
] %}
{% set report_card = register_columns[2:8] | join(', ') %}

with

published_judgements as (
    {% for column in register_columns %}
    select
        local_authority_code,
        urn as setting_code,
        period_code,
        '{{ column }}' as register_column,
        {{ column }} as published_outcome,
        coalesce({{ report_card }}) is not null as has_report_card,
        {{ 'childcare_register_inspection_date as inspection_date'
            if column == 'childcare_register_outcome' else 'inspection_date' }},
        is_synthetic
    from {{ ref('int_settings__register') }}
    where {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

judgements_with_regime as (
    select
        published.local_authority_code,
        published.setting_code,
        published.period_code,
        judgements.regime_code,
        judgements.judgement_code,
        judgements.scale_code,
        published.published_outcome,
        coalesce(outcomes.outcome_code, 'not_known') as outcome_code,
        case
            when outcomes.outcome_code is null then 'not_known' else 'observed'
        end as outcome_status,
        case
            when
                published.inspection_date >= coalesce(
                    regimes.first_inspection_date, published.inspection_date
                )
                and published.inspection_date <= coalesce(
                    regimes.last_inspection_date, published.inspection_date
                )
                -- Beside a report card the date is the card's.
                and (
                    not published.has_report_card
                    or regimes.first_inspection_date is not null
                    or regimes.is_of_childcare_register
                )
                then published.inspection_date
        end as inspection_date,
        published.is_synthetic
    from published_judgements as published
    inner join {{ ref('ref_inspection_judgements') }} as judgements
        on
            published.register_column = judgements.register_column
            and published.has_report_card
            = coalesce(judgements.needs_report_card, published.has_report_card)
    inner join {{ ref('ref_inspection_regimes') }} as regimes
        on judgements.regime_code = regimes.regime_code
    left join {{ ref('ref_inspection_outcomes') }} as outcomes
        on
            judgements.scale_code = outcomes.scale_code
            and lower(published.published_outcome) = outcomes.published_outcome
    where outcomes.outcome_code is not null or judgements.is_fallback
    qualify row_number() over (
        partition by
            published.local_authority_code,
            published.setting_code,
            published.register_column
        order by case when outcomes.outcome_code is null then 1 else 0 end
    ) = 1
)

select * from judgements_with_regime
