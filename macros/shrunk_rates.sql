{#-
    CTEs that draw the rates of wards toward their council's by how little their children
    can tell: empirical logit, Scottish indices of deprivation 2003, appendix 1. With one
    ward there is no spread, and the council's rate is its own.

    counts: one row per ward within the keys, with signed_numerator_count (a gap may be
    below zero), denominator_count, shrinkage_continuity. Children of wards are floored at
    zero, their council's sum takes them as they are. Adds observed_rate, ward_trust,
    shrunk_logit, posterior_variance and shrunk_rate, in shrunk_rates.
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
                as council_logit
        from counts_as_doubles
    ),

    spreads as (
        select
            *,
            sum(power(ward_logit - council_logit, 2)) over (partition by {{ keys | join(', ') }})
            / greatest(wards - 1, 1) as between_variance
        from logits
    ),

    trusts as (
        select
            *,
            between_variance / (between_variance + sampling_variance) as ward_trust
        from spreads
    ),

    shrunk_logits as (
        select
            *,
            ward_trust * ward_logit + (1 - ward_trust) * council_logit as shrunk_logit,
            -- The same as 1 / (1 / sampling variance + 1 / variance between wards).
            ward_trust * sampling_variance as posterior_variance
        from trusts
    ),

    shrunk_rates as (
        select
            *,
            events / children as observed_rate,
            round({{ share_of_log_odds('shrunk_logit') }}, 9) as shrunk_rate
        from shrunk_logits
    )
{%- endmacro %}
