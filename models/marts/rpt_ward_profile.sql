-- The one wide table: a row a ward for reading. The long tables hold the same numbers.
{% set profile_indicators = [
    'asq_below', 'gld_below', 'eee2_gap', 'eee3_gap', 'eee4_gap',
    'temporary_accommodation'
] %}
{% set profile_columns = {
    'period': 'period_code',
    'count': 'numerator_count',
    'of_count': 'denominator_count',
    'rate': 'indicator_value',
    'status': 'value_status'
} %}

with

settled_indicators as (
    select
        ward_code,
        indicator_code,
        numerator_count,
        denominator_count,
        indicator_value,
        value_status,
        period_code,
        is_synthetic
    from {{ ref('fct_ward_indicators') }}
    where breakdown_topic = 'total'
    qualify row_number() over (
        partition by ward_code, indicator_code
        order by is_score_period desc, period_start_date desc
    ) = 1
),

wide_indicators as (
    select
        ward_code
        {%- for indicator in profile_indicators %}
        {%- for suffix, column in profile_columns.items() %},
        max(case
            when indicator_code = '{{ indicator }}' then {{ column }}
        end) as {{ indicator }}_{{ suffix }}
        {%- endfor %}
        {%- endfor %},
        bool_or(is_synthetic) as is_synthetic
    from settled_indicators
    group by ward_code
),

context_rates as (
    select
        ward_code,
        period_code as idaci_period,
        context_rate as idaci_worst_decile_rate,
        is_synthetic
    from {{ ref('fct_ward_context') }}
    where topic_code = 'worst_decile' and category_code = 'idaci'
    qualify row_number() over (partition by ward_code order by period_code desc) = 1
),

profiles as (
    select
        wards.ward_code,
        wards.ward_name,
        wards.local_authority_code,
        wards.local_authority_name,
        wards.locality_name,
        wards.residents_period,
        wards.residents_count,
        wards.early_years_residents_period,
        wards.early_years_residents_count,
        context_rates.idaci_period,
        context_rates.idaci_worst_decile_rate,
        {%- for indicator in profile_indicators %}
        {%- for suffix in profile_columns %}
        wide_indicators.{{ indicator }}_{{ suffix }},
        {%- endfor %}
        {%- endfor %}
        scores.need_score,
        scores.need_rank,
        scores.ranked_wards_count,
        scores.median_rank,
        scores.rank_low,
        scores.rank_high,
        scores.top_k_probability_rate,
        scores.need_band_label,
        scores.is_in_top_k,
        scores.is_poor_on_both,
        scores.volume_need_count,
        scores.volume_need_rank,
        scores.score_status,
        scores.data_periods,
        scores.is_synthetic
        or wide_indicators.is_synthetic
        or wards.is_synthetic
        or coalesce(context_rates.is_synthetic, false) as is_synthetic,
        scores.claim_level,
        concat_ws(
            ' ',
            case
                when
                    not scores.is_synthetic
                    and (
                        wide_indicators.is_synthetic
                        or wards.is_synthetic
                        or coalesce(context_rates.is_synthetic, false)
                    )
                    then texts.synthetic_text
            end,
            scores.caution
        ) as caution
    from {{ ref('dim_ward') }} as wards
    inner join wide_indicators on wards.ward_code = wide_indicators.ward_code
    inner join {{ ref('fct_ward_need_scores') }} as scores
        on wards.ward_code = scores.ward_code
    cross join {{ ref('int_indicators__caution_texts') }} as texts
    left join context_rates on wards.ward_code = context_rates.ward_code
)

select
    ward_code,
    ward_name,
    local_authority_code,
    local_authority_name,
    locality_name,
    residents_period,
    residents_count,
    early_years_residents_period,
    early_years_residents_count,
    idaci_period,
    idaci_worst_decile_rate,
    asq_below_period,
    asq_below_count,
    asq_below_of_count,
    asq_below_rate,
    asq_below_status,
    gld_below_period,
    gld_below_count,
    gld_below_of_count,
    gld_below_rate,
    gld_below_status,
    eee2_gap_period,
    eee2_gap_count,
    eee2_gap_of_count,
    eee2_gap_rate,
    eee2_gap_status,
    eee3_gap_period,
    eee3_gap_count,
    eee3_gap_of_count,
    eee3_gap_rate,
    eee3_gap_status,
    eee4_gap_period,
    eee4_gap_count,
    eee4_gap_of_count,
    eee4_gap_rate,
    eee4_gap_status,
    temporary_accommodation_period,
    temporary_accommodation_count,
    temporary_accommodation_of_count,
    temporary_accommodation_rate,
    temporary_accommodation_status,
    need_score,
    need_rank,
    ranked_wards_count,
    median_rank,
    rank_low,
    rank_high,
    top_k_probability_rate,
    need_band_label,
    is_in_top_k,
    is_poor_on_both,
    volume_need_count,
    volume_need_rank,
    score_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution
from profiles
