{#- Finds every row of a qc model: each is something for its reader to look at. -#}
{% test empty_or_warn(model) %}
select *
from {{ model }}
{% endtest %}
