-- What it checks: every measure of provision has its counts, categories and list; times
-- of policy are written as hours and minutes; every judgement of Ofsted has a regime and
-- outcomes, the unknown one among them; types of settings add up to the settings of a
-- ward and outcomes to those judged; Ofsted's caution stands on every count.
-- Why it matters: a measure without counts would be nought everywhere, a time without
-- its zero would compare as text, and counts of outcomes must not go out as a judgement.
-- What to do: correct the row or the branch that the message names.
with

problems as (
    select 'policy_provision_measures: no counts: ' || measures.measure_code as problem
    from {{ ref('policy_provision_measures') }} as measures
    left join (
        select distinct measure_code from {{ ref('int_provision__setting_counts') }}
    ) as counted
        on measures.measure_code = counted.measure_code
    where
        counted.measure_code is null
        and exists (select 1 from {{ ref('int_provision__ward_settings') }})

    union all

    select 'policy_provision_measures: no such category or list: ' || measure_code
    from {{ ref('policy_provision_measures') }}
    where
        category_kind not in (
            select category_kind from {{ ref('int_provision__categories') }}
        )
        or needs_list not in ('settings', 'setting_hours', 'funded_places')

    union all

    select 'policy_hours_kinds: no time or weeks: ' || hours_kind_code
    from {{ ref('policy_hours_kinds') }}
    where
        not coalesce(
            {{ is_written_as('opens_before', '^[0-2][0-9]:[0-5][0-9]$') }}, true
        )
        or not coalesce(
            {{ is_written_as('closes_after', '^[0-2][0-9]:[0-5][0-9]$') }}, true
        )
        or weeks not in ('all_year', 'term_time')

    union all

    select 'ref_inspection_judgements: no regime or outcomes: ' || judgement_code
    from {{ ref('ref_inspection_judgements') }}
    where
        regime_code not in (
            select regime_code from {{ ref('ref_inspection_regimes') }}
        )
        or scale_code not in (
            select scale_code from {{ ref('ref_inspection_outcomes') }}
            where outcome_code = 'not_known'
        )

    union all

    select 'int_provision__ward_counts: types do not add up: ' || ward_code
    from {{ ref('int_provision__ward_counts') }}
    where measure_code = 'settings_by_type'
    group by ward_code
    having sum(numerator_count) != max(settings_count)

    union all

    select
        'fct_ward_inspections: outcomes do not add up: '
        || ward_code || ', ' || judgement_code
    from {{ ref('fct_ward_inspections') }}
    group by ward_code, judgement_code
    having
        sum(case when outcome_code != 'not_known' then settings_count end)
        != max(judged_settings_count)
        or sum(settings_count) > max(ward_settings_count)

    union all

    select distinct 'fct_ward_inspections: no caution: ' || inspections.ward_code
    from {{ ref('fct_ward_inspections') }} as inspections
    cross join {{ ref('int_indicators__caution_texts') }} as texts
    where position(texts.quality_not_of_area_text in inspections.caution) = 0
)

select problem from problems
