{{ config(materialized='ephemeral') }}

-- One row per ward and age with everything that outreach reads: children, places within
-- reach, languages and prompts. Where access could not be worked out at all, its
-- columns are not available.
with

ward_figures as (
    select
        gaps.local_authority_code,
        gaps.ward_code,
        gaps.funded_age,
        gaps.gap_indicator_code,
        gaps.entitlement_basis,
        gaps.period_code,
        gaps.eligible_count,
        gaps.taking_up_count,
        gaps.not_taking_up_count,
        gaps.lower_95_count,
        gaps.upper_95_count,
        gaps.value_status,
        gaps.denominator_source,
        gaps.denominator_edition,
        ages.outreach_catchment_code as catchment_code,
        places.period_code as places_period_code,
        places.nearest_mean_metres,
        places.settings_count,
        places.settings_not_told_count,
        places.settings_with_places_count,
        places.funded_places_count,
        coalesce(places.funded_places_status, 'not_available') as funded_places_status,
        places.settings_free_told_count,
        places.settings_with_room_count,
        places.free_places_count,
        coalesce(places.free_places_status, 'not_available') as free_places_status,
        coalesce(places.lacks_neighbours, false) as lacks_neighbours,
        coalesce(places.lacks_unplaced_settings, false) as lacks_unplaced_settings,
        coalesce(places.lacks_school_nurseries, false) as lacks_school_nurseries,
        coalesce(places.lacks_told_places, false) as lacks_told_places,
        languages.period_code as language_period_code,
        languages.residents_count,
        languages.other_language_count,
        languages.other_language_share,
        coalesce(languages.value_status, 'not_available') as language_status,
        prompts.segment_code,
        prompts.segment_label,
        prompts.language_prompt_text,
        prompts.channel_prompt_text,
        prompts.community_prompt_text,
        gaps.is_synthetic as has_synthetic_caution,
        gaps.is_synthetic
        or coalesce(places.is_synthetic, false)
        or coalesce(languages.is_synthetic, false) as is_synthetic
    from {{ ref('int_outreach__not_taking_up') }} as gaps
    inner join {{ ref('policy_funded_ages') }} as ages
        on gaps.funded_age = ages.funded_age
    left join {{ ref('int_outreach__reachable_places') }} as places
        on
            gaps.ward_code = places.ward_code
            and gaps.funded_age = places.funded_age
    left join {{ ref('int_outreach__main_languages') }} as languages
        on gaps.ward_code = languages.ward_code
    left join {{ ref('int_similar_wards__segments') }} as assigned
        on gaps.ward_code = assigned.ward_code
    left join {{ ref('int_similar_wards__segment_prompts') }} as prompts
        on assigned.segment_code = prompts.segment_code
)

select * from ward_figures
