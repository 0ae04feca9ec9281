-- One row an indicator, ward (null: a home in no ward of the council), period and
-- breakdown. A new indicator is one branch here and its rows of policy.
{% set branches = [
    ref('int_counted__asq3_counts'),
    ref('int_counted__eyfsp_counts'),
    ref('int_counted__eyfsp_return_counts'),
    ref('int_counted__take_up_counts'),
    ref('int_counted__temporary_accommodation_counts'),
] %}

with

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
