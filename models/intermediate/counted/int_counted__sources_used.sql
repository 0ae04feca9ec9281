-- One row per council, indicator, period, kind of figure (is_total) and source that the
-- figure rests on. A return by ward stands in for rows of children in totals alone:
-- breakdowns go on asking for the rows and say that they were not supplied.
with

needed_sources as (
    select * from {{ ref('int_counted__source_periods') }}
),

sources_used as (
    select
        needed_sources.local_authority_code,
        needed_sources.indicator_code,
        needed_sources.period_code,
        true as is_total,
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

    union all

    select
        local_authority_code,
        indicator_code,
        period_code,
        false as is_total,
        source_period_code,
        measures,
        dataset_code,
        false as is_ward_return
    from needed_sources
)

select * from sources_used
