with

figures as (
    select * from {{ ref('int_outreach__ward_figures') }}
)

select
    figures.local_authority_code,
    figures.ward_code,
    figures.funded_age,
    figures.entitlement_basis,
    bases.value_label as entitlement_label,
    figures.period_code,
    figures.eligible_count,
    figures.taking_up_count,
    figures.not_taking_up_count,
    figures.lower_95_count,
    figures.upper_95_count,
    figures.value_status,
    figures.denominator_source,
    figures.denominator_edition,
    figures.catchment_code,
    catchments.catchment_label,
    figures.places_period_code,
    figures.settings_count,
    figures.settings_not_told_count,
    figures.settings_with_places_count,
    figures.funded_places_count,
    figures.funded_places_status,
    figures.settings_free_told_count,
    figures.settings_with_room_count,
    figures.free_places_count,
    figures.free_places_status,
    cast(round(figures.nearest_mean_metres) as integer) as nearest_mean_metres,
    figures.language_period_code,
    figures.residents_count,
    figures.other_language_count,
    cast(round(figures.other_language_share, 6) as decimal(9, 6))
        as other_language_rate,
    figures.language_status,
    figures.segment_code,
    figures.segment_label,
    figures.language_prompt_text,
    figures.channel_prompt_text,
    figures.community_prompt_text,
    figures.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case
            when figures.is_synthetic and not figures.has_synthetic_caution
                then texts.synthetic_text
        end,
        cautions.caution,
        texts.probably_entitled_text,
        texts.interval_scope_text,
        texts.reachable_places_text,
        texts.places_not_vacancies_text,
        texts.straight_line_text,
        case when figures.lacks_neighbours then texts.neighbours_missing_text end,
        case when figures.lacks_told_places then texts.places_partly_known_text end,
        case
            when figures.lacks_unplaced_settings then texts.settings_not_placed_text
        end,
        case
            when figures.lacks_school_nurseries then texts.school_nurseries_absent_text
        end,
        texts.settings_as_listed_text,
        texts.residents_not_children_text,
        texts.prompt_only_text
    ) as caution
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
