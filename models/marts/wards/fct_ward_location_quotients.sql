with

quotients_with_band as (
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
)

select
    quotients.local_authority_code,
    quotients.ward_code,
    quotients.topic_code,
    quotients.category_code,
    quotients.topic_label,
    quotients.category_label,
    quotients.period_code,
    quotients.counted_count,
    quotients.total_count,
    quotients.rest_counted_count,
    quotients.rest_total_count,
    cast(round(quotients.ward_share, 6) as decimal(9, 6)) as ward_rate,
    cast(round(quotients.rest_share, 6) as decimal(9, 6)) as rest_of_council_rate,
    cast(round(quotients.location_quotient, 6) as decimal(15, 6)) as location_quotient,
    quotients.quotient_status,
    quotients.band_code,
    quotients.band_label,
    quotients.is_estimate,
    quotients.is_any_synthetic as is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when quotients.is_any_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        case when quotients.counted_count is null then texts.not_usable_text end,
        texts.residents_not_children_text,
        texts.relative_share_text,
        case when quotients.is_estimate then texts.estimated_from_larger_areas_text end
    ) as caution
from quotients_with_band as quotients
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
cross join {{ ref('int_policy__caution_texts') }} as texts
