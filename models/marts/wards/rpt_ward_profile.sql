-- The one wide table: a row a ward for reading. It turns fct_ward_profile_figures on
-- its side and adds the need score; a test holds it to the long tables.
{% set rates = [
    'asq_below', 'gld_below', 'eee2_gap', 'eee3_gap', 'eee4_gap',
    'temporary_accommodation'
] %}
{% set plain_shares = [
    'full_day_places', 'school_nursery_places', 'open_after_five', 'open_in_holidays',
    'hours_known', 'quality_known', 'idaci_worst_decile', 'english_main_language',
    'not_deprived'
] %}
{% set plain_values = [
    'places', 'funded_places_two', 'access', 'access_two'
] %}
{% set banded = [
    'access', 'access_two'
] %}

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
        {%- for figure in rates + plain_shares + plain_values %}
        {%- set is_value = figure in plain_values %},
        max(period_code) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_period,
        max(numerator_count) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_count,
        max(denominator_count) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_of_count,
        cast(max(figure_value) filter (
            where figure_code = '{{ figure }}'
        ) as {{ 'decimal(12, 6)' if is_value else 'decimal(9, 6)' }})
            as {{ figure }}_{{ 'value' if is_value else 'rate' }},
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
        max(lower_95_rate) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_lower_95_rate,
        max(upper_95_rate) filter (where figure_code = '{{ figure }}')
            as {{ figure }}_upper_95_rate
        {%- endfor %},
        min_by(period_code, period_start_date) as oldest_figure_period,
        min_by(period_end_date, period_start_date) as oldest_figure_end_date,
        max_by(period_code, period_start_date) as newest_figure_period,
        max_by(period_end_date, period_start_date) as newest_figure_end_date,
        bool_or(is_synthetic) as is_synthetic
    from figures
    group by ward_code
),

missing_figures as (
    select
        wards.ward_code,
        cast(count(*) filter (
            where figures.figure_value is null
        ) as integer) as figures_missing_count
    from {{ ref('dim_ward') }} as wards
    cross join {{ ref('policy_profile_figures') }} as wanted
    left join figures
        on
            wards.ward_code = figures.ward_code
            and wanted.figure_code = figures.figure_code
    group by wards.ward_code
),

profiles as (
    select
        wards.ward_name,
        wards.local_authority_name,
        wards.locality_name,
        wards.residents_period,
        wards.residents_count,
        wards.early_years_residents_period,
        wards.early_years_residents_count,
        wide_figures.*,
        missing_figures.figures_missing_count,
        scores.local_authority_code,
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
        scores.segment_label,
        scores.claim_level,
        scores.caution as score_caution,
        scores.is_synthetic as is_score_synthetic,
        scores.is_synthetic
        or wide_figures.is_synthetic
        or wards.is_synthetic as is_any_synthetic,
        texts.synthetic_text
    from {{ ref('dim_ward') }} as wards
    inner join wide_figures on wards.ward_code = wide_figures.ward_code
    inner join missing_figures on wards.ward_code = missing_figures.ward_code
    inner join {{ ref('fct_ward_need_scores') }} as scores
        on wards.ward_code = scores.ward_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
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
    asq_below_period,
    asq_below_count,
    asq_below_of_count,
    asq_below_rate,
    asq_below_lower_95_rate,
    asq_below_upper_95_rate,
    asq_below_status,
    asq_below_caution,
    gld_below_period,
    gld_below_count,
    gld_below_of_count,
    gld_below_rate,
    gld_below_lower_95_rate,
    gld_below_upper_95_rate,
    gld_below_status,
    gld_below_caution,
    eee2_gap_period,
    eee2_gap_count,
    eee2_gap_of_count,
    eee2_gap_rate,
    eee2_gap_lower_95_rate,
    eee2_gap_upper_95_rate,
    eee2_gap_status,
    eee2_gap_caution,
    eee3_gap_period,
    eee3_gap_count,
    eee3_gap_of_count,
    eee3_gap_rate,
    eee3_gap_lower_95_rate,
    eee3_gap_upper_95_rate,
    eee3_gap_status,
    eee3_gap_caution,
    eee4_gap_period,
    eee4_gap_count,
    eee4_gap_of_count,
    eee4_gap_rate,
    eee4_gap_lower_95_rate,
    eee4_gap_upper_95_rate,
    eee4_gap_status,
    eee4_gap_caution,
    places_period,
    places_count,
    places_of_count,
    places_value,
    places_status,
    places_caution,
    funded_places_two_period,
    funded_places_two_count,
    funded_places_two_of_count,
    funded_places_two_value,
    funded_places_two_status,
    funded_places_two_caution,
    full_day_places_period,
    full_day_places_count,
    full_day_places_of_count,
    full_day_places_rate,
    full_day_places_status,
    full_day_places_caution,
    school_nursery_places_period,
    school_nursery_places_count,
    school_nursery_places_of_count,
    school_nursery_places_rate,
    school_nursery_places_status,
    school_nursery_places_caution,
    open_after_five_period,
    open_after_five_count,
    open_after_five_of_count,
    open_after_five_rate,
    open_after_five_status,
    open_after_five_caution,
    open_in_holidays_period,
    open_in_holidays_count,
    open_in_holidays_of_count,
    open_in_holidays_rate,
    open_in_holidays_status,
    open_in_holidays_caution,
    hours_known_period,
    hours_known_count,
    hours_known_of_count,
    hours_known_rate,
    hours_known_status,
    hours_known_caution,
    quality_known_period,
    quality_known_count,
    quality_known_of_count,
    quality_known_rate,
    quality_known_status,
    quality_known_caution,
    access_period,
    access_of_count,
    access_value,
    access_band_label,
    access_status,
    access_caution,
    access_two_period,
    access_two_of_count,
    access_two_value,
    access_two_band_label,
    access_two_status,
    access_two_caution,
    temporary_accommodation_period,
    temporary_accommodation_count,
    temporary_accommodation_of_count,
    temporary_accommodation_rate,
    temporary_accommodation_lower_95_rate,
    temporary_accommodation_upper_95_rate,
    temporary_accommodation_status,
    temporary_accommodation_caution,
    idaci_worst_decile_period,
    idaci_worst_decile_count,
    idaci_worst_decile_of_count,
    idaci_worst_decile_rate,
    idaci_worst_decile_status,
    idaci_worst_decile_caution,
    english_main_language_period,
    english_main_language_count,
    english_main_language_of_count,
    english_main_language_rate,
    english_main_language_status,
    english_main_language_caution,
    not_deprived_period,
    not_deprived_count,
    not_deprived_of_count,
    not_deprived_rate,
    not_deprived_status,
    not_deprived_caution,
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
    segment_label,
    oldest_figure_period,
    oldest_figure_end_date,
    newest_figure_period,
    newest_figure_end_date,
    figures_missing_count,
    is_any_synthetic as is_synthetic,
    claim_level,
    concat_ws(
        ' ',
        case when is_any_synthetic and not is_score_synthetic then synthetic_text end,
        score_caution
    ) as caution
from profiles
