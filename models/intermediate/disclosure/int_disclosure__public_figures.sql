{{ config(materialized='ephemeral') }}

-- One row per ward, public indicator and period: what of the rounded figures is shown,
-- and what is said in place of the rest.
with

public_figures as (
    select
        totals.local_authority_code,
        totals.ward_code,
        totals.indicator_code,
        totals.period_code,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        case
            when not totals.is_capped then totals.rounded_numerator_count
        end as rounded_numerator_count,
        totals.rounded_denominator_count,
        totals.denominator_source,
        totals.denominator_edition,
        case
            when totals.is_suppressed then 'suppressed'
            when totals.value_status = 'observed' then 'rounded'
            else totals.value_status
        end as value_status,
        totals.shown_rate as public_rate,
        case
            when totals.is_suppressed then 'suppressed'
            when totals.value_status != 'observed' then totals.value_status
            when not totals.has_rate then 'suppressed'
            when totals.is_capped then 'capped'
            when totals.rounded_share > 1 then 'above_denominator'
            else 'rounded'
        end as rate_status,
        totals.council_rate,
        case
            when totals.has_rate and not totals.is_capped then totals.lower_95_rate
        end as lower_95_rate,
        case
            when totals.has_rate and not totals.is_capped then totals.upper_95_rate
        end as upper_95_rate,
        totals.funnel_lower_95,
        totals.funnel_upper_95,
        totals.funnel_lower_998,
        totals.funnel_upper_998,
        {{ funnel_position('round(totals.shown_rate, 2)') }} as interval_position,
        totals.polarity,
        totals.is_synthetic,
        totals.claim_level,
        cautions.caution_codes,
        cautions.caution
    from {{ ref('int_disclosure__rounded_totals') }} as totals
    inner join {{ ref('ref_periods') }} as periods
        on totals.period_code = periods.period_code
    inner join {{ ref('int_disclosure__public_cautions') }} as cautions
        on
            totals.ward_code = cautions.ward_code
            and totals.indicator_code = cautions.indicator_code
            and totals.period_code = cautions.period_code
),

labelled_figures as (
    select
        public_figures.*,
        statuses.public_symbol,
        comparisons.comparison_code,
        comparisons.comparison_label,
        councils.local_authority_name,
        councils.local_authority_name as said_comparator_label,
        public_figures.council_rate as said_comparator_value,
        public_figures.public_rate as said_value,
        public_figures.rounded_numerator_count as said_numerator_count,
        public_figures.rounded_denominator_count as said_denominator_count,
        public_figures.lower_95_rate as said_lower,
        public_figures.upper_95_rate as said_upper,
        rate_statuses.status_label as said_reason,
        case public_figures.rate_status
            when 'above_denominator' then 'above_rounded'
            when 'capped'
                then case public_figures.polarity
                    when 'higher_is_better' then 'capped_below'
                    else 'capped_above'
                end
            else public_figures.rate_status
        end as said_case
    from public_figures
    inner join {{ ref('ref_local_authorities') }} as councils
        on public_figures.local_authority_code = councils.local_authority_code
    inner join {{ ref('ref_value_statuses') }} as rate_statuses
        on public_figures.rate_status = rate_statuses.value_status
    left join {{ ref('ref_value_statuses') }} as statuses
        on public_figures.value_status = statuses.value_status
    left join {{ ref('ref_comparisons') }} as comparisons
        on
            public_figures.interval_position = comparisons.interval_position
            and public_figures.polarity = comparisons.polarity
),

{{ figures_in_words('labelled_figures') }}

select * from said_figures
