-- One row per indicator, ward (null: a home in no ward of the council), period and
-- breakdown. What a council brings of its own needs no branch here: it comes with
-- int_counted__area_indicator_counts. The gap in take-up is eligible children less
-- children taking up, and below zero where more take up than are thought eligible: it
-- is floored where a ward's value is made, never in a sum.
{% set branches = [
    'take_up_counts',
    ref('int_counted__area_indicator_counts'),
    ref('int_counted__asq3_counts'),
    ref('int_counted__eyfsp_counts'),
    ref('int_counted__eyfsp_return_counts'),
    ref('int_counted__pupil_premium_counts'),
    ref('int_counted__send_counts'),
    ref('int_counted__temporary_accommodation_counts'),
    ref('int_counted__working_parents_counts'),
] %}

with

take_up_counts as (
    {% for indicator, numerator in {
        'take_up_indicator_code': 'ward_totals.taking_up_count',
        'gap_indicator_code':
            'ward_totals.eligible_count - ward_totals.taking_up_count',
    }.items() %}
    select
        ages.{{ indicator }} as indicator_code,
        ward_totals.local_authority_code,
        ward_totals.ward_code,
        ward_totals.period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        {{ numerator }} as numerator_count,
        ward_totals.eligible_count as denominator_count,
        ward_totals.taking_up_key as numerator_key,
        cast(null as bigint) as denominator_key,
        ward_totals.value_status,
        cast(null as bigint) as children_due_count,
        ward_totals.denominator_source,
        ward_totals.denominator_edition
    from {{ ref('int_counted__take_up_ward_totals') }} as ward_totals
    inner join {{ ref('policy_funded_ages') }} as ages
        on
            ward_totals.age_at_31_december = ages.age_at_31_december
            and ages.take_up_indicator_code is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

counts as (
    {% for branch in branches %}
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        numerator_count,
        denominator_count,
        numerator_key,
        denominator_key,
        value_status,
        children_due_count,
        denominator_source,
        denominator_edition
    from {{ branch }}
    {% if not loop.last %}
    union all
    {% endif %}
    {% endfor %}
)

select * from counts
