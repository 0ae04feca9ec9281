with

figures as (
    select * from {{ ref('int_outreach__ward_figures') }}
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.funded_age,
    figures.entitlement_basis,
    bases.value_label as entitlement_label,
    figures.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    cast(figures.eligible_count as integer) as eligible_count,
    cast(figures.taking_up_count as integer) as taking_up_count,
    cast(figures.not_taking_up_count as integer) as not_taking_up_count,
    cast(figures.lower_95_count as integer) as not_taking_up_lower_95,
    cast(figures.upper_95_count as integer) as not_taking_up_upper_95,
    figures.value_status,
    figures.denominator_source,
    figures.denominator_edition,
    figures.catchment_code,
    catchments.catchment_label,
    figures.places_period_code,
    cast(figures.settings_count as integer) as settings_count,
    cast(figures.settings_not_told_count as integer) as settings_not_told_count,
    cast(figures.settings_with_places_count as integer) as settings_with_places_count,
    cast(figures.funded_places_count as integer) as funded_places_count,
    figures.funded_places_status,
    cast(figures.settings_free_told_count as integer) as settings_free_told_count,
    cast(figures.settings_with_room_count as integer) as settings_with_room_count,
    cast(figures.free_places_count as integer) as free_places_count,
    figures.free_places_status,
    cast(round(figures.nearest_mean_metres) as integer) as nearest_mean_metres,
    figures.language_period_code,
    cast(figures.residents_count as integer) as residents_count,
    cast(figures.other_language_count as integer) as other_language_count,
    cast(round(figures.other_language_share, 6) as double) as other_language_rate,
    figures.language_status,
    figures.segment_code,
    figures.segment_label,
    figures.language_prompt_text,
    figures.channel_prompt_text,
    figures.community_prompt_text,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_outreach') }} as caution_codes,
    {{ caution_text('ward_outreach') }} as caution
from figures
inner join {{ ref('policy_catchments') }} as catchments
    on figures.catchment_code = catchments.catchment_code
inner join {{ ref('ref_contract_values') }} as bases
    on
        figures.entitlement_basis = bases.allowed_value
        and bases.dataset_code = 'early_education_headcount'
        and bases.column_name = 'entitlement_basis'
inner join {{ ref('int_indicators__cautions') }} as cautions
    on
        figures.ward_code = cautions.ward_code
        and figures.gap_indicator_code = cautions.indicator_code
        and figures.period_code = cautions.period_code
        and cautions.breakdown_topic = 'total'
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'outreach'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
left join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
