-- One row: every setting of policy_settings as a column of its own type.
with

settings as (
    select
        cast(max(setting_value) filter (
            where setting_code = 'top_k'
        ) as integer) as top_k,
        cast(max(setting_value) filter (
            where setting_code = 'exponential_constant'
        ) as double) as exponential_constant,
        cast(max(setting_value) filter (
            where setting_code = 'conjunctive_one_in'
        ) as integer) as conjunctive_one_in,
        cast(max(setting_value) filter (
            where setting_code = 'minimum_domain_weight_rate'
        ) as double) as minimum_domain_weight_rate,
        cast(max(setting_value) filter (
            where setting_code = 'wilson_z_95'
        ) as double) as wilson_z_95,
        cast(max(setting_value) filter (
            where setting_code = 'wilson_z_998'
        ) as double) as wilson_z_998,
        cast(max(setting_value) filter (
            where setting_code = 'low_coverage_rate'
        ) as double) as low_coverage_rate,
        cast(max(setting_value) filter (
            where setting_code = 'small_denominator_count'
        ) as integer) as small_denominator_count,
        cast(max(setting_value) filter (
            where setting_code = 'suppress_up_to_count'
        ) as integer) as suppress_up_to_count,
        cast(max(setting_value) filter (
            where setting_code = 'rounding_base_count'
        ) as integer) as rounding_base_count,
        cast(max(setting_value) filter (
            where setting_code = 'public_minimum_denominator_count'
        ) as integer) as public_minimum_denominator_count,
        cast(max(setting_value) filter (
            where setting_code = 'public_adverse_cap_rate'
        ) as double) as public_adverse_cap_rate,
        cast(max(setting_value) filter (
            where setting_code = 'shrinkage_continuity'
        ) as double) as shrinkage_continuity,
        cast(max(setting_value) filter (
            where setting_code = 'children_maximum_age'
        ) as integer) as children_maximum_age,
        cast(max(setting_value) filter (
            where setting_code = 'early_years_maximum_age'
        ) as integer) as early_years_maximum_age,
        cast(max(setting_value) filter (
            where setting_code = 'worst_decile'
        ) as integer) as worst_decile
    from {{ ref('policy_settings') }}
)

select * from settings
