{#-
    Whether a rank (1 first, ties share the smallest) lies in a part of the ranks, from
    `lowest` to `highest` of `whole` parts: per cent where whole is 100, a third of three.
    Where the ranks do not divide evenly, the first parts hold one more, as OHID's
    quantiles do (PHEindicatormethods: floor((q + 1) - ceil((N + 1 - rank) / (N / q)))).
-#}
{% macro is_in_quantile(rank, ranks_count, lowest, highest, whole) -%}
    ({{ rank }} - 1) * {{ whole }} >= ({{ lowest }}) * {{ ranks_count }}
            and ({{ rank }} - 1) * {{ whole }} < ({{ highest }}) * {{ ranks_count }}
{%- endmacro %}
