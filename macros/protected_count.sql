{#-
    A count as policy lets it leave: with the noise of its cell, rounded, or as it is. Reads
    protection_code and rounding_base_count of the alias counts. noise: alias of the row of
    policy_perturbation of its cell; nobody has none.
-#}
{% macro protected_count(count, noise) -%}
    case counts.protection_code
            when 'cell_key' then {{ count }} + coalesce({{ noise }}.noise_count, 0)
            when 'rounding'
                then {{ rounded_count(count, 'counts.rounding_base_count') }}
            else {{ count }}
        end
{%- endmacro %}
