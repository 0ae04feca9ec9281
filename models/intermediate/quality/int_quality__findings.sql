-- One row per thing that is wrong with a landed row, a ward's figure or a landed
-- period, whatever follows from it: the row is rejected, it counts in no ward, it is
-- kept and flagged, or policy leaves it out of what is said now.
{% set relations = {
    ref('int_linked__unknown_words'): 'found_value',
    ref('int_quality__parts_above_totals'): 'found_value',
    ref('int_quality__rejected_rows'): 'rejected_value',
    ref('int_quality__renamed_wards'): 'found_value',
    ref('int_quality__unknown_settings'): 'found_value',
    ref('int_quality__unplaced_settings'): 'found_value',
    ref('int_quality__unshown_counts'): 'found_value',
} %}

with

findings as (
    {% for relation, value in relations.items() %}
    select
        dataset_code,
        local_authority_code,
        period_code,
        row_key,
        column_name,
        {{ value }} as found_value,
        reason_code
    from {{ relation }}

    union all

    {% endfor %}
    select
        dataset_code,
        local_authority_code,
        period_code,
        row_key,
        area_column_name as column_name,
        area_value as found_value,
        case
            when area_value is null then 'address_blank' else 'area_unknown'
        end as reason_code
    from {{ ref('int_linked__rows') }}
    where residence_status = 'address_unusable'

    union all

    select
        dataset_code,
        local_authority_code,
        period_code,
        former_council_code as row_key,
        'local_authority_code' as column_name,
        concat_ws(
            ' / ',
            former_council_code,
            local_authority_code,
            cast(recut_date as string)
        ) as found_value,
        'council_recut' as reason_code
    from {{ ref('stg_landing__filled_cells') }}
    where former_council_code is not null

    union all

    select
        dataset_code,
        local_authority_code,
        period_code,
        concat_ws(' / ', local_authority_code, period_code) as row_key,
        period_column as column_name,
        period_code as found_value,
        'ward_return_not_used' as reason_code
    from {{ ref('int_linked__ward_returns') }}
    where not is_used

    union all

    select
        dataset_code,
        local_authority_code,
        period_code,
        concat_ws(' / ', local_authority_code, period_code) as row_key,
        indicator_code as column_name,
        period_code as found_value,
        reason_code
    from {{ ref('int_quality__unshown_periods') }}

    union all

    select
        sources.dataset_code,
        figures.local_authority_code,
        figures.period_code,
        figures.ward_code as row_key,
        figures.indicator_code as column_name,
        concat_ws(' of ', figures.counted_count, figures.counted_of_count)
            as found_value,
        'numerator_above_denominator' as reason_code
    from {{ ref('int_indicators__counts_above_denominator') }} as figures
    inner join {{ ref('int_counted__sources_used') }} as sources
        on
            figures.local_authority_code = sources.local_authority_code
            and figures.indicator_code = sources.indicator_code
            and figures.period_code = sources.period_code
            and sources.measures in ('numerator', 'both')
            and sources.is_total
),

findings_with_reason as (
    select
        findings.*,
        reasons.consequence,
        reasons.reason_text
    from findings
    left join {{ ref('ref_reject_reasons') }} as reasons
        on findings.reason_code = reasons.reason_code
)

select * from findings_with_reason
