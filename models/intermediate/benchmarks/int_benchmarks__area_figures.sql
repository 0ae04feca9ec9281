{{ config(materialized='ephemeral') }}

-- One row per figure of an area of any kind: wards, localities and the council as
-- worked out here; the council, its region, England and its neighbours as published.
-- trend_key is how int_benchmarks__trend_changes names the area, where it follows it.
-- Beside each stands what is said of it. A rate above all who are eligible, or a gap
-- that ends at none for that reason, has a case of its own: its limits say nothing.
{% set shared = [
    'local_authority_code', 'period_code', 'breakdown_topic', 'breakdown_category',
    'numerator_count', 'denominator_count', 'lower_95_rate', 'upper_95_rate',
    'value_status', 'status_reason', 'is_above_denominator', 'is_synthetic',
    'claim_level', 'caution_codes', 'caution'
] %}
{% set computed = [
    'indicator_code', 'indicator_value', 'denominator_source', 'denominator_edition',
    'children_due_count', 'coverage_rate', 'coverage_status', 'is_score_period'
] %}
{% set larger_alone = ['wards_count', 'wards_missing_count'] %}
{% set wards_alone = [
    'lower_998_rate', 'upper_998_rate', 'council_value', 'comparison_code',
    'comparison_label', 'funnel_lower_95', 'funnel_upper_95', 'funnel_lower_998',
    'funnel_upper_998', 'funnel_phi', 'funnel_tau2', 'need_rank', 'ranked_wards_count',
    'taking_up_count', 'denominator_base', 'denominator_reference_date',
    'denominator_ward_fit', 'is_denominator_rolled_on'
] %}

with

area_figures as (
    select
        'ward' as area_type,
        figures.ward_code as area_code,
        wards.ward_name as area_name,
        figures.ward_code,
        'resident' as population_basis,
        'computed' as edition_group,
        figures.indicator_code as measure_code,
        cast(1 as integer) as areas_count,
        {%- for column in shared + computed + wards_alone %}
        figures.{{ column }},
        {%- endfor %}
        {%- for column in larger_alone %}
        null as {{ column }},
        {%- endfor %}
        case when figures.breakdown_topic = 'total' then figures.ward_code end
            as trend_key
    from {{ ref('int_indicators__ward_figures') }} as figures
    inner join {{ ref('int_geography__ward_names') }} as wards
        on figures.ward_code = wards.ward_code

    union all

    select
        area_type,
        area_code,
        area_name,
        null as ward_code,
        population_basis,
        'computed' as edition_group,
        indicator_code as measure_code,
        cast(1 as integer) as areas_count,
        {%- for column in shared + computed %}
        {{ column }},
        {%- endfor %}
        {%- for column in wards_alone %}
        null as {{ column }},
        {%- endfor %}
        {%- for column in larger_alone %}
        {{ column }},
        {%- endfor %}
        case
            when population_basis = 'provider' then 'own'
            when area_type = 'locality' and breakdown_topic = 'total' then area_code
        end as trend_key
    from {{ ref('int_indicators__larger_area_figures') }}

    union all

    select
        area_type,
        area_code,
        area_name,
        null as ward_code,
        'published' as population_basis,
        edition_group,
        measure_code,
        areas_count,
        {%- for column in shared %}
        {{ column }},
        {%- endfor %}
        null as indicator_code,
        rate as indicator_value,
        null as denominator_source,
        null as denominator_edition,
        null as children_due_count,
        null as coverage_rate,
        null as coverage_status,
        false as is_score_period,
        {%- for column in wards_alone + larger_alone %}
        null as {{ column }},
        {%- endfor %}
        comparator_code as trend_key
    from {{ ref('int_benchmarks__published_area_figures') }}
),

figures_above as (
    select
        *,
        is_above_denominator and value_status = 'observed' as is_above,
        case
            when is_above_denominator and value_status = 'observed'
                then 'above_denominator'
            else value_status
        end as said_case
    from area_figures
),

cases as (
    select
        figures.*,
        case
            when figures.is_above then statuses.status_label
            else figures.status_reason
        end as said_reason,
        figures.indicator_value as said_value,
        case
            when figures.is_above
                then
                    coalesce(
                        figures.taking_up_count,
                        case
                            when figures.numerator_count > figures.denominator_count
                                then figures.numerator_count
                        end
                    )
            else figures.numerator_count
        end as said_numerator_count,
        figures.denominator_count as said_denominator_count,
        case when not figures.is_above then figures.lower_95_rate end as said_lower,
        case when not figures.is_above then figures.upper_95_rate end as said_upper,
        councils.local_authority_name as said_comparator_label,
        figures.council_value as said_comparator_value
    from figures_above as figures
    inner join {{ ref('ref_value_statuses') }} as statuses
        on figures.said_case = statuses.value_status
    inner join {{ ref('ref_local_authorities') }} as councils
        on figures.local_authority_code = councils.local_authority_code
),

{{ figures_in_words('cases') }}

select * from said_figures
