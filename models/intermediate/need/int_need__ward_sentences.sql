{{ config(materialized='ephemeral') }}

-- One row per ward: its names, and what is said of its rank and how sure that is, in
-- the sentences of policy that fit it. A ward without a rank has sentences of its own.
with

wards as (
    select
        scores.*,
        ward_names.local_authority_name,
        ward_names.ward_name,
        unranked.finding_label as unranked_reason,
        ranks.rank_low,
        ranks.rank_high,
        {{ of_hundred('ranks.top_k_probability_rate') }} as chance_of_hundred,
        ranks.top_k_probability_rate,
        coalesce(certainties.band_code, 'not_available') as certainty_code,
        certainties.band_label as certainty_label,
        count(*) over (
            partition by scores.local_authority_code, scores.need_rank
        ) > 1 as is_tied
    from {{ ref('int_need__ward_scores') }} as scores
    inner join {{ ref('int_geography__ward_names') }} as ward_names
        on scores.ward_code = ward_names.ward_code
    left join {{ ref('policy_findings') }} as unranked
        on
            unranked.finding_set = 'unranked'
            and scores.unranked_reason_code = unranked.finding_code
    left join {{ ref('int_need__ward_ranks') }} as ranks
        on scores.ward_code = ranks.ward_code and ranks.is_reported
    left join {{ ref('policy_bands') }} as certainties
        on
            certainties.subject_code = 'need_certainty'
            and ranks.top_k_probability_rate >= certainties.value_from
            and ranks.top_k_probability_rate < certainties.value_to
),

cases as (
    select
        *,
        case
            when not is_ranked then unranked_reason_code
            when is_in_top_k then 'in_' || certainty_code
            else 'out_' || certainty_code
        end as headline_case,
        case
            when not is_ranked then 'not_ranked'
            when is_tied and is_partial then 'tied_partial'
            when is_tied then 'tied'
            when is_partial then 'partial'
            else 'ranked'
        end as rank_case,
        case
            when rank_low is null then 'not_available'
            when rank_low = rank_high then 'one_place'
            else 'several_places'
        end as range_case,
        case
            when top_k_probability_rate < 0.01 then 'fewest'
            when top_k_probability_rate > 0.99 then 'most'
            else 'usual'
        end as chance_case,
        case
            when volume_need_count is null then 'not_available'
            when unranked_reason_code = 'too_few_children' then 'too_few_children'
            when volume_need_rank is null then 'partly_known'
            else 'ranked'
        end as volume_case
    from wards
),

ward_sentences as (
    select
        cases.ward_code,
        cases.ward_name,
        cases.local_authority_name,
        cases.unranked_reason,
        cases.certainty_code,
        cases.certainty_label,
        {{ filled_text('headline_texts.template_text', {
            'ward': 'cases.ward_name', 'first': number_in_words('cases.top_k_count')
        }) }} as headline_text,
        {{ filled_text('rank_texts.template_text', {
            'ward': 'cases.ward_name',
            'rank': ordinal_text('cases.need_rank'),
            'wards': 'cast(cases.ranked_wards_count as string)'
        }) }} as rank_text,
        {{ filled_text('range_texts.template_text', {
            'low': ordinal_text('cases.rank_low'),
            'high': ordinal_text('cases.rank_high')
        }) }} as range_text,
        {{ filled_text('chance_texts.template_text', {
            'first': number_in_words('cases.top_k_count'),
            'chance': filled_text('share_texts.template_text', {
                'number': 'cast(cases.chance_of_hundred as string)'
            })
        }) }} as chance_text,
        {{ filled_text('volume_texts.template_text', {
            'rank': ordinal_text('cases.volume_need_rank'),
            'count': count_text('cases.volume_need_count')
        }) }} as volume_text
    from cases
    left join {{ ref('policy_sentences') }} as headline_texts
        on headline_texts.sentence_code = 'ward_headline_' || cases.headline_case
    left join {{ ref('policy_sentences') }} as rank_texts
        on rank_texts.sentence_code = 'ward_rank_' || cases.rank_case
    left join {{ ref('policy_sentences') }} as range_texts
        on range_texts.sentence_code = 'ward_range_' || cases.range_case
    left join {{ ref('policy_sentences') }} as chance_texts
        on chance_texts.sentence_code = 'ward_chance_' || cases.certainty_code
    left join {{ ref('policy_sentences') }} as share_texts
        on share_texts.sentence_code = 'chance_of_hundred_' || cases.chance_case
    left join {{ ref('policy_sentences') }} as volume_texts
        on volume_texts.sentence_code = 'ward_volume_' || cases.volume_case
)

select * from ward_sentences
