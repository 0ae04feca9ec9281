{#- Time of day written HH:MM as one says it: 7.30am, noon, 6pm, midnight. -#}
{% macro spoken_time(time_of_day) -%}
    case {{ time_of_day }}
        when '00:00' then 'midnight'
        when '12:00' then 'noon'
        else
            cast(
                (cast(substr({{ time_of_day }}, 1, 2) as integer) + 11) % 12 + 1
                as string
            )
            || case
                when substr({{ time_of_day }}, 4, 2) = '00' then ''
                else '.' || substr({{ time_of_day }}, 4, 2)
            end
            || case when {{ time_of_day }} < '12:00' then 'am' else 'pm' end
    end
{%- endmacro %}
