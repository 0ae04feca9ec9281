{#- Fails where the model has no row at all. -#}
{% test has_rows(model) %}
with

row_counts as (
    select count(*) as row_count from {{ model }}
)

select row_count
from row_counts
where row_count = 0
{% endtest %}
