{#-
    Text without blanks around it, and without signs of control, of direction and of no
    width, which steer a screen and are seen by nobody; tabs, line ends and blanks that
    do not break are blanks, and two of them are one. What is blank is null.
    Nearly every text is plain already, and to look for that costs a fiftieth of putting
    each sign into its place.
-#}
{% macro trimmed_text(column) -%}
    {%- set blanks = '\t\r\n\u00a0\u2028\u2029' -%}
    {%- set steering = [
        '\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000b\u000c\u000e\u000f\u0010',
        '\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d',
        '\u001e\u001f\u007f\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089',
        '\u008a\u008b\u008c\u008d\u008e\u008f\u0090\u0091\u0092\u0093\u0094\u0095\u0096',
        '\u0097\u0098\u0099\u009a\u009b\u009c\u009d\u009e\u009f\u00ad\u061c\u180e\u200b',
        '\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063',
        '\u2064\u2065\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f\ufeff',
        '\ufff9\ufffa\ufffb',
    ] | join -%}
    case
        when {{ is_written_as(column, '[^ -~]|^ | $|  ') }}
            then nullif(trim(replace(replace(replace(
                translate(
                    {{ column }},
                    '{{ blanks ~ steering }}', '{{ ' ' * (blanks | length) }}'
                ),
                '  ', ' '), '  ', ' '), '  ', ' ')), '')
        else nullif({{ column }}, '')
    end
{%- endmacro %}
