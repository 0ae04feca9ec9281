{#-
    What one row is of each seed and each table of intermediate, from config.meta: grain
    (its columns; none for a table of one row), grain_blanks (those of them that may be
    blank) and grain_where (the rows that it holds for). Ephemeral models are part of
    their reader; pytest checks those. dbt knows the graph only when it compiles.
-#}
{% macro grains() -%}
    {% set found = [] %}
    {% for node in (graph.nodes.values() if execute else []) | sort(attribute='name') %}
        {% set meta = node.config.meta or {} %}
        {% if 'grain' in meta and node.config.materialized != 'ephemeral' %}
            {% do found.append((
                node.name,
                meta['grain'],
                meta.get('grain_blanks', []),
                meta.get('grain_where', 'true')
            )) %}
        {% endif %}
    {% endfor %}
    {{ return(found) }}
{%- endmacro %}
