-- What it checks: no partner or public row stands for 1 to 7 children (policy), in the
-- count, in what is left over, or in the denominator.
-- Why it matters: a handful of children in a ward can be recognised.
-- What to do: mend int_disclosure__ward_totals; never the export.
with

shown_pairs as (
    select
        ward_code,
        indicator_code,
        period_code
    from {{ ref('fct_public_ward_indicators') }}
    where
        rounded_numerator_count is not null
        or rounded_denominator_count is not null
        or value is not null

    union all

    select
        ward_code,
        indicator_code,
        period_code
    from {{ ref('fct_partner_ward_indicators') }}
    where
        numerator_count is not null
        or denominator_count is not null
        or value is not null
)

select
    shown_pairs.ward_code,
    shown_pairs.indicator_code,
    shown_pairs.period_code,
    figures.numerator_count,
    figures.denominator_count
from shown_pairs
inner join {{ ref('fct_area_indicators') }} as figures
    on
        shown_pairs.ward_code = figures.ward_code
        and shown_pairs.indicator_code = figures.indicator_code
        and shown_pairs.period_code = figures.period_code
        and figures.breakdown_topic = 'total'
inner join {{ ref('policy_disclosure_settings') }} as limits
    on limits.setting_code = 'suppress_up_to_count'
where
    figures.numerator_count between 1 and limits.setting_value
    or figures.denominator_count between 1 and limits.setting_value
    or figures.denominator_count - figures.numerator_count
    between 1 and limits.setting_value
