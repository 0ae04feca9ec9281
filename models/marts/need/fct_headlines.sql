-- The wards of a council in groups, by whether they are in the list and how sure that
-- is; policy has a sentence for each group that is worth one, and for the whole list.
with

scores as (
    select
        scores.*,
        coalesce(certainties.band_order, 0) as certainty_order
    from {{ ref('fct_ward_need_scores') }} as scores
    left join {{ ref('policy_bands') }} as certainties
        on
            scores.certainty_code = certainties.band_code
            and certainties.subject_code = 'need_certainty'
),

councils as (
    select
        local_authority_code,
        local_authority_name,
        count(need_rank) as ranks_count,
        count(*) filter (where is_in_top_k) as list_count,
        count(*) filter (where is_in_top_k and certainty_code = 'likely')
            as likely_count,
        bool_or(is_synthetic) as is_synthetic,
        max(data_periods_text) as data_periods_text,
        max(claim_level) as claim_level
    from scores
    group by local_authority_code, local_authority_name
),

{{ headline_parts() }},

grouped_wards as (
    select
        local_authority_code,
        ward_name,
        need_rank as ward_order,
        case
            when need_rank is null then 'unranked'
            when is_in_top_k then 'in_' || certainty_code
            else 'out_' || certainty_code
        end as group_code,
        case
            when need_rank is null then 50
            when is_in_top_k then 20 - certainty_order
            else 30 - certainty_order
        end as headline_order
    from scores
),

listed_wards as (
    select
        *,
        row_number() over (
            partition by local_authority_code, group_code
            order by ward_order, ward_name
        ) as ward_number,
        count(*) over (partition by local_authority_code, group_code) as wards_count
    from grouped_wards
),

said_cases as (
    select
        local_authority_code,
        group_code || case when max(wards_count) = 1 then '_one' else '_many' end
            as case_code,
        max(headline_order) as headline_order,
        cast(max(wards_count) as integer) as wards_count,
        {{ joined_text(
            listed_word('ward_name', 'ward_number', 'wards_count'), 'ward_number'
        ) }} as listed_names
    from listed_wards
    group by local_authority_code, group_code

    union all

    select
        local_authority_code,
        case
            when ranks_count = 0 then 'list_not_available'
            when likely_count = 0 then 'list_none'
            when likely_count = list_count then 'list_all'
            when likely_count = 1 then 'list_one'
            else 'list_some'
        end as case_code,
        10 as headline_order,
        null as wards_count,
        null as listed_names
    from councils

    union all

    select * from unused_cases

    union all

    select
        councils.local_authority_code,
        case
            when list_overlaps.overlap_count is null then 'overlap_not_available'
            when list_overlaps.overlap_count = 0 then 'overlap_none'
            else 'overlap_some'
        end as case_code,
        40 as headline_order,
        null as wards_count,
        null as listed_names
    from councils
    left join list_overlaps
        on councils.local_authority_code = list_overlaps.local_authority_code
    where councils.ranks_count > 0

    union all

    select
        local_authority_code,
        'basis' as case_code,
        60 as headline_order,
        null as wards_count,
        null as listed_names
    from councils
    where ranks_count > 0
)

select
    councils.local_authority_code,
    councils.local_authority_name,
    said_cases.case_code as headline_code,
    cast(said_cases.headline_order as integer) as headline_order,
    {{ filled_text(
        'coalesce(alone_sentences.template_text, sentences.template_text)', {
        'names': 'said_cases.listed_names',
        'count': number_in_words('said_cases.wards_count'),
        'list': number_in_words('councils.list_count'),
        'likely': number_in_words('councils.likely_count'),
        'overlap': number_in_words('list_overlaps.overlap_count')
    }) }} as headline_text,
    said_cases.wards_count,
    case when said_cases.case_code != 'list_without' then said_cases.listed_names end
        as ward_names,
    councils.data_periods_text,
    councils.is_synthetic,
    councils.claim_level,
    {{ caution_codes('headlines') }} as caution_codes,
    {{ caution_text('headlines') }} as caution
from said_cases
inner join councils on said_cases.local_authority_code = councils.local_authority_code
cross join {{ ref('int_policy__caution_texts') }} as texts
inner join {{ ref('policy_sentences') }} as sentences
    on sentences.sentence_code = 'headline_' || said_cases.case_code
left join {{ ref('policy_sentences') }} as alone_sentences
    on
        alone_sentences.sentence_code = 'headline_alone_' || said_cases.case_code
        and councils.likely_count = 0
left join list_overlaps
    on councils.local_authority_code = list_overlaps.local_authority_code
