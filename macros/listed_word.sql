{#-
    One word of a list with what follows it: a comma, " and" before the last, nothing
    after it. joined_text makes the list of them: "two, three and four". word_number
    counts from 1 to words_count.
-#}
{% macro listed_word(word, word_number, words_count) -%}
    {{ word }} || case
        when {{ word_number }} < {{ words_count }} - 1 then ','
        when {{ word_number }} = {{ words_count }} - 1 then ' and'
        else ''
    end
{%- endmacro %}
