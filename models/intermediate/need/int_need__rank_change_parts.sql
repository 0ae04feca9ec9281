-- A cause's part of a ward's change of rank is what the cause adds, averaged over all
-- orders in which the causes can be switched (Shapley 1953). Once for the ward's own
-- figures beside those of the others, and once for all wards at once, where a cause of
-- the council's is told from the moves of others. What today's code makes of the old
-- figures by the old policy, less the rank that was published, is a change of method
-- too. A ward that some subset leaves without a rank has no parts.
with

causes as (
    select
        'own' as mixture_kind,
        cause_code,
        bit_value
    from {{ ref('ref_rank_change_causes') }}

    union all

    select
        'council' as mixture_kind,
        cause_code,
        bit_value
    from {{ ref('ref_rank_change_causes') }}
    where cause_code != 'other_wards'
),

counted_causes as (
    select
        *,
        cast(count(*) over (partition by mixture_kind) as integer) as all_causes_count
    from causes
),

subset_ranks as (
    select
        ranks.mixture_kind,
        ranks.ward_code,
        ranks.subset_number,
        ranks.need_rank,
        cast(sum(floor(ranks.subset_number / causes.bit_value) % 2) as integer)
            as causes_count,
        count(*) over (partition by ranks.mixture_kind, ranks.ward_code)
            as ranked_subsets_count
    from {{ ref('int_need__rank_change_ranks') }} as ranks
    inner join causes on ranks.mixture_kind = causes.mixture_kind
    group by
        ranks.mixture_kind, ranks.ward_code, ranks.subset_number, ranks.need_rank
),

additions as (
    select
        without_it.mixture_kind,
        without_it.ward_code,
        causes.cause_code,
        causes.all_causes_count,
        with_it.need_rank - without_it.need_rank as places,
        -- In so many of all orders just these causes come before this one.
        factorial(without_it.causes_count)
        * factorial(causes.all_causes_count - without_it.causes_count - 1)
            as orders_count
    from subset_ranks as without_it
    inner join counted_causes as causes
        on
            without_it.mixture_kind = causes.mixture_kind
            and floor(without_it.subset_number / causes.bit_value) % 2 = 0
    inner join subset_ranks as with_it
        on
            without_it.mixture_kind = with_it.mixture_kind
            and without_it.ward_code = with_it.ward_code
            and without_it.subset_number + causes.bit_value = with_it.subset_number
    where without_it.ranked_subsets_count = power(2, causes.all_causes_count)
),

averages as (
    select
        mixture_kind,
        ward_code,
        cause_code,
        cast(sum(orders_count * places) as double)
        / max(factorial(all_causes_count)) as average_places
    from additions
    group by mixture_kind, ward_code, cause_code
),

changes_of_code as (
    select
        ranks.mixture_kind,
        compared.ward_code,
        ranks.need_rank - compared.rank_from as places
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    inner join subset_ranks as ranks
        on
            compared.ward_code = ranks.ward_code
            and ranks.subset_number = 0
),

whole_averages as (
    select
        averages.mixture_kind,
        averages.ward_code,
        averages.cause_code,
        averages.average_places + case
            when averages.cause_code = 'changed_method' then changes_of_code.places
            else 0
        end as places
    from averages
    inner join changes_of_code
        on
            averages.mixture_kind = changes_of_code.mixture_kind
            and averages.ward_code = changes_of_code.ward_code
),

parts as (
    select
        own.ward_code,
        own.cause_code,
        own.places as rank_change_count,
        council.places as council_rank_change_count
    from whole_averages as own
    left join whole_averages as council
        on
            own.ward_code = council.ward_code
            and own.cause_code = council.cause_code
            and council.mixture_kind = 'council'
    where own.mixture_kind = 'own'
)

select * from parts
