{%- set values = [
    ('change_value', 'change_rate'),
    ('change_lower_95', 'change_lower_rate'),
    ('change_upper_95', 'change_upper_rate'),
    ('matched_change_value', 'matched_change_rate'),
    ('regression_value', 'regression_rate'),
    ('expected_value', 'expected_rate'),
    ('difference_value', 'difference_rate'),
    ('difference_lower_95', 'difference_lower_rate'),
    ('difference_upper_95', 'difference_upper_rate'),
    ('smallest_effect_value', 'smallest_rate')
] %}
{%- set words = {
    'area': 'follow_up.area_name',
    'measure': 'follow_up.indicator_label',
    'indicator': 'follow_up.indicator_code',
    'before': "replace(" ~ as_percent('follow_up.own_before_rate') ~ ", ' ', '')",
    'after': "replace(" ~ as_percent('follow_up.own_after_rate') ~ ", ' ', '')",
    'before_period': 'follow_up.before_period_label',
    'after_period': 'follow_up.period_label',
    'entered': date_in_words('follow_up.entered_date'),
    'known': date_in_words('follow_up.known_date'),
    'break': 'follow_up.break_reason',
    'wards': 'cast(follow_up.action_wards_count as string)',
    'change': 'follow_up.change_points',
    'matched': 'follow_up.matched_change_points',
    'regression': 'follow_up.regression_points',
    'difference': 'follow_up.difference_points',
    'lower': 'follow_up.difference_lower_points',
    'upper': 'follow_up.difference_upper_points',
    'smallest': 'follow_up.smallest_points'
} %}
with

follow_up as (
    select
        figures.*,
        {%- for rate in [
            'change_rate', 'matched_change_rate', 'regression_rate', 'difference_rate',
            'difference_lower_rate', 'difference_upper_rate', 'smallest_rate'
        ] %}
        replace(
            cast(cast(100 * figures.{{ rate }} as decimal(9, 1)) as string), '-', '−'
        ) as {{ rate | replace('_rate', '_points') }},
        {%- endfor %}
        councils.local_authority_name,
        wards.ward_name,
        decisions.decision_code,
        decisions.decision_text,
        decisions.decided_date,
        before_periods.period_label as before_period_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        claims.claim_level,
        coalesce(
            wards.ward_name,
            areas_in_words.wording
        ) as area_name,
        'action_' || case
            when figures.follow_up_status = 'judged' then figures.effect_code
            else figures.follow_up_status
        end as sentence_code,
        {{ caution_codes('action_follow_up') }} as caution_codes,
        {{ caution_text('action_follow_up') }} as caution
    from {{ ref('int_actions__judged') }} as figures
    inner join {{ ref('ref_local_authorities') }} as councils
        on figures.local_authority_code = councils.local_authority_code
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'action'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_geography__ward_names') }} as wards
        on figures.area_code = wards.ward_code
    left join {{ ref('policy_texts') }} as areas_in_words
        on
            areas_in_words.text_kind = 'action_area'
            and figures.area_type = areas_in_words.text_code
    left join {{ ref('int_actions__decisions') }} as decisions
        on
            figures.local_authority_code = decisions.local_authority_code
            and figures.decision_reference = decisions.decision_reference
    left join {{ ref('ref_periods') }} as before_periods
        on figures.before_period_code = before_periods.period_code
    left join {{ ref('ref_periods') }} as periods
        on figures.after_period_code = periods.period_code
)

select
    follow_up.local_authority_code,
    follow_up.local_authority_name,
    follow_up.decision_code,
    follow_up.decision_reference,
    follow_up.decision_text,
    follow_up.decided_date,
    follow_up.action_reference,
    follow_up.action_text,
    follow_up.action_date,
    follow_up.entered_date,
    follow_up.known_date,
    follow_up.indicator_code as logged_indicator_code,
    follow_up.known_indicator_code as indicator_code,
    follow_up.indicator_label,
    follow_up.area_type,
    follow_up.area_code,
    follow_up.area_name,
    cast(follow_up.wards_count as integer) as wards_count,
    follow_up.before_period_code,
    follow_up.before_period_label,
    follow_up.after_period_code as period_code,
    follow_up.period_label,
    follow_up.period_start_date,
    follow_up.period_end_date,
    {%- for column, rate in [
        ('before_value', 'own_before_rate'),
        ('value', 'own_after_rate')
    ] + values %}
    cast(round(follow_up.{{ rate }}, 6) as double) as {{ column }},
    {%- endfor %}
    'rate' as value_unit,
    cast(follow_up.matched_wards_count as integer) as matched_wards_count,
    cast(follow_up.free_wards_count as integer) as free_wards_count,
    follow_up.follow_up_status,
    follow_up.effect_code,
    follow_up.break_reason,
    {{ filled_text('sentences.template_text', words) }} as follow_up_text,
    follow_up.is_synthetic,
    follow_up.claim_level,
    follow_up.caution_codes,
    follow_up.caution
from follow_up
inner join {{ ref('policy_sentences') }} as sentences
    on follow_up.sentence_code = sentences.sentence_code
