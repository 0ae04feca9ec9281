{#-
    The figures of a relation with what is said of them: value_text, of_text, limits_text,
    comparator_text, comparison_text, and figure_text, which is all of them. The relation
    has, beside its own columns, said_case (which sentence of the value and its counts),
    said_value, said_numerator_count, said_denominator_count, said_lower, said_upper,
    said_comparator_label, said_comparator_value, comparison_code and said_reason (what
    is said where there is no figure). What is above all who are eligible is not
    compared.
-#}
{% macro figures_in_words(relation) -%}
    worded_figures as (
        select
            figures.*,
            {{ filled_text('value_texts.template_text', {
                'percent': whole_percent('figures.said_value')
            }) }} as value_text,
            case
                when
                    figures.said_numerator_count + figures.said_denominator_count
                    is not null
                    then {{ filled_text('of_texts.template_text', {
                        'numerator': count_text('figures.said_numerator_count'),
                        'denominator': count_text('figures.said_denominator_count')
                    }) }}
            end as of_text,
            {{ filled_text('limits_texts.template_text', {
                'low': 'cast(' ~ of_hundred('figures.said_lower') ~ " as string) || '%'",
                'high': 'cast(' ~ of_hundred('figures.said_upper') ~ " as string) || '%'"
            }) }} as limits_text,
            case
                when figures.said_comparator_value is not null
                    then {{ filled_text('comparator_texts.template_text', {
                        'comparator': 'figures.said_comparator_label',
                        'percent': whole_percent('figures.said_comparator_value')
                    }) }}
            end as comparator_text,
            {{ filled_text('comparison_texts.template_text', {
                'comparator': 'figures.said_comparator_label'
            }) }} as comparison_text
        from {{ relation }} as figures
        left join {{ ref('policy_sentences') }} as value_texts
            on value_texts.sentence_code = 'figure_value_' || figures.said_case
        left join {{ ref('policy_sentences') }} as of_texts
            on of_texts.sentence_code = 'figure_of_' || figures.said_case
        left join {{ ref('policy_sentences') }} as limits_texts
            on
                limits_texts.sentence_code = case
                    when
                        {{ of_hundred('figures.said_lower') }}
                        < {{ of_hundred('figures.said_upper') }}
                        then 'figure_limits_apart'
                    when figures.said_lower is not null then 'figure_limits_close'
                end
        left join {{ ref('policy_sentences') }} as comparator_texts
            on comparator_texts.sentence_code = 'figure_comparator'
        left join {{ ref('policy_sentences') }} as comparison_texts
            on
                comparison_texts.sentence_code
                = 'figure_comparison_' || figures.comparison_code
                and figures.said_case
                not in ('above_denominator', 'above_rounded')
    ),

    said_figures as (
        select
            *,
            case
                when said_value is null then said_reason || '.'
                else
                    concat_ws(
                        ' ',
                        upper(substr(value_text, 1, 1)) || substr(value_text, 2)
                        || coalesce(': ' || of_text, '') || '.',
                        limits_text,
                        comparator_text || '.',
                        comparison_text || '.'
                    )
            end as figure_text
        from worded_figures
    )
{%- endmacro %}
