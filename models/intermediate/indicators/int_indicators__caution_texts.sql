-- One row: every caution of policy_cautions as a column, for sentences to be put
-- together from (concat_ws leaves out those that do not apply).
with

texts as (
    select
        max(caution_text) filter (
            where caution_code = 'synthetic'
        ) as synthetic_text,
        max(caution_text) filter (
            where caution_code = 'area_not_child'
        ) as area_not_child_text,
        max(caution_text) filter (
            where caution_code = 'not_usable'
        ) as not_usable_text,
        max(caution_text) filter (
            where caution_code = 'low_coverage'
        ) as low_coverage_text,
        max(caution_text) filter (
            where caution_code = 'small_numbers'
        ) as small_numbers_text,
        max(caution_text) filter (
            where caution_code = 'boundary_ward'
        ) as boundary_ward_text,
        max(caution_text) filter (
            where caution_code = 'coverage_above_due'
        ) as coverage_above_due_text,
        max(caution_text) filter (
            where caution_code = 'take_up_above_eligible'
        ) as take_up_above_eligible_text,
        max(caution_text) filter (
            where caution_code = 'estimated_denominator'
        ) as estimated_denominator_text,
        max(caution_text) filter (
            where caution_code = 'reception_counts'
        ) as reception_counts_text,
        max(caution_text) filter (
            where caution_code = 'estimated_from_larger_areas'
        ) as estimated_from_larger_areas_text,
        max(caution_text) filter (
            where caution_code = 'residents_not_children'
        ) as residents_not_children_text,
        max(caution_text) filter (
            where caution_code = 'different_cohorts'
        ) as different_cohorts_text,
        max(caution_text) filter (
            where caution_code = 'no_family_voice'
        ) as no_family_voice_text,
        max(caution_text) filter (
            where caution_code = 'old_population'
        ) as old_population_text,
        max(caution_text) filter (
            where caution_code = 'extract_rows'
        ) as extract_rows_text,
        max(caution_text) filter (
            where caution_code = 'definition_only'
        ) as definition_only_text,
        max(caution_text) filter (
            where caution_code = 'relative_rank'
        ) as relative_rank_text
    from {{ ref('policy_cautions') }}
)

select * from texts
