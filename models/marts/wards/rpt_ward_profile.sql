-- The one wide table: one row per ward, for reading. It turns fct_ward_profile_figures
-- on its side and adds the need score; a test holds it to the long tables. Which
-- figures are its columns is policy (policy_profile_figures).
{% set figures_shown = profile_columns() %}

with

figures as (
    select
        profile_figures.*,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date
    from {{ ref('fct_ward_profile_figures') }} as profile_figures
    left join {{ ref('ref_periods') }} as periods
        on profile_figures.period_code = periods.period_code
),

wide_figures as (
    select
        ward_code
        {%- for figure, parts in figures_shown.items() %}
        {%- for part in parts if part != 'status' %},
        max({{ part }}) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_{{ part }}
        {%- endfor %},
        coalesce(
            max(value_status) filter (where figure_code = '{{ figure }}'),
            'not_available'
        ) as {{ figure }}_status
        {%- endfor %},
        min_by(period_code, period_start_date) as oldest_figure_period_code,
        min_by(period_end_date, period_start_date) as oldest_figure_end_date,
        max_by(period_code, period_start_date) as newest_figure_period_code,
        max_by(period_end_date, period_start_date) as newest_figure_end_date,
        bool_or(is_synthetic) as is_synthetic
    from figures
    group by ward_code
),

missing_figures as (
    select
        wards.ward_code,
        cast(count(*) filter (where figures.value is null) as integer)
            as figures_missing_count
    from {{ ref('dim_ward') }} as wards
    cross join {{ ref('policy_profile_figures') }} as wanted
    left join figures
        on
            wards.ward_code = figures.ward_code
            and wanted.figure_code = figures.figure_code
    group by wards.ward_code
),

-- The same sentences stand on each cause of a ward.
rank_changes as (
    select
        ward_code,
        max(change_text) as rank_change_text
    from {{ ref('fct_ward_rank_changes') }}
    group by ward_code
),

profiles as (
    select
        wards.locality_name,
        wards.residents_period,
        wards.residents_count,
        wards.early_years_residents_period,
        wards.early_years_residents_count,
        wide_figures.*,
        missing_figures.figures_missing_count,
        scores.local_authority_code,
        wards.local_authority_name,
        wards.ward_name,
        scores.need_score,
        scores.need_rank,
        scores.ranked_wards_count,
        scores.median_rank,
        scores.rank_low,
        scores.rank_high,
        scores.top_k_probability_rate,
        rank_changes.rank_change_text,
        scores.need_band_label,
        scores.is_in_top_k,
        scores.is_poor_on_both,
        scores.volume_need_count,
        scores.volume_need_rank,
        scores.score_status,
        scores.unranked_reason,
        scores.data_periods,
        scores.segment_label,
        scores.claim_level,
        scores.caution_codes as score_caution_codes,
        scores.caution as score_caution,
        scores.is_synthetic as is_score_synthetic,
        scores.is_synthetic
        or wide_figures.is_synthetic
        or wards.is_synthetic as is_any_synthetic
    from {{ ref('dim_ward') }} as wards
    inner join wide_figures on wards.ward_code = wide_figures.ward_code
    inner join missing_figures on wards.ward_code = missing_figures.ward_code
    inner join {{ ref('fct_ward_need_scores') }} as scores
        on wards.ward_code = scores.ward_code
    left join rank_changes on wards.ward_code = rank_changes.ward_code
)

select
    profiles.local_authority_code,
    profiles.local_authority_name,
    profiles.ward_code,
    profiles.ward_name,
    profiles.locality_name,
    profiles.residents_period,
    cast(profiles.residents_count as integer) as residents_count,
    profiles.early_years_residents_period,
    cast(profiles.early_years_residents_count as integer)
        as early_years_residents_count,
    {%- for figure, parts in figures_shown.items() %}
    {%- for part in parts %}
    profiles.{{ figure }}_{{ part }},
    {%- endfor %}
    {%- endfor %}
    profiles.need_score,
    profiles.need_rank,
    profiles.ranked_wards_count,
    profiles.median_rank,
    profiles.rank_low,
    profiles.rank_high,
    profiles.top_k_probability_rate,
    profiles.rank_change_text,
    profiles.need_band_label,
    profiles.is_in_top_k,
    profiles.is_poor_on_both,
    profiles.volume_need_count,
    profiles.volume_need_rank,
    profiles.score_status,
    profiles.unranked_reason,
    profiles.data_periods,
    profiles.segment_label,
    profiles.oldest_figure_period_code,
    profiles.oldest_figure_end_date,
    profiles.newest_figure_period_code,
    profiles.newest_figure_end_date,
    profiles.figures_missing_count,
    profiles.is_any_synthetic as is_synthetic,
    profiles.claim_level,
    {{ caution_codes('ward_profile') }} as caution_codes,
    {{ caution_text('ward_profile') }} as caution
from profiles
cross join {{ ref('int_policy__caution_texts') }} as texts
