-- One row per protected pair of counts: rate, limits and comparison, by the rules of
-- the figures inside and from protected counts alone.
{% set keys = [
    'local_authority_code', 'protection_code', 'indicator_code', 'period_code',
    'breakdown_topic', 'breakdown_category'
] %}

with

shown_shares as (
    select * from {{ ref('int_disclosure__protected_shares') }}
),

council_rates as (
    select
        {{ keys | join(', ') }},
        shown_rate as council_rate
    from shown_shares
    where area_type = 'local_authority'
),

compared_shares as (
    select
        {{ prefixed_columns('own_shares', keys) }},
        own_shares.area_code as ward_code,
        own_shares.shown_rate as value,
        council_rates.council_rate as council_value,
        own_shares.denominator_count,
        own_shares.denominator_deviation,
        own_shares.counted_children,
        own_shares.wilson_z_95,
        own_shares.wilson_z_998,
        numbers.winsorised_rate
    from shown_shares as own_shares
    inner join council_rates on {{ equal_keys('own_shares', 'council_rates', keys) }}
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
    where
        own_shares.area_type = 'ward'
        and own_shares.has_limits
        and own_shares.shown_rate is not null
        and not own_shares.is_above_denominator
),

{{ funnel_limits('compared_shares', keys) }},

shares_with_chance as (
    select
        own_shares.*,
        council_rates.council_rate,
        limits.funnel_lower_95,
        limits.funnel_upper_95,
        limits.funnel_lower_998,
        limits.funnel_upper_998,
        own_shares.has_limits
        and own_shares.shown_rate is not null
        and not own_shares.is_capped as is_limited,
        {{ wilson_limit(
            'own_shares.numerator_count', 'own_shares.denominator_count',
            'own_shares.wilson_z_95', 'lower'
        ) }} as lower_95_chance,
        {{ wilson_limit(
            'own_shares.numerator_count', 'own_shares.denominator_count',
            'own_shares.wilson_z_95', 'upper'
        ) }} as upper_95_chance
    from shown_shares as own_shares
    left join council_rates
        on
            case
                when own_shares.area_type != 'local_authority'
                    then own_shares.local_authority_code
            end = council_rates.local_authority_code
            and {{ equal_keys('own_shares', 'council_rates', keys) }}
    left join funnel_limits as limits
        on
            case when own_shares.area_type = 'ward' then own_shares.area_code end
            = limits.ward_code
            and {{ equal_keys('own_shares', 'limits', keys) }}
),

protected_rates as (
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
        case when is_limited then {{ rate_limit(
            'counted_share', 'lower_95_chance', 'wilson_z_95', 'lower',
            'denominator_deviation', 'counted_children'
        ) }} end as lower_95_rate,
        case when is_limited then {{ rate_limit(
            'counted_share', 'upper_95_chance', 'wilson_z_95', 'upper',
            'denominator_deviation', 'counted_children'
        ) }} end as upper_95_rate,
        case
            when not (is_capped or is_hidden_with_another) and has_counts
                then numerator_count
        end as shown_numerator_count,
        case
            when value_status not in ('observed', 'partial') then value_status
            when not has_rate then 'too_few'
            when is_hidden_with_another then 'suppressed'
            when is_capped then 'capped'
            when is_above_denominator then 'above_denominator'
            when protection_code = 'rounding' then 'rounded'
            when protection_code = 'cell_key' then 'protected'
            else value_status
        end as shown_status
    from shares_with_chance
)

select * from protected_rates
