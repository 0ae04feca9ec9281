{#-
    How a supplier's label finds its row of ref_periods. A dataset of any period takes
    every kind whose label says which it is: of a bare year nobody knows.
    period_type: SQL text. Of a kind that is named, DuckDB joins by equal values alone.
-#}
{% macro is_period_of(periods, label, period_type) -%}
    {%- if period_type.startswith("'") and period_type != "'any'" -%}
    {{ label }} = {{ periods }}.supplier_label
            and {{ periods }}.period_type = {{ period_type }}
    {%- else -%}
    {{ label }} = {{ periods }}.supplier_label
            and (
                {{ periods }}.period_type = {{ period_type }}
                or (
                    {{ period_type }} = 'any'
                    and not {{ is_written_as(label, '^[0-9]+$') }}
                )
            )
    {%- endif -%}
{%- endmacro %}
