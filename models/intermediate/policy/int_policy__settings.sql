-- One row: every setting of policy_settings as a column of its own type.
{#- sqlfluff misreads the indent of a select list that starts with a loop. #}
-- noqa: disable=LT02
with

settings as (
    select
        {%- for code, type in setting_types().items() %}
        cast(max(setting_value) filter (
            where setting_code = '{{ code }}'
        ) as {{ type }}) as {{ code }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('policy_settings') }}
)

select * from settings
