with

inspections as (
    select * from {{ ref('int_provision__ward_inspections') }}
)

select
    inspections.local_authority_code,
    inspections.ward_code,
    inspections.regime_code,
    inspections.regime_label,
    inspections.judgement_code,
    inspections.judgement_label,
    inspections.judgement_order,
    inspections.outcome_code,
    inspections.outcome_label,
    inspections.outcome_order,
    case when inspections.is_held then inspections.period_code end as period_code,
    case
        when inspections.is_held then inspections.settings_count
    end as settings_count,
    case
        when inspections.is_held then inspections.settings_with_places_count
    end as settings_with_places_count,
    case when inspections.is_held then inspections.places_count end as places_count,
    case
        when inspections.is_held then inspections.judged_settings_count
    end as judged_settings_count,
    inspections.ward_settings_count,
    case
        when inspections.is_held
            then cast(round(inspections.quality_known_rate, 6) as decimal(9, 6))
    end as quality_known_rate,
    case
        when inspections.is_held then 'observed' else 'not_available'
    end as value_status,
    inspections.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when inspections.is_synthetic then texts.synthetic_text end,
        case when not inspections.is_held then texts.not_usable_text end,
        texts.quality_not_of_area_text,
        texts.inspection_as_published_text,
        case
            when
                inspections.settings_with_places_count < inspections.settings_count
                then texts.places_partly_known_text
        end,
        case
            when gaps.unplaced_settings_count > 0 then texts.settings_not_placed_text
        end
    ) as caution
from inspections
inner join {{ ref('int_settings__list_gaps') }} as gaps
    on inspections.local_authority_code = gaps.local_authority_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
cross join {{ ref('int_policy__caution_texts') }} as texts
