-- What it checks: every segment has a centre for each variable, a name, features that
-- the name rests on, and a prompt; each feature is so; no name and no prompt holds the
-- word of an ethnic or religious group of the census.
-- Why it matters: after a new fit an old name would stand on another group of wards;
-- and a place named after a group of people reads as a statement about them.
-- What to do: correct the row of policy that its rows name, or run fit-segments.
with

centroids as (
    select
        *,
        max(centroid_value) over (
            partition by local_authority_code, topic_code, category_code
        ) as highest_value,
        min(centroid_value) over (
            partition by local_authority_code, topic_code, category_code
        ) as lowest_value,
        avg(centroid_value) over (
            partition by local_authority_code, topic_code, category_code
        ) as mean_value
    from {{ ref('ref_segment_centroids') }}
),

segments as (
    select distinct
        local_authority_code,
        segment_code
    from centroids
),

group_words as (
    select category_code as group_word
    from {{ ref('ref_context_categories') }}
    where
        topic_code in ('ethnic_group', 'religion')
        and category_code not in ('total', 'other', 'no_religion', 'not_answered')
),

texts as (
    select
        segment_code,
        segment_label || ' ' || segment_description as segment_text
    from {{ ref('policy_segments') }}

    union all

    select
        subject_code as segment_code,
        wording as segment_text
    from {{ ref('policy_texts') }}
    where text_kind = 'segment_prompt'
),

problems as (
    select
        'no centre: '
        || segments.segment_code || ' ' || choices.category_code as problem
    from segments
    inner join {{ ref('policy_context_variables') }} as choices
        on choices.used_for = 'segments'
    left join centroids
        on
            segments.local_authority_code = centroids.local_authority_code
            and segments.segment_code = centroids.segment_code
            and choices.topic_code = centroids.topic_code
            and choices.category_code = centroids.category_code
    where centroids.segment_code is null

    union all

    select 'no name, feature or prompt: ' || segments.segment_code as problem
    from segments
    left join {{ ref('policy_segments') }} as segment_labels
        on segments.segment_code = segment_labels.segment_code
    left join {{ ref('expect_segment_features') }} as features
        on
            segments.local_authority_code = features.local_authority_code
            and segments.segment_code = features.segment_code
    left join {{ ref('policy_texts') }} as prompts
        on
            segments.segment_code = prompts.subject_code
            and prompts.text_kind = 'segment_prompt'
    where
        segment_labels.segment_code is null
        or features.segment_code is null
        or prompts.subject_code is null

    union all

    select 'the name says what is not so: ' || features.segment_code as problem
    from {{ ref('expect_segment_features') }} as features
    left join centroids
        on
            features.local_authority_code = centroids.local_authority_code
            and features.segment_code = centroids.segment_code
            and features.topic_code = centroids.topic_code
            and features.category_code = centroids.category_code
    where
        not coalesce(case features.feature_position
            when 'most' then centroids.centroid_value = centroids.highest_value
            when 'least' then centroids.centroid_value = centroids.lowest_value
            when 'above' then centroids.centroid_value > centroids.mean_value
            when 'below' then centroids.centroid_value < centroids.mean_value
            when 'middle'
                then
                    centroids.centroid_value > centroids.lowest_value
                    and centroids.centroid_value < centroids.highest_value
        end, false)

    union all

    select 'names a group of people: ' || texts.segment_text as problem
    from texts
    inner join group_words
        on lower(texts.segment_text) like '%' || group_words.group_word || '%'
)

select problem from problems
