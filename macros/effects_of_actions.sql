{#-
    CTEs that say what is left of the change in an action's wards once the change of
    wards like them and the fall that regression to the mean brings anyway are taken
    out: docs/method.md, Did it help.

    rates: one row per ward within the keys, with is_free (nothing done bears on it),
    before_rate, after_rate, after_children, shrunk_rate (what the rate before leads one
    to expect of the ward, with chance taken out of the spread between wards),
    posterior_variance of its log odds, like_rate (the mean shrunk rate of the wards most
    like it), and policy's shock_rate, the deviation of a year, which counts as
    prior_count wards, and slope_deviation. pairs: the free wards, matched_ward_code, that each ward of an action is set
    beside, matched_count of them. shares: the wards of an action, each with its
    share_rate, that make up an area_code.

    The rate after is fitted on the two rates before over the free wards: from slopes of
    1 and 0, which hold where years leave wards as they are, as far as the free wards say
    otherwise. What they are off by says how far a year moves a ward by itself. Adds, in effects, per area: own_
    and matched_ rates, free_wards_count, degrees_of_freedom, left_rate, left_deviation.
-#}
{% macro effects_of_actions(rates, pairs, shares, keys) -%}
    {%- set by = keys | join(', ') -%}
    free_sums as (
        select
            {{ by }},
            count(*) as free_wards_count,
            max(prior_count) as prior_count,
            max(shock_rate) as shock_rate,
            avg(shrunk_rate) as mean_shrunk_rate,
            avg(like_rate) as mean_like_rate,
            avg(after_rate) as mean_after_rate,
            count(*) * var_pop(shrunk_rate) as shrunk_squares,
            count(*) * var_pop(like_rate) as like_squares,
            count(*) * covar_pop(shrunk_rate, like_rate) as crossed,
            -- Of what a slope of 1 on the ward's own rate leaves over.
            count(*) * covar_pop(shrunk_rate, after_rate - shrunk_rate)
                as shrunk_products,
            count(*) * covar_pop(like_rate, after_rate - shrunk_rate) as like_products,
            (
                avg(
                    {{ variance_of_a_rate('shrunk_rate', 'after_children') }}
                    + posterior_variance * power(shrunk_rate * (1 - shrunk_rate), 2)
                ) + power(max(shock_rate), 2)
            ) / power(max(slope_deviation), 2) as penalty
        from {{ rates }}
        where is_free
        group by {{ by }}
    ),

    determinants as (
        select
            *,
            (shrunk_squares + penalty) * (like_squares + penalty) - power(crossed, 2)
                as determinant
        from free_sums
    ),

    fits as (
        select
            *,
            1 + (shrunk_products * (like_squares + penalty) - like_products * crossed)
            / determinant as shrunk_slope,
            (like_products * (shrunk_squares + penalty) - shrunk_products * crossed)
            / determinant as like_slope
        from determinants
    ),

    residuals as (
        select
            rates.*,
            rates.after_rate - fits.mean_after_rate
            - fits.shrunk_slope * (rates.shrunk_rate - fits.mean_shrunk_rate)
            - fits.like_slope * (rates.like_rate - fits.mean_like_rate) as residual_rate,
            {{ variance_of_a_rate('rates.shrunk_rate', 'rates.after_children') }}
            + rates.posterior_variance * power(
                fits.shrunk_slope * rates.shrunk_rate * (1 - rates.shrunk_rate), 2
            ) as chance_variance
        from {{ rates }} as rates
        inner join fits
            on {{ equal_keys('rates', 'fits', keys) }}
    ),

    free_residuals as (
        select
            {{ by }},
            sum(power(residual_rate, 2)) as squared_residuals,
            avg(chance_variance) as mean_chance_variance
        from residuals
        where is_free
        group by {{ by }}
    ),

    years as (
        select
            fits.*,
            free_residuals.mean_chance_variance,
            {{ yearly_shock_variance(
                'fits.shock_rate', 'fits.prior_count',
                'free_residuals.squared_residuals', '(fits.free_wards_count - 2)',
                'free_residuals.mean_chance_variance / 2'
            ) }} as year_variance
        from fits
        inner join free_residuals
            on {{ equal_keys('fits', 'free_residuals', keys) }}
    ),

    own_wards as (
        select
            shares.area_code,
            shares.share_rate,
            residuals.*
        from {{ shares }} as shares
        inner join residuals
            on {{ equal_keys('shares', 'residuals', keys + ['ward_code']) }}
    ),

    -- A ward that is like several of the action's counts once, with all its shares.
    matched_shares as (
        select
            {{ prefixed_columns('shares', keys) }},
            shares.area_code,
            pairs.matched_ward_code,
            sum(cast(shares.share_rate as double) / pairs.matched_count) as share_rate
        from {{ shares }} as shares
        inner join {{ pairs }} as pairs
            on {{ equal_keys('shares', 'pairs', keys + ['ward_code']) }}
        group by
            {{ prefixed_columns('shares', keys) }},
            shares.area_code, pairs.matched_ward_code
    ),

    matched_wards as (
        select
            shares.area_code,
            shares.share_rate,
            residuals.*
        from matched_shares as shares
        inner join residuals
            on
                {{ equal_keys('shares', 'residuals', keys) }}
                and shares.matched_ward_code = residuals.ward_code
    ),

    {% for side in ['own', 'matched'] -%}
    {{ side }}_sums as (
        select
            {{ by }},
            area_code,
            count(*) as wards_count,
            sum(share_rate * before_rate) as before_rate,
            sum(share_rate * after_rate) as after_rate,
            sum(share_rate * shrunk_rate) as shrunk_rate,
            sum(share_rate * like_rate) as like_rate,
            sum(share_rate * residual_rate) as residual_rate,
            sum(power(share_rate, 2) * chance_variance) as chance_variance,
            sum(power(share_rate, 2)) as squared_shares
        from {{ side }}_wards
        group by {{ by }}, area_code
    ),

    {% endfor -%}
    sides as (
        select
            {{ prefixed_columns('own_sums', keys) }},
            own_sums.area_code,
            own_sums.before_rate as own_before_rate,
            own_sums.after_rate as own_after_rate,
            matched_sums.wards_count as matched_wards_count,
            matched_sums.before_rate as matched_before_rate,
            matched_sums.after_rate as matched_after_rate,
            own_sums.residual_rate - matched_sums.residual_rate as left_rate,
            own_sums.shrunk_rate - matched_sums.shrunk_rate as shrunk_gap,
            own_sums.like_rate - matched_sums.like_rate as like_gap,
            own_sums.chance_variance + matched_sums.chance_variance as chance_variance,
            own_sums.squared_shares + matched_sums.squared_shares as squared_shares
        from own_sums
        inner join matched_sums
            on {{ equal_keys('own_sums', 'matched_sums', keys + ['area_code']) }}
    ),

    effects as (
        select
            sides.*,
            years.free_wards_count,
            years.prior_count + years.free_wards_count - 3 as degrees_of_freedom,
            sqrt(
                sides.chance_variance
                + years.year_variance * sides.squared_shares
                + (years.mean_chance_variance + years.year_variance) * (
                    power(sides.shrunk_gap, 2) * (years.like_squares + years.penalty)
                    - 2 * sides.shrunk_gap * sides.like_gap * years.crossed
                    + power(sides.like_gap, 2) * (years.shrunk_squares + years.penalty)
                ) / years.determinant
            ) as left_deviation
        from sides
        inner join years
            on {{ equal_keys('sides', 'years', keys) }}
    )
{%- endmacro %}
