{#-
    Fails on each group whose parts do not add up to its total, and on each group whose
    total is missing: a test of parts against a total must not pass for want of one.
    group_columns: what names a group; part: column added up; total: column or number that
    it must equal; tolerance: largest difference allowed, in the unit of the part.
-#}
{% test sums_to(model, group_columns, part, total, tolerance=0) %}
select
    {{ group_columns | join(',\n    ') }},
    sum({{ part }}) as parts_sum,
    max({{ total }}) as total_value
from {{ model }}
group by {{ group_columns | join(', ') }}
having
    max({{ total }}) is null
    or sum({{ part }}) is null
    or abs(sum({{ part }}) - max({{ total }})) > {{ tolerance }}
{% endtest %}
