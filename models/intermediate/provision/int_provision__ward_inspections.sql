{{ config(materialized='ephemeral') }}

-- One row per ward, judgement and published outcome: its early years settings with it.
-- An outcome that no setting has is 0; a regime that had not begun when the register
-- stood so is left out.
with

judged_settings as (
    select
        listed.ward_code,
        listed.setting_code,
        listed.places_count,
        inspections.judgement_code,
        inspections.outcome_code,
        inspections.outcome_status
    from {{ ref('int_provision__ward_settings') }} as listed
    inner join {{ ref('int_settings__inspections') }} as inspections
        on
            listed.registered_local_authority_code
            = inspections.local_authority_code
            and listed.setting_code = inspections.setting_code
),

outcome_counts as (
    select
        ward_code,
        judgement_code,
        outcome_code,
        cast(count(*) as integer) as settings_count,
        cast(count(places_count) as integer) as settings_with_places_count,
        cast(sum(places_count) as integer) as places_count
    from judged_settings
    group by ward_code, judgement_code, outcome_code
),

known_counts as (
    select
        ward_code,
        judgement_code,
        cast(count(*) as integer) as judged_settings_count
    from judged_settings
    where outcome_status = 'observed'
    group by ward_code, judgement_code
),

ward_inspections as (
    select
        wards.local_authority_code,
        wards.ward_code,
        regimes.regime_code,
        regimes.regime_label,
        judgements.judgement_code,
        judgements.judgement_label,
        judgements.judgement_order,
        outcomes.outcome_code,
        outcomes.outcome_label,
        outcomes.outcome_order,
        lists.period_code,
        coalesce(lists.is_passed, false) as is_held,
        coalesce(outcome_counts.settings_count, 0) as settings_count,
        coalesce(outcome_counts.settings_with_places_count, 0)
            as settings_with_places_count,
        case
            when outcome_counts.ward_code is null then 0
            else outcome_counts.places_count
        end as places_count,
        coalesce(known_counts.judged_settings_count, 0) as judged_settings_count,
        wards.settings_count as ward_settings_count,
        wards.quality_known_rate,
        wards.is_synthetic
    from {{ ref('int_provision__known_shares') }} as wards
    cross join {{ ref('ref_inspection_judgements') }} as judgements
    inner join {{ ref('ref_inspection_regimes') }} as regimes
        on
            judgements.regime_code = regimes.regime_code
            and {{ is_of_nation(
                'regimes.code_letters', 'wards.local_authority_code'
            ) }}
    inner join {{ ref('ref_inspection_outcomes') }} as outcomes
        on judgements.scale_code = outcomes.scale_code
    left join {{ ref('int_settings__held_lists') }} as lists
        on
            wards.local_authority_code = lists.local_authority_code
            and lists.list_code = 'settings_register'
    left join outcome_counts
        on
            wards.ward_code = outcome_counts.ward_code
            and judgements.judgement_code = outcome_counts.judgement_code
            and outcomes.outcome_code = outcome_counts.outcome_code
    left join known_counts
        on
            wards.ward_code = known_counts.ward_code
            and judgements.judgement_code = known_counts.judgement_code
    where
        lists.period_code is null
        or lists.period_end_date >= coalesce(
            regimes.first_inspection_date, lists.period_end_date
        )
)

select * from ward_inspections
