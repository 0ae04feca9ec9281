-- One row per council, indicator, period, kind of figure (is_total) and source that the
-- figure rests on. A return by ward stands in for rows of children in totals, and in
-- breakdowns where it has any: else they go on asking for the rows and say that they
-- were not supplied.
with

needed_sources as (
    select * from {{ ref('int_counted__source_periods') }}
),

sources_used as (
    {% for is_total in ['true', 'false'] %}
    select
        needed_sources.local_authority_code,
        needed_sources.indicator_code,
        needed_sources.period_code,
        {{ is_total }} as is_total,
        needed_sources.source_period_code,
        needed_sources.measures,
        coalesce(ward_returns.dataset_code, needed_sources.dataset_code)
            as dataset_code,
        ward_returns.dataset_code is not null as is_ward_return
    from needed_sources
    left join {{ ref('int_linked__ward_returns') }} as ward_returns
        on
            needed_sources.local_authority_code = ward_returns.local_authority_code
            and needed_sources.dataset_code = ward_returns.child_level_dataset_code
            and needed_sources.source_period_code = ward_returns.period_code
            and ward_returns.is_used
            {% if is_total == 'false' %}
            and ward_returns.has_breakdowns
            {% endif %}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from sources_used
