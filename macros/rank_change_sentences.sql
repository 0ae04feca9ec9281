{#-
    CTEs with what moved the rank of each ward and what became of its council's list, in
    the sentences of policy (sentences). moves: the name of the CTE
    of rank_change_moves.
-#}
{% macro rank_change_sentences(moves) -%}
    -- In the list by rank: who came in, who went out, and how many moved for certain.
    lists as (
        select
            local_authority_code,
            max(top_k) as top_k,
            count(rank_to) as ranks_count,
            {{ joined_text(
                "case when rank_to <= top_k and rank_from > top_k then ward_name || '.' end",
                'rank_to, ward_code'
            ) }} as entering_names,
            {{ joined_text(
                "case when rank_from <= top_k and rank_to > top_k then ward_name || '.' end",
                'rank_from, ward_code'
            ) }} as leaving_names,
            sum(case when move_case = 'moved' then 1 else 0 end) as moved_count,
            sum(case when move_case = 'moved' and is_more_than_chance then 1 else 0 end)
                as beyond_count
        from {{ moves }}
        group by local_authority_code
    ),

    list_texts as (
        select
            lists.local_authority_code,
            {{ filled_text('texts.template_text', {
                'first': number_in_words('lists.top_k'),
                'entering': "coalesce(lists.entering_names, '-.')",
                'leaving': "coalesce(lists.leaving_names, '-.')"
            }) }} || case when lists.ranks_count = 0 then '' else ' ' || {{
                filled_text('beyond_texts.template_text', {
                    'moved': 'cast(lists.moved_count as string)',
                    'beyond': 'cast(lists.beyond_count as string)'
                })
            }} end as list_text
        from lists
        inner join {{ ref('policy_sentences') }} as texts
            on
                texts.sentence_code = case
                    when lists.ranks_count = 0 then 'rank_change_list_not_available'
                    when coalesce(lists.entering_names, lists.leaving_names) is null
                        then 'rank_change_list_same'
                    else 'rank_change_list_changed'
                end
        inner join {{ ref('policy_sentences') }} as beyond_texts
            on beyond_texts.sentence_code = 'rank_change_list_beyond'
    ),

    sentences as (
        select
            moves.ward_code,
            moves.indicator_code,
            moves.indicator_label,
            moves.previous_rank_low,
            moves.previous_rank_high,
            moves.rank_low,
            moves.rank_high,
            moves.is_more_than_chance,
            list_texts.list_text,
            concat_ws(
                ' ',
                {{ filled_text('move_texts.template_text', {
                    'ward': 'moves.ward_name',
                    'from': ordinal_text('moves.rank_from'),
                    'to': ordinal_text('moves.rank_to'),
                    'places': filled_text('places_texts.template_text', {
                        'count': 'cast(moves.main_count as string)'
                    }),
                    'direction': 'direction_texts.template_text',
                    'cause': filled_text('cause_texts.template_text', {
                        'indicator': 'moves.indicator_label'
                    })
                }) }},
                case
                    when moves.move_case = 'moved' and moves.rest_change != 0
                        then {{ filled_text('rest_texts.template_text', {
                            'places': filled_text('rest_places_texts.template_text', {
                                'count': 'cast(abs(moves.rest_change) as string)'
                            }),
                            'direction': 'rest_direction_texts.template_text'
                        }) }}
                end,
                case
                    when moves.move_case = 'moved'
                        then {{ filled_text('chance_texts.template_text', {
                            'low': ordinal_text('moves.rank_low'),
                            'high': ordinal_text('moves.rank_high')
                        }) }}
                end
            ) as change_text
        from {{ moves }} as moves
        inner join list_texts
            on moves.local_authority_code = list_texts.local_authority_code
        inner join {{ ref('policy_sentences') }} as move_texts
            on move_texts.sentence_code = 'rank_change_' || moves.move_case
        inner join {{ ref('policy_sentences') }} as cause_texts
            on cause_texts.sentence_code = 'rank_change_' || moves.cause_case
        inner join {{ ref('policy_sentences') }} as chance_texts
            on chance_texts.sentence_code = 'rank_change_' || moves.chance_case
        inner join {{ ref('policy_sentences') }} as rest_texts
            on rest_texts.sentence_code = 'rank_change_rest'
        {%- for name, number in [
            ('places_texts', 'moves.main_count'),
            ('rest_places_texts', 'abs(moves.rest_change)')
        ] %}
        inner join {{ ref('policy_sentences') }} as {{ name }}
            on
                {{ name }}.sentence_code
                = case
                    when {{ number }} = 1 then 'rank_change_one_place'
                    else 'rank_change_places'
                end
        {%- endfor %}
        {%- for name, number in [
            ('direction_texts', 'moves.whole_change'),
            ('rest_direction_texts', 'moves.rest_change')
        ] %}
        inner join {{ ref('policy_sentences') }} as {{ name }}
            on
                {{ name }}.sentence_code
                = case
                    when {{ number }} < 0 then 'rank_change_up' else 'rank_change_down'
                end
        {%- endfor %}
    )
{%- endmacro %}
