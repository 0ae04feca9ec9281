-- One row a compared ward, subset, ward of its council and indicator: the council as it
-- would be with the causes of the subset switched to new, drawn toward its own rate as
-- in int_need__shrunk_rates. The compared ward is in its own state, others in theirs.
with

mixed_counts as (
    select
        compared.local_authority_code,
        compared.ward_code as compared_ward_code,
        subsets.subset_number,
        subsets.is_new_method,
        states.ward_code,
        states.indicator_code,
        cast({{ floored_count('states.signed_numerator_count') }} as double) as events,
        cast(states.signed_numerator_count as double) as signed_events,
        cast(states.denominator_count as double) as children,
        methods.shrinkage_continuity as half
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    cross join {{ ref('int_need__rank_change_subsets') }} as subsets
    inner join {{ ref('int_need__rank_change_ward_states') }} as states
        on
            compared.local_authority_code = states.local_authority_code
            and states.state_number = case
                when compared.ward_code = states.ward_code then subsets.own_state
                else subsets.others_state
            end
    inner join {{ ref('int_need__rank_change_method_versions') }} as methods
        on
            subsets.is_new_method = methods.is_new_method
            and states.indicator_code = methods.indicator_code
    where compared.rank_from is not null and compared.rank_to is not null
),

city_counts as (
    select
        *,
        greatest(sum(signed_events) over city, 0) as city_events,
        sum(children) over city as city_children,
        count(*) over city as wards
    from mixed_counts
    window city as (partition by compared_ward_code, subset_number, indicator_code)
),

logits as (
    select
        *,
        {{ empirical_logit('events', 'children', 'half') }} as ward_logit,
        (children + 1) * (children + 2)
        / (children * (events + 1) * (children - events + 1)) as sampling_variance,
        {{ empirical_logit('city_events', 'city_children', 'half') }} as city_logit
    from city_counts
),

spreads as (
    select
        *,
        sum(power(ward_logit - city_logit, 2)) over (
            partition by compared_ward_code, subset_number, indicator_code
        ) / greatest(wards - 1, 1) as between_variance
    from logits
),

trusts as (
    select
        *,
        between_variance / (between_variance + sampling_variance) as ward_trust
    from spreads
),

shrunk_rates as (
    select
        compared_ward_code,
        subset_number,
        is_new_method,
        ward_code,
        indicator_code,
        round(
            {{ share_of_log_odds(
                'ward_trust * ward_logit + (1 - ward_trust) * city_logit'
            ) }},
            9
        ) as shrunk_rate
    from trusts
)

select * from shrunk_rates
