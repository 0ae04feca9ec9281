-- What it checks: each count from 1 and each key of a cell (0 to 255) has one row of
-- noise; no noise is above the bound of policy, moves counts up or down on the whole,
-- varies less than policy asks for, or leaves a count of 1 or 2; and no limit of
-- disclosure is so low that it asks for nothing.
-- Why it matters: a count without noise leaves as it is, noise of one sign or hardly
-- any gives counts away, and a limit of 0 switches a protection off without a word.
-- What to do: make the table again (python -m development perturbation), or correct the
-- setting that its rows name.
with

noises as (
    select * from {{ ref('policy_perturbation') }}
),

settings as (
    select
        setting_code,
        cast(setting_value as double) as setting_value
    from {{ ref('policy_disclosure_settings') }}
),

asked as (
    select
        max(setting_value) filter (
            where setting_code = 'perturbation_bound_count'
        ) as most_noise_count,
        max(setting_value) filter (
            where setting_code = 'perturbation_variance'
        ) as least_variance,
        max(setting_value) filter (
            where setting_code = 'protected_minimum_count'
        ) as minimum_count,
        max(setting_value) filter (
            where setting_code = 'public_minimum_denominator_count'
        ) as minimum_denominator_count,
        max(setting_value) filter (
            where setting_code = 'intruder_minimum_width_count'
        ) as minimum_width_count
    from settings
),

counts as (
    select distinct
        count_from,
        count_to
    from noises
),

neighbouring_counts as (
    select
        *,
        lag(count_to) over (order by count_from, count_to) as previous_count_to,
        lead(count_from) over (order by count_from, count_to) as next_count_from
    from counts
),

neighbouring_keys as (
    select
        *,
        lag(key_to) over (
            partition by count_from, count_to order by key_from
        ) as previous_key_to,
        lead(key_from) over (
            partition by count_from, count_to order by key_from
        ) as next_key_from
    from noises
),

spreads as (
    select
        count_from,
        sum((key_to - key_from + 1) * noise_count) as total_noise,
        sum((key_to - key_from + 1) * noise_count * noise_count) / 256.0 as variance
    from noises
    group by
        count_from,
        count_to
),

problems as (
    select 'policy_perturbation has no row' as problem
    where not exists (select count_from from noises)

    union all

    select
        'policy_perturbation, counts without a row or with two, at '
        || cast(count_from as string) as problem
    from neighbouring_counts
    where
        count_from != coalesce(previous_count_to + 1, 1)
        or count_to < count_from
        or (next_count_from is null) != (count_to is null)

    union all

    select
        'policy_perturbation, keys without a row or with two, count '
        || cast(count_from as string) || ', key ' || cast(key_from as string) as problem
    from neighbouring_keys
    where
        key_from != coalesce(previous_key_to + 1, 0)
        or key_to < key_from
        or (next_key_from is null and key_to != 255)

    union all

    select
        'policy_perturbation, noise above its bound or a count of 1 or 2 left, count '
        || cast(noises.count_from as string) || ', noise '
        || cast(noises.noise_count as string) as problem
    from noises
    cross join asked
    where
        abs(noises.noise_count) > asked.most_noise_count
        or (
            noises.count_from + noises.noise_count < 3
            and not coalesce(
                noises.count_from = noises.count_to
                and noises.count_from + noises.noise_count = 0,
                false
            )
        )

    union all

    select
        'policy_perturbation, noise of one sign or too little of it, count '
        || cast(spreads.count_from as string) as problem
    from spreads
    cross join asked
    where
        spreads.total_noise != 0
        or spreads.variance < asked.least_variance

    union all

    select 'policy_disclosure_settings, not above 0: ' || setting_code as problem
    from settings
    where not coalesce(setting_value > 0, false)

    union all

    select
        'policy_disclosure_settings, a limit below the noise, or above the one that it '
        || 'has to be below' as problem
    from asked
    where
        minimum_count <= most_noise_count
        or minimum_denominator_count < minimum_count
        or minimum_width_count < 2
)

select problem from problems
