-- 32 mixtures of old and new per ward, its whole council scored in each. A subset's
-- number is the sum of its causes' bits; the first three make eight states of figures.
with

subsets as (
    select
        whole_number as subset_number,
        whole_number % 8 as own_state,
        floor(whole_number / 8) % 2 = 1 as is_new_method,
        case when whole_number >= 16 then 7 else 0 end as others_state
    from {{ ref('int_policy__whole_numbers') }}
    where whole_number < 32
),

mixtures as (
    select
        cast(row_number() over (
            order by compared.ward_code, subsets.subset_number
        ) as integer) as mixture_number,
        compared.local_authority_code,
        compared.ward_code as compared_ward_code,
        subsets.*
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    cross join subsets
    where compared.rank_from is not null and compared.rank_to is not null
),

mixture_methods as (
    select
        mixtures.mixture_number,
        mixtures.local_authority_code,
        mixtures.compared_ward_code,
        mixtures.own_state,
        mixtures.others_state,
        methods.indicator_code as part_code,
        methods.domain_code,
        methods.indicator_weight,
        methods.weight_factor,
        methods.domain_weight,
        methods.domain_weight_factor,
        methods.normalisation,
        methods.aggregation,
        methods.exponential_constant,
        methods.shrinkage_continuity,
        methods.minimum_domain_weight_rate,
        methods.minimum_ranked_children_count
    from mixtures
    inner join {{ ref('int_need__rank_change_method_versions') }} as methods
        on
            mixtures.local_authority_code = methods.local_authority_code
            and mixtures.is_new_method = methods.is_new_method
),

mixture_counts as (
    select
        methods.mixture_number,
        methods.local_authority_code,
        methods.part_code,
        methods.domain_code,
        methods.shrinkage_continuity,
        methods.minimum_ranked_children_count,
        states.ward_code,
        states.signed_numerator_count,
        states.denominator_count,
        doubts.counted_children,
        doubts.shared_deviation,
        doubts.denominator_deviation,
        need_settings.minimum_between_rate
    from mixture_methods as methods
    inner join {{ ref('int_need__rank_change_ward_states') }} as states
        on
            methods.local_authority_code = states.local_authority_code
            and methods.part_code = states.indicator_code
            and states.state_number = case
                when methods.compared_ward_code = states.ward_code
                    then methods.own_state
                else methods.others_state
            end
    cross join {{ ref('int_policy__need_settings') }} as need_settings
    -- Old and new figures are doubted alike, as the new ones are.
    left join {{ ref('int_need__shrunk_rates') }} as doubts
        on
            states.ward_code = doubts.ward_code
            and states.indicator_code = doubts.indicator_code
),

{{ marked_small_wards('mixture_counts', ['mixture_number']) }},

{{ shrunk_rates('marked_counts', ['mixture_number', 'part_code']) }},

mixture_rates as (
    select
        mixture_number,
        local_authority_code,
        ward_code,
        part_code,
        shrunk_rate as rate
    from shrunk_rates
    where not has_too_few_children
),

{{ need_scores(
    'mixture_rates', 'mixture_methods', ['mixture_number'], ['mixture_number']
) }},

compared_ranks as (
    select
        wards.ward_code,
        mixtures.subset_number,
        wards.need_rank
    from scored_wards as wards
    inner join mixtures
        on
            wards.mixture_number = mixtures.mixture_number
            and wards.ward_code = mixtures.compared_ward_code
)

select * from compared_ranks
