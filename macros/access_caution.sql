{#-
    What to be careful of where a row tells of access to places. rows: alias of the
    mart's own figures; councils, ages and texts: aliases of int_access__councils,
    policy_provision_ages and int_policy__caution_texts.
-#}
{% macro access_caution(rows) -%}
    concat_ws(
        ' ',
        case when {{ rows }}.is_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        case when {{ rows }}.access_value is null then texts.not_usable_text end,
        texts.places_not_vacancies_text,
        texts.straight_line_text,
        case
            when {{ rows }}.missing_neighbours_count > 0
                then texts.neighbours_missing_text
        end,
        case
            when {{ rows }}.settings_not_told_count > 0
                or {{ rows }}.settings_with_places_count
                < {{ rows }}.settings_reachable_count
                then texts.places_partly_known_text
        end,
        case
            when councils.unplaced_settings_count > 0 then texts.settings_not_placed_text
        end,
        case
            when councils.has_settings and not councils.has_school_nurseries
                then texts.school_nurseries_absent_text
        end,
        case
            when {{ rows }}.is_estimate then texts.estimated_from_larger_areas_text
        end,
        case when ages.has_children_at_school then texts.children_at_school_text end
    )
{%- endmacro %}
