{#-
    Whether a row of policy_perturbation is the one for a count and the key of its cell.
    noise: alias of the row.
-#}
{% macro is_noise_of(noise, count, key) -%}
    {{ count }} >= {{ noise }}.count_from
            and ({{ noise }}.count_to is null or {{ count }} <= {{ noise }}.count_to)
            and {{ key }} between {{ noise }}.key_from and {{ noise }}.key_to
{%- endmacro %}
