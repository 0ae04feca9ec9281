{{ config(materialized='ephemeral') }}

-- One row per setting with a judgement, with all of its last inspection in one line for
-- people, such as "Overall effectiveness: 2 Good", and that of the Childcare Register
-- beside it, whichever is the later. Beside a report card older grades are left out;
-- nothing sums a card up.
with

judgements as (
    select
        inspections.local_authority_code,
        inspections.setting_code,
        inspections.inspection_date,
        kinds.judgement_order,
        kinds.judgement_label,
        regimes.regime_order,
        regimes.regime_label,
        regimes.is_of_childcare_register,
        outcomes.outcome_label as outcome_text,
        coalesce(kinds.needs_report_card, false) as is_of_card,
        bool_or(coalesce(kinds.needs_report_card, false)) over (
            partition by inspections.local_authority_code, inspections.setting_code
        ) as has_report_card
    from {{ ref('int_settings__inspections') }} as inspections
    inner join {{ ref('ref_inspection_judgements') }} as kinds
        on inspections.judgement_code = kinds.judgement_code
    inner join {{ ref('ref_inspection_regimes') }} as regimes
        on inspections.regime_code = regimes.regime_code
    left join {{ ref('ref_inspection_outcomes') }} as outcomes
        on
            inspections.scale_code = outcomes.scale_code
            and inspections.outcome_code = outcomes.outcome_code
),

last_judgements as (
    select
        *,
        row_number() over (
            partition by local_authority_code, setting_code, is_of_childcare_register
            order by judgement_order
        ) as judgement_number,
        count(*) over (
            partition by local_authority_code, setting_code, is_of_childcare_register
        ) as judgements_count
    from judgements
    where is_of_childcare_register or is_of_card = has_report_card
),

inspections_of_registers as (
    select
        local_authority_code,
        setting_code,
        is_of_childcare_register,
        {{ joined_text(
            "judgement_label || ': ' || outcome_text"
            " || case when judgement_number < judgements_count then ';' else '' end",
            'judgement_number'
        ) }} as inspection_text,
        max(inspection_date) as inspection_date,
        max_by(regime_label, regime_order) as regime_label
    from last_judgements
    group by local_authority_code, setting_code, is_of_childcare_register
),

-- Who is on the Childcare Register alone has no other inspection than its.
inspections_in_words as (
    select
        local_authority_code,
        setting_code,
        min_by(inspection_text, is_of_childcare_register) as inspection_text,
        case
            when not bool_and(is_of_childcare_register)
                then max(inspection_date) filter (where not is_of_childcare_register)
            else max(inspection_date)
        end as inspection_date,
        min_by(regime_label, is_of_childcare_register) as regime_label,
        max(inspection_text) filter (
            where is_of_childcare_register
        ) as childcare_register_text,
        max(inspection_date) filter (
            where is_of_childcare_register
        ) as childcare_register_inspection_date
    from inspections_of_registers
    group by local_authority_code, setting_code
)

select * from inspections_in_words
