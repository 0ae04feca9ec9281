with

service_counts as (
    select * from {{ ref('int_provision__ward_services') }}
)

select
    service_counts.local_authority_code,
    service_counts.ward_code,
    service_counts.service_type_code,
    service_counts.service_type_label,
    case
        when service_counts.is_held then service_counts.period_code
    end as period_code,
    case
        when service_counts.is_held then service_counts.services_count
    end as services_count,
    case
        when service_counts.is_held then service_counts.services_with_hours_count
    end as services_with_hours_count,
    case
        when service_counts.is_held then service_counts.unplaced_services_count
    end as unplaced_services_count,
    case
        when service_counts.is_held then 'observed' else 'not_available'
    end as value_status,
    service_counts.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when service_counts.is_synthetic then texts.synthetic_text end,
        case when not service_counts.is_held then texts.not_usable_text end,
        texts.services_as_listed_text
    ) as caution
from service_counts
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
cross join {{ ref('int_policy__caution_texts') }} as texts
