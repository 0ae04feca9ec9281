{#-
    Fails on each combination of columns that stands in the model and not in the parent;
    blanks are left out. The parent's columns have the same names.
-#}
{% test has_parent(model, columns, parent) %}
select distinct
    {{ columns | join(',\n    ') }}
from {{ model }}
where
    {% for column in columns %}
    {{ column }} is not null and
    {% endfor %}
    ({{ columns | join(', ') }}) not in (select {{ columns | join(', ') }} from {{ parent }})
{% endtest %}
