{#-
    CTEs with what a headline says beside the wards of a list: how many of them services
    prioritise too (list_overlaps), and the parts of the score of which no ward has a
    figure, as a case of fct_headlines (unused_cases). Read councils, with ranks_count.
-#}
{% macro headline_parts() -%}
    list_overlaps as (
        select
            gaps.local_authority_code,
            max(gaps.service_overlap_count) as overlap_count
        from {{ ref('fct_priority_gaps') }} as gaps
        inner join {{ ref('policy_texts') }} as services
            on
                services.text_kind = 'service_name'
                and gaps.prioritising_service_code = services.text_code
        group by gaps.local_authority_code
    ),

    -- Parts of the score of which no ward has a figure: blocked, or not supplied.
    unused_indicators as (
        select
            local_authority_code,
            indicator_label,
            row_number() over (
                partition by local_authority_code order by indicator_label
            ) as indicator_number,
            count(*) over (partition by local_authority_code) as indicators_count
        from {{ ref('fct_ward_indicator_scores') }}
        group by local_authority_code, indicator_label
        having count(*) filter (where value_status = 'observed') = 0
    ),

    unused_cases as (
        select
            councils.local_authority_code,
            'list_without' as case_code,
            12 as headline_order,
            null as wards_count,
            {{ joined_text(
                listed_word('indicator_label', 'indicator_number', 'indicators_count'),
                'indicator_number'
            ) }} as listed_names
        from councils
        inner join unused_indicators
            on councils.local_authority_code = unused_indicators.local_authority_code
        where councils.ranks_count > 0
        group by councils.local_authority_code
    )
{%- endmacro %}
