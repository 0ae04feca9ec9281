with

quotients as (
    select
        quotients.*,
        bands.band_code,
        bands.band_label
    from {{ ref('int_context__location_quotients') }} as quotients
    left join {{ ref('policy_bands') }} as bands
        on
            bands.subject_code = 'location_quotient'
            and quotients.location_quotient
            > coalesce(bands.value_from, quotients.location_quotient - 1)
            and quotients.location_quotient
            <= coalesce(bands.value_to, quotients.location_quotient)
),

context_facts as (
    {% for relation in [
        ref('int_context__judged_context'), ref('int_context__child_poverty')
    ] %}
    select
        local_authority_code,
        ward_code,
        topic_code,
        category_code,
        breakdown_topic,
        topic_label,
        category_label,
        period_code,
        counted_count,
        total_count,
        value_status,
        is_estimate,
        {{ not loop.first }} as is_modelled,
        is_synthetic
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

shares as (
    select
        *,
        case
            when total_count > 0 then cast(counted_count as double) / total_count
        end as context_share,
        cast(sum(counted_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ) as double)
        / nullif(sum(total_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ), 0) as council_share
    from context_facts
),

facts as (
    select
        shares.*,
        quotients.ward_code as quotient_ward_code,
        quotients.rest_counted_count,
        quotients.rest_total_count,
        quotients.rest_share,
        quotients.location_quotient,
        coalesce(quotients.quotient_status, 'not_applicable') as quotient_status,
        quotients.band_code,
        quotients.band_label,
        shares.is_synthetic
        or coalesce(quotients.is_any_synthetic, false) as is_any_synthetic
    from shares
    left join quotients
        on
            shares.ward_code = quotients.ward_code
            and shares.topic_code = quotients.topic_code
            and shares.category_code = quotients.category_code
            and shares.period_code = quotients.period_code
)

select
    facts.local_authority_code,
    wards.local_authority_name,
    facts.ward_code,
    wards.ward_name,
    facts.breakdown_topic,
    facts.topic_label as breakdown_topic_label,
    facts.category_code as breakdown_category,
    facts.category_label as breakdown_category_label,
    facts.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    cast(facts.counted_count as integer) as numerator_count,
    cast(facts.total_count as integer) as denominator_count,
    cast(round(facts.context_share, 6) as double) as value,
    facts.value_status,
    'rate' as value_unit,
    'own' as comparator_code,
    wards.local_authority_name as comparator_label,
    cast(round(facts.council_share, 6) as double) as comparator_value,
    cast(facts.rest_counted_count as integer) as rest_of_council_numerator_count,
    cast(facts.rest_total_count as integer) as rest_of_council_denominator_count,
    cast(round(facts.rest_share, 6) as double) as rest_of_council_value,
    cast(round(facts.location_quotient, 6) as double) as location_quotient,
    facts.quotient_status,
    facts.band_code as quotient_band_code,
    facts.band_label as quotient_band_label,
    facts.is_estimate,
    facts.is_any_synthetic as is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_context') }} as caution_codes,
    {{ caution_text('ward_context') }} as caution,
    nullif({{ caution_codes('location_quotients') }}, '') as quotient_caution_codes,
    nullif({{ caution_text('location_quotients') }}, '') as quotient_caution
from facts
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_geography__ward_names') }} as wards
    on facts.ward_code = wards.ward_code
left join {{ ref('ref_periods') }} as periods
    on facts.period_code = periods.period_code
