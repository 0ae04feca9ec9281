{#-
    CTEs with what moved the rank of each compared ward most, and whether that is more
    than chance (moves). A cause that moved the ward through the other wards is named by
    what changed for all of them.
-#}
{% macro rank_change_moves() -%}
    compared as (
        select
            wards.*,
            ranks.rank_low,
            ranks.rank_high,
            numbers.top_k,
            wards.rank_to - wards.rank_from as whole_change,
            -- Neither rank lies within the range that chance leaves the other.
            wards.rank_from not between ranks.rank_low and ranks.rank_high
            and wards.rank_to
            not between wards.previous_rank_low and wards.previous_rank_high
                as is_more_than_chance
        from {{ ref('int_need__rank_change_compared_wards') }} as wards
        cross join {{ ref('int_policy__ranking_settings') }} as numbers
        left join {{ ref('int_need__ward_ranks') }} as ranks
            on wards.ward_code = ranks.ward_code and ranks.is_reported
    ),

    -- What the ward's own figures did, and what those of the others did by each cause.
    candidates as (
        select
            ward_code,
            'own_' || cause_code as case_code,
            'own_indicator' as mixture_kind,
            rank_change_count as places
        from {{ ref('int_need__rank_change_parts') }}
        where cause_code != 'other_wards'

        union all

        select
            ward_code,
            'all_' || cause_code as case_code,
            'council_indicator' as mixture_kind,
            council_rank_change_count - rank_change_count as places
        from {{ ref('int_need__rank_change_parts') }}
        where cause_code not in ('other_wards', 'changed_method')
    ),

    -- The cause that moved it most in the direction in which it went.
    main_causes as (
        select
            candidates.ward_code,
            candidates.case_code,
            candidates.mixture_kind,
            candidates.places
        from candidates
        inner join compared on candidates.ward_code = compared.ward_code
        where compared.whole_change * candidates.places > 0
        qualify row_number() over (
            partition by candidates.ward_code
            order by abs(round(candidates.places, 6)) desc, candidates.case_code desc
        ) = 1
    ),

    -- The indicator that by itself moves the ward most: its own figures, or all wards'.
    main_indicators as (
        select
            ranks.ward_code,
            ranks.mixture_kind,
            ranks.indicator_code,
            indicators.indicator_label
        from {{ ref('int_need__rank_change_ranks') }} as ranks
        inner join {{ ref('int_need__rank_change_ranks') }} as old_ranks
            on
                ranks.ward_code = old_ranks.ward_code
                and old_ranks.mixture_kind = 'own'
                and old_ranks.subset_number = 0
        inner join compared on ranks.ward_code = compared.ward_code
        inner join {{ ref('policy_indicators') }} as indicators
            on ranks.indicator_code = indicators.indicator_code
        where ranks.mixture_kind in ('own_indicator', 'council_indicator')
        qualify row_number() over (
            partition by ranks.ward_code, ranks.mixture_kind
            order by
                (ranks.need_rank - old_ranks.need_rank) * sign(compared.whole_change) desc,
                ranks.indicator_code asc
        ) = 1
    ),

    moves as (
        select
            compared.local_authority_code,
            compared.ward_code,
            compared.rank_from,
            compared.rank_to,
            compared.previous_rank_low,
            compared.previous_rank_high,
            compared.rank_low,
            compared.rank_high,
            compared.top_k,
            compared.whole_change,
            compared.is_more_than_chance,
            ward_names.ward_name,
            coalesce(main_causes.case_code, 'unknown_cause') as cause_case,
            case
                when main_causes.case_code != 'own_changed_method'
                    then main_indicators.indicator_code
            end as indicator_code,
            main_indicators.indicator_label,
            cast(round(abs(coalesce(main_causes.places, compared.whole_change))) as integer)
                as main_count,
            cast(round(
                compared.whole_change - coalesce(main_causes.places, compared.whole_change)
            ) as integer) as rest_change,
            case
                when compared.whole_change is null then 'not_ranked'
                when compared.whole_change = 0 then 'kept'
                else 'moved'
            end as move_case,
            case
                when compared.is_more_than_chance is null then 'chance_not_known'
                when compared.is_more_than_chance then 'beyond_chance'
                else 'within_chance'
            end as chance_case
        from compared
        inner join {{ ref('int_geography__ward_names') }} as ward_names
            on compared.ward_code = ward_names.ward_code
        left join main_causes on compared.ward_code = main_causes.ward_code
        left join main_indicators
            on
                main_causes.ward_code = main_indicators.ward_code
                and main_causes.mixture_kind = main_indicators.mixture_kind
    )
{%- endmacro %}
