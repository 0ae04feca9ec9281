{#-
    Text without blanks around it, and without signs of control, of direction and of no
    width, which steer a screen and are seen by nobody; tabs, line ends and blanks that
    do not break are blanks, and two of them are one. What is blank is null.
    Nearly every text is plain already, and to look for that costs a fiftieth of putting
    each sign into its place.
-#}
{% macro trimmed_text(column) -%}
    {%- set blanks = '\t\r\n\u00a0\u2028\u2029' -%}
    case
        when {{ is_written_as(column, '[^ -~]|^ | $|  ') }}
            then nullif(trim(replace(replace(replace(
                translate(
                    {{ column }},
                    '{{ blanks ~ steering_signs() }}', '{{ ' ' * (blanks | length) }}'
                ),
                '  ', ' '), '  ', ' '), '  ', ' ')), '')
        else nullif({{ column }}, '')
    end
{%- endmacro %}
