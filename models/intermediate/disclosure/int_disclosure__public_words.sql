-- One row: what the files for parents say where there is nothing else to say.
{%- set codes = [
    'funded_ages_not_known', 'hours_not_known', 'no', 'no_funded_ages',
    'no_inspection', 'not_in_register', 'ofsted_report_address', 'yes'
] %}
{#- sqlfluff misreads the indent of a select list that starts with a loop. #}
-- noqa: disable=LT02
with

words as (
    select
        {%- for code in codes %}
        max(wording) filter (
            where text_code = '{{ code }}'
        ) as {{ code }}_text{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('policy_texts') }}
    where text_kind = 'public_word'
)

select * from words
