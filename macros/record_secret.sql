{#-
    The council's secret as a text of SQL; blank where the environment hands none down.
    Whoever does not hold it can neither work out a record's key nor try figures against a
    digest until one fits.
-#}
{% macro record_secret() -%}
    '{{ env_var("EARLY_YEARS_RECORD_KEY", "") }}'
{%- endmacro %}
