-- What it checks: every measure of provision has its counts, categories and list; times
-- of policy are written as hours and minutes; every judgement of Ofsted has a regime
-- and outcomes, the unknown one among them; types of settings add up to the settings of
-- a ward and outcomes to those judged; Ofsted's caution stands on every count.
-- Why it matters: a measure without counts would be zero everywhere, a time without
-- its zero would compare as text, and counts of outcomes must not go out as a verdict.
-- What to do: correct the row or the branch that its rows name.
with

categories_counted as (
    select
        measure_code,
        category_code
    from {{ ref('int_provision__setting_counts') }}

    union all

    select
        measure_code,
        breakdown_category as category_code
    from {{ ref('fct_ward_provision') }}
    where breakdown_topic = 'service_type'
),

measures_with_parts as (
    select
        measures.measure_code,
        measures.needs_list,
        count(categories.category_code) as categories_count,
        count(counts.measure_code) as counts_count
    from {{ ref('policy_provision_measures') }} as measures
    left join {{ ref('int_settings__categories') }} as categories
        on measures.category_kind = categories.category_kind
    left join categories_counted as counts
        on
            measures.measure_code = counts.measure_code
            and categories.category_code = counts.category_code
    group by measures.measure_code, measures.needs_list
),

-- Without a setting in any ward there is nothing to count.
settings_held as (
    select count(*) as settings_count
    from {{ ref('int_provision__ward_settings') }}
),

problems as (
    select 'policy_provision_measures: no counts: ' || measures.measure_code as problem
    from measures_with_parts as measures
    cross join settings_held
    where measures.counts_count = 0 and settings_held.settings_count > 0

    union all

    select
        'policy_provision_measures: no such category or list: ' || measure_code
            as problem
    from measures_with_parts
    where
        categories_count = 0
        or needs_list not in (
            'settings', 'setting_hours', 'funded_places', 'early_years_services'
        )

    union all

    select 'policy_hours_kinds: no time or weeks: ' || hours_kind_code as problem
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

    select
        'ref_inspection_judgements: no regime or outcomes: '
        || judgements.judgement_code as problem
    from {{ ref('ref_inspection_judgements') }} as judgements
    left join {{ ref('ref_inspection_regimes') }} as regimes
        on judgements.regime_code = regimes.regime_code
    left join {{ ref('ref_inspection_outcomes') }} as outcomes
        on
            judgements.scale_code = outcomes.scale_code
            and outcomes.outcome_code = 'not_known'
    where regimes.regime_code is null or outcomes.scale_code is null

    union all

    select 'int_provision__ward_counts: types do not add up: ' || ward_code as problem
    from {{ ref('int_provision__ward_counts') }}
    where measure_code = 'settings_by_type'
    group by ward_code
    having sum(numerator_count) != max(settings_count)

    union all

    select
        'fct_ward_inspections: outcomes do not add up: '
        || ward_code || ', ' || judgement_code as problem
    from {{ ref('fct_ward_inspections') }}
    group by ward_code, judgement_code
    having
        sum(case when outcome_code != 'not_known' then settings_count end)
        != max(judged_settings_count)
        or sum(settings_count) > max(ward_settings_count)

    union all

    select 'fct_ward_inspections: no caution: ' || inspections.ward_code as problem
    from {{ ref('fct_ward_inspections') }} as inspections
    cross join {{ ref('int_policy__caution_texts') }} as texts
    where not contains(inspections.caution, texts.quality_not_of_area_text)
)

select problem from problems
