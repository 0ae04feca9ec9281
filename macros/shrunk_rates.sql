{#-
    CTEs that draw the rates of wards toward their council's by how little their children
    can tell: empirical logit, Scottish indices of deprivation 2003, appendix 1. With one
    ward there is no spread, and the council's rate is its own.

    The error of a denominator is part of a ward's own doubt and none of the wards' true
    spread: its variance on the scale of log odds is added to the sampling variance, and
    its mean over the wards is taken out of the variance between them, of which at least
    minimum_between_rate stays. It is judged at the geometric mean of the ward's and the
    council's share of children not counted, so that a ward is not trusted more because
    its denominator is too high.

    counts: one row per ward within the keys, with signed_numerator_count (a gap may be
    below zero), denominator_count, shrinkage_continuity, minimum_between_rate,
    counted_children, shared_deviation and denominator_deviation. Children of wards are
    floored at zero, their council's sum takes them as they are. Adds observed_rate,
    council_rate, ward_trust, shrunk_logit, posterior_variance, shared_variance_rate (how
    much of the posterior variance the ages of a ward share), shrunk_rate, and
    strictly_shrunk_rate (chance is taken out of the variance between wards as well), in
    shrunk_rates.
-#}
{% macro shrunk_rates(counts, keys) -%}
    counts_as_doubles as (
        select
            *,
            cast({{ floored_count('signed_numerator_count') }} as double) as events,
            cast(denominator_count as double) as children,
            shrinkage_continuity as half,
            greatest(cast(sum(signed_numerator_count) over council as double), 0)
                as council_events,
            cast(sum(denominator_count) over council as double) as council_children,
            cast(count(*) over council as double) as wards
        from {{ counts }}
        window council as (partition by {{ keys | join(', ') }})
    ),

    logits as (
        select
            *,
            {{ empirical_logit('events', 'children', 'half') }} as ward_logit,
            (children + 1) * (children + 2)
            / (children * (events + 1) * (children - events + 1)) as sampling_variance,
            {{ empirical_logit('council_events', 'council_children', 'half') }}
                as council_logit,
            case when counted_children = 'remainder' then events else children - events end
                as others,
            case
                when counted_children = 'remainder' then council_events
                else council_children - council_events
            end as council_others
        from counts_as_doubles
    ),

    -- Squared slope of the log odds with the logarithm of the denominator.
    slopes as (
        select
            *,
            (children + 2 * half) * (council_children + 2 * half)
            / ((others + half) * (council_others + half)) as squared_slope
        from logits
    ),

    errors as (
        select
            *,
            squared_slope * power(coalesce(denominator_deviation, 0), 2)
                as denominator_variance,
            squared_slope * power(coalesce(shared_deviation, 0), 2) as shared_variance
        from slopes
    ),

    spreads as (
        select
            *,
            sampling_variance + denominator_variance as own_variance,
            sum(power(ward_logit - council_logit, 2)) over council
            / greatest(wards - 1, 1) as observed_variance,
            sum(denominator_variance) over council / wards as mean_denominator_variance,
            sum(sampling_variance) over council / wards as mean_sampling_variance
        from errors
        -- In an order, so that no last digit depends on other councils' rows.
        window council as (
            partition by {{ keys | join(', ') }}
            order by ward_code
            rows between unbounded preceding and unbounded following
        )
    ),

    between_spreads as (
        select
            *,
            greatest(
                observed_variance - mean_denominator_variance,
                minimum_between_rate * observed_variance
            ) as between_variance,
            greatest(
                observed_variance - mean_denominator_variance - mean_sampling_variance,
                minimum_between_rate * observed_variance
            ) as strict_between_variance
        from spreads
    ),

    trusts as (
        select
            *,
            between_variance / (between_variance + own_variance) as ward_trust,
            strict_between_variance / (strict_between_variance + own_variance)
                as strict_ward_trust
        from between_spreads
    ),

    shrunk_logits as (
        select
            *,
            ward_trust * ward_logit + (1 - ward_trust) * council_logit as shrunk_logit,
            strict_ward_trust * ward_logit + (1 - strict_ward_trust) * council_logit
                as strictly_shrunk_logit,
            -- The same as 1 / (1 / own variance + 1 / variance between wards).
            ward_trust * own_variance as posterior_variance,
            ward_trust * shared_variance / own_variance as shared_variance_rate
        from trusts
    ),

    shrunk_rates as (
        select
            *,
            events / children as observed_rate,
            council_events / council_children as council_rate,
            round({{ share_of_log_odds('shrunk_logit') }}, 9) as shrunk_rate,
            round({{ share_of_log_odds('strictly_shrunk_logit') }}, 9)
                as strictly_shrunk_rate
        from shrunk_logits
    )
{%- endmacro %}
