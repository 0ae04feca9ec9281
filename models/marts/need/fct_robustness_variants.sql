with

wards_with_sides as (
    select
        *,
        is_in_variant_top_k and not is_in_top_k as is_entering,
        is_in_top_k and not is_in_variant_top_k as is_leaving
    from {{ ref('fct_rank_robustness') }}
),

numbered_wards as (
    select
        *,
        sum(case when is_entering then 1 else 0 end) over (
            partition by local_authority_code, variant_code order by ward_name
        ) as entering_number,
        sum(case when is_entering then 1 else 0 end) over (
            partition by local_authority_code, variant_code
        ) as entering_count,
        sum(case when is_leaving then 1 else 0 end) over (
            partition by local_authority_code, variant_code order by ward_name
        ) as leaving_number,
        sum(case when is_leaving then 1 else 0 end) over (
            partition by local_authority_code, variant_code
        ) as leaving_count
    from wards_with_sides
),

variant_sums as (
    select
        local_authority_code,
        max(local_authority_name) as local_authority_name,
        variant_code,
        count(rank_change) as compared_wards_count,
        cast(sum(abs(rank_change)) as double) / count(rank_change)
            as mean_absolute_rank_change,
        max(abs(rank_change)) as largest_rank_change,
        sum(case when is_entering then 1 else 0 end) as entering_wards_count,
        {%- for side in ['entering', 'leaving'] %}
        {{ joined_text(
            'case when is_' ~ side ~ ' then '
            ~ listed_word('ward_name', side ~ '_number', side ~ '_count') ~ ' end',
            'ward_name'
        ) }} as {{ side }}_ward_names,
        {%- endfor %}
        max(top_k_count) as top_k_count,
        max(data_periods) as data_periods,
        bool_or(is_synthetic) as is_synthetic
    from numbered_wards
    group by local_authority_code, variant_code
),

robustness_variants as (
    select
        sums.*,
        variants.variant_label,
        variants.variant_note,
        case
            when sums.compared_wards_count = 0 then 'not_available' else 'observed'
        end as value_status,
        claims.claim_level,
        {{ caution_codes('robustness_variants') }} as caution_codes,
        {{ caution_text('robustness_variants') }} as caution
    from variant_sums as sums
    inner join {{ ref('int_policy__variants') }} as variants
        on sums.variant_code = variants.variant_code
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'need_score'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    local_authority_name,
    variant_code,
    variant_label,
    variant_note,
    cast(compared_wards_count as integer) as compared_wards_count,
    cast(round(mean_absolute_rank_change, 6) as double) as mean_absolute_rank_change,
    cast(largest_rank_change as integer) as largest_rank_change,
    cast(entering_wards_count as integer) as entering_wards_count,
    entering_ward_names,
    leaving_ward_names,
    top_k_count,
    value_status,
    data_periods,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from robustness_variants
