-- One row: every caution of policy_cautions as a column, for sentences to be put
-- together from (concat_ws leaves out those that do not apply).
{#- sqlfluff misreads the indent of a select list that starts with a loop. #}
-- noqa: disable=LT02
with

texts as (
    select
        {%- for code in known_cautions() %}
        max(caution_text) filter (
            where caution_code = '{{ code }}'
        ) as {{ code }}_text{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('policy_cautions') }}
)

select * from texts
