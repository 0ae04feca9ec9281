{{ config(materialized='ephemeral') }}

-- One row per ward, year and topic of a return by ward whose groups come to more
-- children than its row of all children.
with

sums as (
    select
        local_authority_code,
        period_code,
        ward_code,
        breakdown_topic,
        cast(sum(children_assessed_count) as bigint) as assessed_count,
        cast(sum(children_at_gld_count) as bigint) as at_gld_count
    from {{ ref('int_linked__eyfsp_ward_results') }}
    where residence_status = 'in_ward'
    group by local_authority_code, period_code, ward_code, breakdown_topic
),

parts_and_totals as (
    select
        parts.local_authority_code,
        parts.period_code,
        parts.ward_code,
        parts.breakdown_topic,
        parts.assessed_count > totals.assessed_count as is_assessed_above,
        parts.assessed_count,
        totals.assessed_count as total_assessed_count,
        parts.at_gld_count > totals.at_gld_count as is_at_gld_above,
        parts.at_gld_count,
        totals.at_gld_count as total_at_gld_count
    from sums as parts
    inner join sums as totals
        on
            parts.local_authority_code = totals.local_authority_code
            and parts.period_code = totals.period_code
            and parts.ward_code = totals.ward_code
            and totals.breakdown_topic = 'total'
    where parts.breakdown_topic != 'total'
),

parts_above_totals as (
    {% for column, count in {
        'children_assessed_count': 'assessed',
        'children_at_gld_count': 'at_gld',
    }.items() %}
    select
        'eyfsp_ward_results' as dataset_code,
        local_authority_code,
        period_code,
        concat_ws(
            ' / ', local_authority_code, period_code, breakdown_topic, ward_code
        ) as row_key,
        '{{ column }}' as column_name,
        concat_ws(' of ', {{ count }}_count, total_{{ count }}_count) as found_value,
        'parts_above_total' as reason_code
    from parts_and_totals
    where is_{{ count }}_above
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from parts_above_totals
