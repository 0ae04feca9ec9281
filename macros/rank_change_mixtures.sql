{#-
    CTEs with the mixtures of old and new to score a whole council in (mixtures), for the
    compared wards (compared_wards). own: 32 per ward, in which its figures and those of
    the others are switched apart. council: 16 in which those of all wards are switched at
    once. own_indicator and council_indicator: the figures of one indicator alone are new,
    by the old method. A subset's number is the sum of its causes' bits; the first four
    make sixteen states of figures. scored_number is the mixture that is scored for it: its
    own, or one for all where nothing changed for the council.
-#}
{% macro rank_change_mixtures() -%}
    {%- set method_columns = [
        'local_authority_code', 'indicator_code', 'domain_code', 'indicator_weight',
        'weight_factor', 'domain_weight', 'domain_weight_factor', 'normalisation',
        'aggregation', 'exponential_constant', 'shrinkage_continuity',
        'minimum_domain_weight_rate', 'minimum_ranked_children_count'
    ] -%}
    compared_wards as (
        select
            local_authority_code,
            ward_code
        from {{ ref('int_need__rank_change_compared_wards') }}
        where rank_from is not null and rank_to is not null
    ),

    compared_councils as (
        select distinct local_authority_code from compared_wards
    ),

    subsets as (
        select
            whole_number as subset_number,
            whole_number % 16 as own_state,
            floor(whole_number / 8) % 2 = 1 as is_new_method,
            case when whole_number >= 16 then 7 else 0 end
            + whole_number % 16 - whole_number % 8 as others_state
        from {{ ref('int_policy__whole_numbers') }}
        where whole_number < 32
    ),

    indicators as (
        select distinct
            local_authority_code,
            indicator_code
        from {{ ref('int_need__rank_change_method_versions') }}
    ),

    all_mixtures as (
        select
            'own' as mixture_kind,
            compared_wards.local_authority_code,
            compared_wards.ward_code as compared_ward_code,
            cast(null as string) as switched_indicator_code,
            subsets.*
        from compared_wards
        cross join subsets

        union all

        select
            'council' as mixture_kind,
            councils.local_authority_code,
            null as compared_ward_code,
            null as switched_indicator_code,
            subsets.*
        from compared_councils as councils
        cross join subsets
        where subsets.subset_number < 16

        union all

        select
            'own_indicator' as mixture_kind,
            compared_wards.local_authority_code,
            compared_wards.ward_code as compared_ward_code,
            indicators.indicator_code as switched_indicator_code,
            7 as subset_number,
            7 as own_state,
            false as is_new_method,
            0 as others_state
        from compared_wards
        inner join indicators
            on compared_wards.local_authority_code = indicators.local_authority_code

        union all

        select
            'council_indicator' as mixture_kind,
            local_authority_code,
            null as compared_ward_code,
            indicator_code as switched_indicator_code,
            7 as subset_number,
            7 as own_state,
            false as is_new_method,
            7 as others_state
        from indicators
    ),

    numbered_mixtures as (
        select
            cast(row_number() over (
                order by
                    mixture_kind,
                    local_authority_code,
                    compared_ward_code,
                    switched_indicator_code,
                    subset_number
            ) as integer) as mixture_number,
            *
        from all_mixtures
    ),

    numbers_of_states as (
        select count(distinct own_state) as states_count from subsets
    ),

    state_spreads as (
        select
            local_authority_code,
            count(*) as states_count,
            max(signed_numerator_count) - min(signed_numerator_count) as numerator_spread,
            max(denominator_count) - min(denominator_count) as denominator_spread
        from {{ ref('int_need__rank_change_ward_states') }}
        group by local_authority_code, ward_code, indicator_code
    ),

    alike_methods as (
        select
            local_authority_code,
            count(distinct is_new_method) as versions_count
        from {{ ref('int_need__rank_change_method_versions') }}
        group by {{ method_columns | join(', ') }}
    ),

    changed_councils as (
        select spreads.local_authority_code
        from state_spreads as spreads
        cross join numbers_of_states
        where
            spreads.states_count < numbers_of_states.states_count
            or spreads.numerator_spread > 0
            or spreads.denominator_spread > 0

        union distinct

        select local_authority_code from alike_methods
        where versions_count < 2
    ),

    mixtures as (
        select
            mixtures.*,
            coalesce(
                case
                    when changed_councils.local_authority_code is null
                        then min(
                            case
                                when
                                    mixtures.mixture_kind = 'council'
                                    and mixtures.subset_number = 0
                                    then mixtures.mixture_number
                            end
                        ) over (partition by mixtures.local_authority_code)
                end,
                mixtures.mixture_number
            ) as scored_number
        from numbered_mixtures as mixtures
        left join changed_councils
            on mixtures.local_authority_code = changed_councils.local_authority_code
    )
{%- endmacro %}
