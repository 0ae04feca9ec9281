{#- A small whole number as a word, from one to twelve; a larger one in digits. -#}
{% macro number_in_words(number) -%}
    case
        when {{ number }} between 1 and 12
            then
                split_part(
                    'one two three four five six seven eight nine ten eleven twelve',
                    ' ',
                    cast({{ number }} as integer)
                )
        else cast({{ number }} as string)
    end
{%- endmacro %}
