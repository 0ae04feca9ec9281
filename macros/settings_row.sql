{#- One row: every setting of a subject's seed as a column of its own type. -#}
{% macro settings_row(subject) -%}
    select
        {%- for code, type in setting_types()[subject].items() %}
        cast(max(setting_value) filter (
            where setting_code = '{{ code }}'
        ) as {{ type }}) as {{ code }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('policy_' ~ subject ~ '_settings') }}
{%- endmacro %}
