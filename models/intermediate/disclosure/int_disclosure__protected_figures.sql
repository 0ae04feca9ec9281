{{ config(materialized='ephemeral') }}

-- One row per protected figure with its names, cautions and what is said of it.
with

localities as (
    select distinct
        locality_name,
        {{ locality_code('local_authority_code', 'locality_name') }} as area_code
    from {{ ref('ref_wards') }}
    where locality_name is not null
),

figures as (
    select
        local_authority_code,
        area_type,
        area_code,
        ward_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        protection_code,
        denominator_count,
        children_due_count,
        denominator_source,
        denominator_edition,
        polarity,
        counted_where,
        claim_level,
        low_coverage_rate,
        small_denominator_count,
        is_at_boundary,
        is_recut,
        is_synthetic,
        is_ward_return,
        is_denominator_rolled_on,
        is_on_other_areas,
        shown_rate,
        council_rate,
        funnel_lower_95,
        funnel_upper_95,
        funnel_lower_998,
        funnel_upper_998,
        shown_numerator_count,
        shown_status,
        lower_95_rate,
        upper_95_rate,
        cast(round(shown_rate, 6) as decimal(9, 6)) as value,
        {{ funnel_position('round(shown_rate, 6)') }} as interval_position
    from {{ ref('int_disclosure__protected_rates') }}
),

labelled_figures as (
    select
        figures.*,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        breakdowns.topic_label as breakdown_topic_label,
        breakdowns.category_label as breakdown_category_label,
        councils.local_authority_name,
        case figures.area_type
            when 'ward' then ward_names.ward_name
            when 'locality' then localities.locality_name
            else councils.local_authority_name
        end as area_name,
        statuses.public_symbol,
        comparisons.comparison_code,
        comparisons.comparison_label,
        councils.local_authority_name as said_comparator_label,
        figures.council_rate as said_comparator_value,
        figures.value as said_value,
        -- Of a gap that is none since more take up than were eligible no count is said.
        case
            when
                figures.shown_status != 'above_denominator'
                or figures.shown_numerator_count > figures.denominator_count
                then figures.shown_numerator_count
        end as said_numerator_count,
        figures.denominator_count as said_denominator_count,
        case
            when figures.shown_status != 'above_denominator' then figures.lower_95_rate
        end as said_lower,
        case
            when figures.shown_status != 'above_denominator' then figures.upper_95_rate
        end as said_upper,
        statuses.status_label as said_reason,
        case figures.shown_status
            when 'above_denominator' then 'above_rounded'
            when 'capped'
                then case figures.polarity
                    when 'higher_is_better' then 'capped_below'
                    else 'capped_above'
                end
            else figures.shown_status
        end as said_case,
        {{ caution_codes('protected_figures') }} as caution_codes,
        {{ caution_text('protected_figures') }} as caution
    from figures
    inner join {{ ref('ref_periods') }} as periods
        on figures.period_code = periods.period_code
    inner join {{ ref('ref_breakdowns') }} as breakdowns
        on
            figures.breakdown_topic = breakdowns.breakdown_topic
            and figures.breakdown_category = breakdowns.breakdown_category
    inner join {{ ref('ref_local_authorities') }} as councils
        on figures.local_authority_code = councils.local_authority_code
    inner join {{ ref('ref_value_statuses') }} as statuses
        on figures.shown_status = statuses.value_status
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on figures.indicator_code = fixed_cautions.indicator_code
    left join localities on figures.area_code = localities.area_code
    left join {{ ref('int_geography__ward_names') }} as ward_names
        on figures.ward_code = ward_names.ward_code
    left join {{ ref('ref_comparisons') }} as comparisons
        on
            figures.interval_position = comparisons.interval_position
            and figures.polarity = comparisons.polarity
),

{{ figures_in_words('labelled_figures') }}

select * from said_figures
