-- Whether the figures of two wards differ by more than chance would often make them.
-- A rate above all who are eligible is no rate, and is compared with none.
with

ward_figures as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        case when not is_above_denominator then indicator_value end as rate,
        lower_95_rate,
        upper_95_rate,
        is_synthetic
    from {{ ref('int_indicators__ward_figures') }}
    where is_score_period and breakdown_topic = 'total'
),

pairs as (
    select
        figures.local_authority_code,
        figures.ward_code,
        other_figures.ward_code as other_ward_code,
        figures.indicator_code,
        figures.period_code,
        round(figures.rate - other_figures.rate, 6) as difference_rate,
        {{ difference_limit(
            'figures.rate', 'figures.lower_95_rate', 'other_figures.rate',
            'other_figures.upper_95_rate', 'lower'
        ) }} as difference_lower_95_rate,
        {{ difference_limit(
            'figures.rate', 'figures.upper_95_rate', 'other_figures.rate',
            'other_figures.lower_95_rate', 'upper'
        ) }} as difference_upper_95_rate,
        figures.is_synthetic or other_figures.is_synthetic as is_synthetic
    from ward_figures as figures
    inner join ward_figures as other_figures
        on
            figures.local_authority_code = other_figures.local_authority_code
            and figures.indicator_code = other_figures.indicator_code
            and figures.period_code = other_figures.period_code
            and figures.ward_code < other_figures.ward_code
),

judged_pairs as (
    select
        *,
        case
            when difference_lower_95_rate is null or difference_upper_95_rate is null
                then 'not_available'
            when difference_lower_95_rate > 0 or difference_upper_95_rate < 0
                then 'different'
            else 'similar'
        end as comparison_code
    from pairs
)

select
    pairs.local_authority_code,
    wards.local_authority_name,
    pairs.ward_code,
    wards.ward_name,
    pairs.other_ward_code,
    other_wards.ward_name as other_ward_name,
    pairs.indicator_code,
    indicators.indicator_label,
    pairs.period_code,
    periods.period_label,
    cast(pairs.difference_rate as double) as difference_value,
    cast(pairs.difference_lower_95_rate as double) as difference_lower_95,
    cast(pairs.difference_upper_95_rate as double) as difference_upper_95,
    pairs.comparison_code,
    sentences.template_text as comparison_text,
    pairs.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_pairs') }} as caution_codes,
    {{ caution_text('ward_pairs') }} as caution
from judged_pairs as pairs
inner join {{ ref('int_geography__ward_names') }} as wards
    on pairs.ward_code = wards.ward_code
inner join {{ ref('int_geography__ward_names') }} as other_wards
    on pairs.other_ward_code = other_wards.ward_code
inner join {{ ref('policy_indicators') }} as indicators
    on pairs.indicator_code = indicators.indicator_code
inner join {{ ref('ref_periods') }} as periods
    on pairs.period_code = periods.period_code
inner join {{ ref('policy_sentences') }} as sentences
    on concat('figure_pair_', pairs.comparison_code) = sentences.sentence_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'comparison'
cross join {{ ref('int_policy__caution_texts') }} as texts
