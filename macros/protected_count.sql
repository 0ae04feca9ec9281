{#-
    A count as policy lets it leave: with the noise of its cell, rounded, or as it is. Reads
    protection_code and rounding_base_count of the alias counts. noise: alias of the row of
    policy_perturbation of its cell. None stays none; a count that no row is for is hidden.
-#}
{% macro protected_count(count, noise) -%}
    case counts.protection_code
            when 'cell_key'
                then
                    case
                        when {{ count }} = 0 then {{ count }}
                        else {{ count }} + {{ noise }}.noise_count
                    end
            when 'rounding'
                then {{ rounded_count(count, 'counts.rounding_base_count') }}
            else {{ count }}
        end
{%- endmacro %}
