-- What partners and the public get of a ward's need, all from protected counts: score,
-- bands, and the chance of being among those in most need, each told in the steps that
-- the intruder's audit holds them to.
with

settings as (
    select
        intruder_score_step as score_step,
        cast(round(100 * intruder_chance_step) as integer) as chance_step
    from {{ ref('int_policy__disclosure_settings') }}
),

scores as (
    select
        scores.*,
        ward_names.local_authority_name,
        ward_names.ward_name,
        settings.score_step,
        settings.chance_step,
        {{ of_hundred('scores.top_k_probability_rate / settings.chance_step') }}
        * settings.chance_step as nearest_step,
        bands.band_code as need_band_code,
        bands.band_label as need_band_label,
        volumes.band_code as volume_band_code,
        volumes.band_label as volume_band_label,
        unranked.finding_label as unranked_reason
    from {{ ref('int_disclosure__ward_scores') }} as scores
    cross join settings
    inner join {{ ref('int_geography__ward_names') }} as ward_names
        on scores.ward_code = ward_names.ward_code
    left join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'need'
            and {{ is_in_quantile(
                'scores.need_rank', 'scores.ranked_wards_count',
                'bands.value_from', 'bands.value_to', '100'
            ) }}
    left join {{ ref('policy_bands') }} as volumes
        on
            volumes.subject_code = 'volume'
            and scores.volume_need_rank * 100
            > volumes.value_from * scores.volume_ranks_count
            and scores.volume_need_rank * 100
            <= volumes.value_to * scores.volume_ranks_count
    left join {{ ref('policy_findings') }} as unranked
        on
            unranked.finding_set = 'unranked'
            and scores.unranked_reason_code = unranked.finding_code
),

{{ data_periods(ref('int_disclosure__shrunk_rates')) }},

cases as (
    select
        scores.*,
        case
            when scores.nearest_step is null then 'not_available'
            when scores.nearest_step < scores.chance_step then 'fewest'
            when scores.nearest_step > 100 - scores.chance_step then 'most'
            else 'usual'
        end as chance_case,
        coalesce(period_lists.data_periods, texts.nothing_supplied_text)
            as data_periods,
        coalesce(period_lists.data_periods_text, texts.nothing_supplied_text)
            as data_periods_text,
        {{ caution_codes('protected_need_scores') }} as caution_codes,
        {{ caution_text('protected_need_scores') }} as caution
    from scores
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join period_lists on scores.ward_code = period_lists.ward_code
)

select
    cases.local_authority_code,
    cases.local_authority_name,
    cases.ward_code,
    cases.ward_name,
    cast(
        round(cases.need_score / cases.score_step) * cases.score_step as double
    ) as need_score,
    cases.need_rank,
    cast(cases.ranked_wards_count as integer) as ranked_wards_count,
    cases.need_band_code,
    cases.need_band_label,
    cases.is_in_top_k,
    cases.top_k_count,
    cases.is_poor_on_both,
    case
        when cases.chance_case = 'usual'
            then round(cast(cases.nearest_step as double) / 100, 2)
    end as top_k_chance_rate,
    {{ filled_text('chance_texts.template_text', {
        'first': number_in_words('cases.top_k_count'),
        'number': 'cast(cases.nearest_step as string)'
    }) }} as chance_text,
    cases.volume_band_code,
    cases.volume_band_label,
    access_figures.band_label as access_band_label,
    access_figures.value_status as access_status,
    case
        when not cases.is_ranked then 'not_available'
        when cases.is_partial then 'partial'
        else 'observed'
    end as score_status,
    cases.unranked_reason_code,
    cases.unranked_reason,
    cases.data_periods,
    cases.data_periods_text,
    cases.is_synthetic,
    claims.claim_level,
    cases.caution_codes,
    cases.caution
from cases
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'need_score'
left join {{ ref('policy_sentences') }} as chance_texts
    on chance_texts.sentence_code = 'public_chance_' || cases.chance_case
left join {{ ref('policy_profile_figures') }} as shown_figures
    on shown_figures.figure_code = 'access'
left join {{ ref('fct_ward_access') }} as access_figures
    on
        cases.ward_code = access_figures.ward_code
        and shown_figures.subject_code = access_figures.age_group_code
        and shown_figures.category_code = access_figures.catchment_code
