-- What the public is told of the list: the wards of the band of highest need in
-- alphabetical order, without ranks.
with

highest_wards as (
    select
        scores.local_authority_code,
        scores.ward_name,
        row_number() over (
            partition by scores.local_authority_code order by scores.ward_name
        ) as ward_number,
        count(*) over (partition by scores.local_authority_code) as wards_count
    from {{ ref('fct_protected_need_scores') }} as scores
    inner join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'need'
            and bands.band_order = 1
            and scores.need_band_code = bands.band_code
),

highest_names as (
    select
        local_authority_code,
        cast(max(wards_count) as integer) as wards_count,
        {{ joined_text(
            listed_word('ward_name', 'ward_number', 'wards_count'), 'ward_number'
        ) }} as ward_names
    from highest_wards
    group by local_authority_code
),

councils as (
    select
        scores.local_authority_code,
        scores.local_authority_name,
        max(highest.wards_count) as wards_count,
        max(highest.ward_names) as ward_names,
        bool_or(scores.is_synthetic) as is_synthetic,
        max(scores.data_periods_text) as data_periods_text,
        max(scores.claim_level) as claim_level
    from {{ ref('fct_protected_need_scores') }} as scores
    left join highest_names as highest
        on scores.local_authority_code = highest.local_authority_code
    group by scores.local_authority_code, scores.local_authority_name
),

said_cases as (
    select
        local_authority_code,
        10 as headline_order,
        case
            when wards_count is null then 'list_not_available'
            when wards_count = 1 then 'highest_one'
            else 'highest_many'
        end as case_code,
        wards_count,
        ward_names
    from councils

    union all

    select
        local_authority_code,
        20 as headline_order,
        'basis' as case_code,
        null as wards_count,
        null as ward_names
    from councils
    where wards_count > 0

    union all

    select
        local_authority_code,
        30 as headline_order,
        'bands' as case_code,
        null as wards_count,
        null as ward_names
    from councils
    where wards_count > 0
)

select
    councils.local_authority_code,
    councils.local_authority_name,
    said_cases.case_code as headline_code,
    said_cases.headline_order,
    {{ filled_text('sentences.template_text', {'names': 'said_cases.ward_names'}) }}
        as headline_text,
    said_cases.wards_count,
    said_cases.ward_names,
    councils.data_periods_text,
    councils.is_synthetic,
    councils.claim_level,
    {{ caution_codes('public_headlines') }} as caution_codes,
    {{ caution_text('public_headlines') }} as caution
from said_cases
inner join councils on said_cases.local_authority_code = councils.local_authority_code
cross join {{ ref('int_policy__caution_texts') }} as texts
inner join {{ ref('policy_sentences') }} as sentences
    on sentences.sentence_code = 'headline_' || said_cases.case_code
