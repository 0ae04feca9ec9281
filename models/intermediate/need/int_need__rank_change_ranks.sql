-- The ranks of compared wards in each mixture of old and new. Where nothing changed for
-- a council its mixtures are all alike, and one is scored for all: of many councils few
-- have sent something since the publication before.
with

{{ rank_change_mixtures() }},

mixture_methods as (
    select
        mixtures.mixture_number,
        mixtures.local_authority_code,
        mixtures.compared_ward_code,
        mixtures.switched_indicator_code,
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
    where mixtures.mixture_number = mixtures.scored_number
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
                when methods.switched_indicator_code != methods.part_code then 0
                when
                    coalesce(methods.compared_ward_code, states.ward_code)
                    = states.ward_code
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
        mixtures.mixture_kind,
        wards.ward_code,
        mixtures.switched_indicator_code as indicator_code,
        mixtures.subset_number,
        wards.need_rank
    from scored_wards as wards
    inner join mixtures
        on
            wards.mixture_number = mixtures.scored_number
            and wards.ward_code
            = coalesce(mixtures.compared_ward_code, wards.ward_code)
    inner join compared_wards on wards.ward_code = compared_wards.ward_code
)

select * from compared_ranks
