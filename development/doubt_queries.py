"""What doubt.py asks a built database."""

WARDS = """
    select
        indicator_code, area_name, value, numerator_count, denominator_count,
        lower_95, upper_95, comparator_value, comparison_code, funnel_phi,
        funnel_lower_95
    from marts.fct_area_indicators
    where
        area_type = 'ward' and breakdown_topic = 'total' and value is not null
        and value_status = 'observed' and not is_above_denominator
    qualify period_code = max(period_code) over (partition by indicator_code)
    order by indicator_code, area_code
"""
PUBLIC = """
    select
        figures.*,
        indicators.polarity,
        areas.comparator_value as exact_comparator_value,
    from marts.fct_protected_indicators as figures
    inner join policy.policy_indicators as indicators using (indicator_code)
    inner join marts.fct_area_indicators as areas
        on
            figures.ward_code = areas.ward_code
            and figures.indicator_code = areas.indicator_code
            and figures.period_code = areas.period_code
            and areas.breakdown_topic = 'total'
    where
        figures.audience = 'public' and figures.breakdown_topic = 'total'
        and figures.value_status = 'protected' and figures.comparator_value is not null
        and figures.lower_95 is not null
"""
OUTREACH = """
    select eligible_count, not_taking_up_count, not_taking_up_lower_95,
        not_taking_up_upper_95
    from marts.fct_ward_outreach
    where ward_name = ? and funded_age = 'three'
"""
# Both ages of a ward together: what the draws and limits allow for, and what two
# errors of their own would be.
AGES = """
    with ages as (
        select
            ward_code, indicator_code, denominator_count as n, shared_deviation as s,
            denominator_deviation as d
        from intermediate.int_need__shrunk_rates
    )
    select
        (select median(d) from ages where indicator_code = 'eee2_gap'),
        median(three.d),
        median(four.d),
        median(
            sqrt(
                (three.n * three.d) ** 2 + (four.n * four.d) ** 2
                + 2 * three.n * four.n * three.s * four.s
            ) / (three.n + four.n)
        ),
        median(
            sqrt((three.n * three.d) ** 2 + (four.n * four.d) ** 2)
            / (three.n + four.n)
        ),
        median(three.s * four.s / (three.d * four.d))
    from ages as three
    inner join ages as four using (ward_code)
    where three.indicator_code = 'eee3_gap' and four.indicator_code = 'eee4_gap'
"""
EXPECTED = """
    select
        indicator_code, count(*) as wards, 1 - max(skill_rate) as times,
        count(named_at_or_below_value) as nameable,
        count(*) filter (where finding_code in ('better', 'worse')) as named,
        median(
            least(
                expected_value - named_at_or_below_value,
                named_at_or_above_value - expected_value
            )
        ) as smallest
    from intermediate.int_similar_wards__findings
    group by indicator_code
    order by indicator_code
"""
# One number, or a few, of a row of the table each.
ASKED = {
    "above": """
        select count(*), count(comparison_code), count(distinct audience)
        from (
            select 'internal' as audience, comparison_code, value_status
            from marts.fct_area_indicators
            union all
            select audience, comparison_code, value_status
            from marts.fct_protected_indicators
        )
        where value_status = 'above_denominator'
    """,
    "other_fit": """
        select count(*) filter (where is_on_other_areas), count(denominator_ward_fit)
        from intermediate.int_indicators__ward_values
    """,
    "households": """
        select count(lower_95), count(comparison_code), count(change_lower_95), count(*)
        from marts.fct_area_indicators
        where indicator_code = 'temporary_accommodation'
    """,
    "partial": """
        select numerator_count, wards_count, wards_missing_count, value_status
        from marts.fct_area_indicators
        where
            indicator_code = 'temporary_accommodation'
            and area_type = 'local_authority' and population_basis = 'resident'
        order by period_code desc
        limit 1
    """,
    "lsoas": """
        select count(*) filter (where published != children_count), count(*)
        from (
            select
                areas.area_code as lsoa_2021_code, age_group_code,
                sum(people_count) as published
            from intermediate.int_access__latest_population as people
            inner join policy.policy_provision_ages
                on age between minimum_age and maximum_age
            inner join reference.ref_small_areas as areas
                on people.area_code = areas.area_code and areas.area_kind = 'lsoa_2021'
            where is_staying or people.area_kind = 'lsoa_2021'
            group by all
        )
        inner join intermediate.int_access__lsoa_children
            using (lsoa_2021_code, age_group_code)
        where age_group_code = 'under_five'
    """,
    "scores": """
        select list(distinct round(domain_score) order by round(domain_score) desc)
        from marts.fct_ward_domain_scores
        where domain_rank <= 3
    """,
    "p_values": """
        select count(*) filter (where p_value = 0), count(p_value)
        from marts.fct_ward_indicator_scores
    """,
    "strict": """
        select
            mean_absolute_rank_change, largest_rank_change,
            coalesce(entering_ward_names, 'none'), coalesce(leaving_ward_names, 'none')
        from marts.fct_robustness_variants
        where variant_code = 'strict_shrinkage'
    """,
}
GAPS = """
    select indicator_code, max(drawn.council_rate), max(held.value)
    from intermediate.int_need__shrunk_rates as drawn
    inner join marts.fct_area_indicators as held
        using (local_authority_code, indicator_code, period_code)
    where
        indicator_code like '%_gap' and held.breakdown_topic = 'total'
        and held.area_type = 'local_authority' and held.population_basis = 'resident'
    group by indicator_code
    order by indicator_code
"""
BANDS = """
    select need_rank, ranked_wards_count, need_band_code
    from marts.fct_ward_need_scores
    where need_rank is not null
"""
PAIRS = """
    select lsoas.latitude, lsoas.longitude, settings.latitude, settings.longitude,
        pairs.distance_metres
    from intermediate.int_access__pairs as pairs
    inner join intermediate.int_access__points as lsoas
        on pairs.lsoa_2021_code = lsoas.point_code and lsoas.point_kind = 'lsoa'
    inner join intermediate.int_access__points as settings
        on
            pairs.point_code = settings.point_code
            and pairs.point_kind = settings.point_kind
            and pairs.local_authority_code = settings.local_authority_code
    where pairs.distance_metres > 100
    order by pairs.distance_metres desc, pairs.lsoa_2021_code, pairs.point_code
    limit 2000
"""
