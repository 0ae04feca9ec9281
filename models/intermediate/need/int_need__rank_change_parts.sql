-- A cause's part of a ward's change of rank is what the cause adds, averaged over all
-- orders in which the causes can be switched (Shapley 1953). What today's code makes
-- of the old figures by the old policy, less the rank that was published, is a change
-- of method too. A ward that some subset leaves without a rank has no parts.
with

causes as (
    select
        cause_code,
        bit_value,
        cast(count(*) over () as integer) as all_causes_count
    from {{ ref('ref_rank_change_causes') }}
),

subset_ranks as (
    select
        ranks.ward_code,
        ranks.subset_number,
        ranks.need_rank,
        cast(sum(floor(ranks.subset_number / causes.bit_value) % 2) as integer)
            as causes_count,
        count(*) over (partition by ranks.ward_code) as ranked_subsets_count
    from {{ ref('int_need__rank_change_ranks') }} as ranks
    cross join causes
    group by ranks.ward_code, ranks.subset_number, ranks.need_rank
),

additions as (
    select
        without_it.ward_code,
        causes.cause_code,
        causes.all_causes_count,
        with_it.need_rank - without_it.need_rank as places,
        -- In so many of all orders just these causes come before this one.
        factorial(without_it.causes_count)
        * factorial(causes.all_causes_count - without_it.causes_count - 1)
            as orders_count
    from subset_ranks as without_it
    inner join causes
        on floor(without_it.subset_number / causes.bit_value) % 2 = 0
    inner join subset_ranks as with_it
        on
            without_it.ward_code = with_it.ward_code
            and without_it.subset_number + causes.bit_value = with_it.subset_number
    where without_it.ranked_subsets_count = power(2, causes.all_causes_count)
),

averages as (
    select
        ward_code,
        cause_code,
        cast(sum(orders_count * places) as double)
        / max(factorial(all_causes_count)) as average_places
    from additions
    group by ward_code, cause_code
),

changes_of_code as (
    select
        compared.ward_code,
        ranks.need_rank - compared.rank_from as places
    from {{ ref('int_need__rank_change_compared_wards') }} as compared
    inner join subset_ranks as ranks
        on
            compared.ward_code = ranks.ward_code
            and ranks.subset_number = 0
),

parts as (
    select
        averages.ward_code,
        averages.cause_code,
        case
            when averages.cause_code = 'changed_method'
                then averages.average_places + changes_of_code.places
            else averages.average_places
        end as rank_change_count
    from averages
    inner join changes_of_code
        on averages.ward_code = changes_of_code.ward_code
)

select * from parts
