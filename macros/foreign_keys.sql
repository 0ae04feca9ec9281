{#-
    By which columns each mart joins to which dimension, from the YAML: a mart that has
    the columns of a dimension's primary key joins by them, since one name means one
    thing everywhere. A column of another name says config.meta.foreign_key, as in
    dim_period.period_code; false says that it only shares the name. The files say the
    same by early_years/exporting. dbt knows the graph when it compiles, not before.
-#}
{% macro foreign_keys() -%}
    {% set marts, dimensions, keys = [], [], [] %}
    {% for node in (graph.nodes.values() if execute else []) | sort(attribute='name') %}
        {% if node.resource_type == 'model' and node.path.startswith('marts') %}
            {% do marts.append(node) %}
        {% endif %}
        {% if node in marts and node.name.startswith('dim_') %}
            {% set rules = node.constraints | selectattr('type', 'eq', 'primary_key') %}
            {% do dimensions.append((node.name, (rules | first).columns)) %}
        {% endif %}
    {% endfor %}
    {% for mart in marts %}
        {% set said = {} %}
        {% for column in mart.columns.values() %}
            {% set foreign_key = column.config.meta.foreign_key %}
            {% if foreign_key is defined %}
                {% do said.update({column.name: foreign_key}) %}
            {% endif %}
            {% if foreign_key %}
                {% set dimension, target = foreign_key.split('.') %}
                {% do keys.append((mart.name, [column.name], dimension, [target])) %}
            {% endif %}
        {% endfor %}
        {% for dimension, names in dimensions if dimension != mart.name %}
            {% set missing = names | reject('in', mart.columns) | list %}
            {% set otherwise = names | select('in', said) | list %}
            {% if not missing and not otherwise %}
                {% do keys.append((mart.name, names, dimension, names)) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
    {{ return(keys) }}
{%- endmacro %}
