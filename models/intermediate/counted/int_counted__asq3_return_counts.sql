-- One row a ward (null: a home in no ward of the council) and year of a return by ward
-- that is used: its totals.
with

used_rows as (
    select
        results.local_authority_code,
        case when results.residence_status = 'in_ward' then results.ward_code end
            as ward_code,
        results.period_code,
        results.children_below_count,
        results.children_assessed_count,
        results.value_status
    from {{ ref('int_linked__asq3_ward_results') }} as results
    inner join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            results.local_authority_code = ward_returns.local_authority_code
            and results.period_code = ward_returns.period_code
            and ward_returns.dataset_code = 'asq3_ward_results'
    where results.residence_status != 'rejected' and ward_returns.is_used
),

counts_by_ward as (
    select
        local_authority_code,
        ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        {{ known_sum('children_below_count') }} as numerator_count,
        {{ known_sum('children_assessed_count') }} as denominator_count,
        coalesce(max(nullif(value_status, 'observed')), 'observed') as value_status
    from used_rows
    group by local_authority_code, ward_code, period_code
)

select * from counts_by_ward
