-- What everyone may know of a ward's need: its bands, and its chance of being among
-- those in most need, rounded so that no exact rank or score can be read off it.
with

scores as (
    select
        scores.ward_code,
        scores.top_k_count,
        scores.volume_need_rank,
        count(scores.volume_need_rank) over (
            partition by scores.local_authority_code
        ) as volume_ranks_count,
        {{ of_hundred('ranks.top_k_probability_rate / 5') }} * 5 as nearest_five
    from {{ ref('int_need__ward_scores') }} as scores
    left join {{ ref('int_need__ward_ranks') }} as ranks
        on scores.ward_code = ranks.ward_code and ranks.is_reported
),

cases as (
    select
        scores.*,
        bands.band_code as volume_band_code,
        bands.band_label as volume_band_label,
        case
            when scores.nearest_five is null then 'not_available'
            when scores.nearest_five < 5 then 'fewest'
            when scores.nearest_five > 95 then 'most'
            else 'usual'
        end as chance_case
    from scores
    left join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'volume'
            and scores.volume_need_rank * 100
            > bands.value_from * scores.volume_ranks_count
            and scores.volume_need_rank * 100
            <= bands.value_to * scores.volume_ranks_count
)

select
    cases.ward_code,
    case
        when cases.chance_case = 'usual'
            then cast(cast(cases.nearest_five as double) / 100 as decimal(9, 6))
    end as top_k_chance_rate,
    {{ filled_text('chance_texts.template_text', {
        'first': number_in_words('cases.top_k_count'),
        'number': 'cast(cases.nearest_five as string)'
    }) }} as chance_text,
    cases.volume_band_code,
    cases.volume_band_label,
    access_figures.band_label as access_band_label,
    access_figures.value_status as access_status
from cases
left join {{ ref('policy_sentences') }} as chance_texts
    on chance_texts.sentence_code = 'public_chance_' || cases.chance_case
left join {{ ref('policy_profile_figures') }} as shown_figures
    on shown_figures.figure_code = 'access'
left join {{ ref('fct_ward_access') }} as access_figures
    on
        cases.ward_code = access_figures.ward_code
        and shown_figures.subject_code = access_figures.age_group_code
        and shown_figures.category_code = access_figures.catchment_code
