-- One row per readable row of the register and judgement whose word no scale of
-- Ofsted's holds. Beside a report card the scales of report cards count, else those
-- before them.
{% set judged_columns = [
    'overall_effectiveness', 'safeguarding_met', 'inclusion',
    'curriculum_and_teaching', 'achievement', 'behaviour_attitudes_and_routines',
    'welfare_and_wellbeing', 'leadership_and_governance', 'childcare_register_outcome'
] %}
{% set report_card = judged_columns[2:8] | join(', ') %}

with

published_words as (
    {% for column in judged_columns %}
    select
        local_authority_code,
        period_code,
        row_key,
        '{{ column }}' as column_name,
        {{ column }} as found_value,
        coalesce({{ report_card }}) is not null as has_report_card
    from {{ ref('stg_ofsted__settings_register') }}
    where reject_reason_code is null and {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

known_words as (
    select
        judgements.register_column,
        judgements.needs_report_card,
        outcomes.published_outcome
    from {{ ref('ref_inspection_judgements') }} as judgements
    inner join {{ ref('ref_inspection_outcomes') }} as outcomes
        on judgements.scale_code = outcomes.scale_code
    where outcomes.published_outcome is not null
),

unknown_words as (
    select
        'settings_register' as dataset_code,
        published.local_authority_code,
        published.period_code,
        published.row_key,
        published.column_name,
        published.found_value,
        'word_not_known' as reason_code
    from published_words as published
    left join known_words
        on
            published.column_name = known_words.register_column
            and published.has_report_card = coalesce(
                known_words.needs_report_card, published.has_report_card
            )
            and lower(published.found_value) = known_words.published_outcome
    where known_words.published_outcome is null
)

select * from unknown_words
