-- The one wide table: one row per ward, for reading. It turns fct_ward_profile_figures
-- on its side and adds the need score; a test holds it to the long tables.
{% set rates = [
    'asq_below', 'gld_below', 'eee2_gap', 'eee3_gap', 'eee4_gap',
    'temporary_accommodation'
] %}
{% set other_figures = [
    'full_day_places', 'school_nursery_places', 'open_after_five', 'open_in_holidays',
    'hours_known', 'quality_known', 'child_poverty', 'idaci_worst_decile',
    'english_main_language', 'not_deprived', 'places', 'funded_places_two', 'access',
    'access_two'
] %}
{% set banded = ['access', 'access_two'] %}

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
        {%- for figure in rates + other_figures %},
        max(period_code) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_period_code,
        max(numerator_count) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_numerator_count,
        max(denominator_count) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_denominator_count,
        max(value) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_value,
        coalesce(
            max(value_status) filter (where figure_code = '{{ figure }}'),
            'not_available'
        ) as {{ figure }}_status,
        max(caution) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_caution
        {%- endfor %}
        {%- for figure in banded %},
        max(band_label) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_band_label
        {%- endfor %}
        {%- for figure in rates %},
        max(lower_95) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_lower_95,
        max(upper_95) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_upper_95
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
    profiles.asq_below_period_code,
    profiles.asq_below_numerator_count,
    profiles.asq_below_denominator_count,
    profiles.asq_below_value,
    profiles.asq_below_lower_95,
    profiles.asq_below_upper_95,
    profiles.asq_below_status,
    profiles.asq_below_caution,
    profiles.gld_below_period_code,
    profiles.gld_below_numerator_count,
    profiles.gld_below_denominator_count,
    profiles.gld_below_value,
    profiles.gld_below_lower_95,
    profiles.gld_below_upper_95,
    profiles.gld_below_status,
    profiles.gld_below_caution,
    profiles.eee2_gap_period_code,
    profiles.eee2_gap_numerator_count,
    profiles.eee2_gap_denominator_count,
    profiles.eee2_gap_value,
    profiles.eee2_gap_lower_95,
    profiles.eee2_gap_upper_95,
    profiles.eee2_gap_status,
    profiles.eee2_gap_caution,
    profiles.eee3_gap_period_code,
    profiles.eee3_gap_numerator_count,
    profiles.eee3_gap_denominator_count,
    profiles.eee3_gap_value,
    profiles.eee3_gap_lower_95,
    profiles.eee3_gap_upper_95,
    profiles.eee3_gap_status,
    profiles.eee3_gap_caution,
    profiles.eee4_gap_period_code,
    profiles.eee4_gap_numerator_count,
    profiles.eee4_gap_denominator_count,
    profiles.eee4_gap_value,
    profiles.eee4_gap_lower_95,
    profiles.eee4_gap_upper_95,
    profiles.eee4_gap_status,
    profiles.eee4_gap_caution,
    profiles.places_period_code,
    profiles.places_numerator_count,
    profiles.places_denominator_count,
    profiles.places_value,
    profiles.places_status,
    profiles.places_caution,
    profiles.funded_places_two_period_code,
    profiles.funded_places_two_numerator_count,
    profiles.funded_places_two_denominator_count,
    profiles.funded_places_two_value,
    profiles.funded_places_two_status,
    profiles.funded_places_two_caution,
    profiles.full_day_places_period_code,
    profiles.full_day_places_numerator_count,
    profiles.full_day_places_denominator_count,
    profiles.full_day_places_value,
    profiles.full_day_places_status,
    profiles.full_day_places_caution,
    profiles.school_nursery_places_period_code,
    profiles.school_nursery_places_numerator_count,
    profiles.school_nursery_places_denominator_count,
    profiles.school_nursery_places_value,
    profiles.school_nursery_places_status,
    profiles.school_nursery_places_caution,
    profiles.open_after_five_period_code,
    profiles.open_after_five_numerator_count,
    profiles.open_after_five_denominator_count,
    profiles.open_after_five_value,
    profiles.open_after_five_status,
    profiles.open_after_five_caution,
    profiles.open_in_holidays_period_code,
    profiles.open_in_holidays_numerator_count,
    profiles.open_in_holidays_denominator_count,
    profiles.open_in_holidays_value,
    profiles.open_in_holidays_status,
    profiles.open_in_holidays_caution,
    profiles.hours_known_period_code,
    profiles.hours_known_numerator_count,
    profiles.hours_known_denominator_count,
    profiles.hours_known_value,
    profiles.hours_known_status,
    profiles.hours_known_caution,
    profiles.quality_known_period_code,
    profiles.quality_known_numerator_count,
    profiles.quality_known_denominator_count,
    profiles.quality_known_value,
    profiles.quality_known_status,
    profiles.quality_known_caution,
    profiles.access_period_code,
    profiles.access_denominator_count,
    profiles.access_value,
    profiles.access_band_label,
    profiles.access_status,
    profiles.access_caution,
    profiles.access_two_period_code,
    profiles.access_two_denominator_count,
    profiles.access_two_value,
    profiles.access_two_band_label,
    profiles.access_two_status,
    profiles.access_two_caution,
    profiles.temporary_accommodation_period_code,
    profiles.temporary_accommodation_numerator_count,
    profiles.temporary_accommodation_denominator_count,
    profiles.temporary_accommodation_value,
    profiles.temporary_accommodation_lower_95,
    profiles.temporary_accommodation_upper_95,
    profiles.temporary_accommodation_status,
    profiles.temporary_accommodation_caution,
    profiles.child_poverty_period_code,
    profiles.child_poverty_numerator_count,
    profiles.child_poverty_denominator_count,
    profiles.child_poverty_value,
    profiles.child_poverty_status,
    profiles.child_poverty_caution,
    profiles.idaci_worst_decile_period_code,
    profiles.idaci_worst_decile_numerator_count,
    profiles.idaci_worst_decile_denominator_count,
    profiles.idaci_worst_decile_value,
    profiles.idaci_worst_decile_status,
    profiles.idaci_worst_decile_caution,
    profiles.english_main_language_period_code,
    profiles.english_main_language_numerator_count,
    profiles.english_main_language_denominator_count,
    profiles.english_main_language_value,
    profiles.english_main_language_status,
    profiles.english_main_language_caution,
    profiles.not_deprived_period_code,
    profiles.not_deprived_numerator_count,
    profiles.not_deprived_denominator_count,
    profiles.not_deprived_value,
    profiles.not_deprived_status,
    profiles.not_deprived_caution,
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
