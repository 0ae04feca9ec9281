{#-
    The CTEs that link rows a supplier sent by ward: `linked_rows` has one row per staged
    row with ward_code resolved by code, or by name where the code is blank, the
    residence_status, and whether the name is not the reference's name of the code. A
    second row for the same ward and key is rejected, however it was written. A ward that
    no longer exists (former_ward_code) is put into the one that took it over since
    recut_date; where several did, its row counts in none of them. With adds_up the rows
    of all that went into one ward (whole_ward_code) stay, to be added up; where one of
    them was not sent, or was divided, the others count in no ward.
    key: the columns besides the ward that name a row; measures: the columns it carries;
    sent_by: those of the key within which each part has a row, if it was sent.
-#}
{% macro ward_linked_rows(staged, key, measures, adds_up=true, sent_by=none) -%}
{%- set sent_by = sent_by or key -%}
staged_rows as (
    select * from {{ staged }}
),

former_wards as (
    select
        changes.former_area_code,
        max(changes.from_date) as recut_date,
        max({{ ward_name_key('changes.former_area_name') }}) as ward_name_key,
        max(wards.local_authority_code) as local_authority_code,
        case when count(*) = 1 then max(changes.area_code) end as ward_code,
        -- Another code for the same boundaries is no part of them.
        count(case when changes.change_kind != 'recoded' then 1 end) > 0 as is_part
    from {{ ref('ref_area_changes') }} as changes
    left join {{ ref('int_geography__ward_names') }} as wards
        on changes.area_code = wards.ward_code
    where changes.area_kind = 'ward'
    group by changes.former_area_code
),

-- Of how many wards one of today was made, those included that were divided.
ward_parts as (
    select
        area_code as ward_code,
        count(distinct former_area_code) as parts_count
    from {{ ref('ref_area_changes') }}
    where area_kind = 'ward' and change_kind != 'recoded'
    group by area_code
),

-- A name that two former wards of a council had says nothing.
former_names as (
    select
        local_authority_code,
        ward_name_key,
        max(former_area_code) as former_area_code,
        max(recut_date) as recut_date
    from former_wards
    group by local_authority_code, ward_name_key
    having count(*) = 1
),

named_rows as (
    select
        staged_rows.*,
        named_wards.ward_code as named_ward_code,
        coalesce(
            staged_rows.ward_code,
            case
                -- Before its first day a ward of today had no name.
                when
                    named_wards.ward_code is null
                    or periods.start_date < former_names.recut_date
                    then former_names.former_area_code
            end
        ) as sent_ward_code
    from staged_rows
    left join {{ ref('ref_periods') }} as periods
        on staged_rows.period_code = periods.period_code
    left join {{ ref('int_geography__ward_names') }} as named_wards
        on
            staged_rows.local_authority_code = named_wards.local_authority_code
            and {{ ward_name_key('staged_rows.ward_name') }} = named_wards.ward_name_key
    left join former_names
        on
            staged_rows.local_authority_code = former_names.local_authority_code
            and {{ ward_name_key('staged_rows.ward_name') }}
            = former_names.ward_name_key
),

resolved_rows as (
    select
        named_rows.*,
        former_wards.former_area_code as former_ward_code,
        former_wards.recut_date,
        former_wards.local_authority_code as whole_council_code,
        coalesce(former_wards.is_part, false) as is_part,
        case
            when former_wards.former_area_code is not null then former_wards.ward_code
            else coalesce(named_rows.sent_ward_code, named_rows.named_ward_code)
        end as whole_ward_code,
        coalesce(
            coded_wards.ward_name_key != {{ ward_name_key('named_rows.ward_name') }},
            false
        ) as is_ward_renamed
    from named_rows
    left join {{ ref('int_geography__ward_names') }} as coded_wards
        on named_rows.ward_code = coded_wards.ward_code
    left join former_wards
        on named_rows.sent_ward_code = former_wards.former_area_code
),

numbered_rows as (
    select
        resolved_rows.*,
        row_number() over (
            partition by
                local_authority_code, whole_ward_code, {{ key | join(', ') }},
                {%- if adds_up %}
                coalesce(former_ward_code, ''),
                {%- endif %}
                case when reject_reason_code is null then 1 end
            order by coalesce(former_ward_code, ''), ward_code, ward_name
        ) as ward_row_number,
        row_number() over (
            partition by
                local_authority_code, whole_ward_code, {{ sent_by | join(', ') }},
                coalesce(former_ward_code, ''),
                case when reject_reason_code is null then 1 end
            order by ward_code, ward_name
        ) as part_row_number,
        count(case when former_ward_code is null then 1 end) over (
            partition by
                local_authority_code, whole_ward_code, {{ key | join(', ') }},
                case when reject_reason_code is null then 1 end
        ) as today_rows_count
    from resolved_rows
),

-- Beside a row of the ward itself, one of what went into it would count twice.
judged_rows as (
    select
        numbered_rows.*,
        numbered_rows.reject_reason_code is null
        and numbered_rows.whole_ward_code is not null
        and (
            numbered_rows.ward_row_number > 1
            or (
                numbered_rows.former_ward_code is not null
                and numbered_rows.today_rows_count > 0
            )
        ) as is_ward_repeated,
        ward_parts.parts_count,
        count(
            case
                when numbered_rows.is_part and numbered_rows.part_row_number = 1 then 1
            end
        ) over (
            partition by
                numbered_rows.local_authority_code, numbered_rows.whole_ward_code,
                {%- for column in sent_by %}
                numbered_rows.{{ column }},
                {%- endfor %}
                case when numbered_rows.reject_reason_code is null then 1 end
        ) as sent_parts_count
    from numbered_rows
    left join ward_parts on numbered_rows.whole_ward_code = ward_parts.ward_code
),

linkable_rows as (
    select
        local_authority_code,
        {{ key | join(',\n        ') }},
        coalesce(ward_code, ward_name) as supplied_ward,
        whole_ward_code,
        {%- if adds_up %}
        -- A part is not the whole.
        case
            when
                not is_part
                or is_ward_repeated
                or reject_reason_code is not null
                or whole_council_code != local_authority_code
                or sent_parts_count = parts_count
                then whole_ward_code
        end as resolved_ward_code,
        {%- else %}
        whole_ward_code as resolved_ward_code,
        {%- endif %}
        former_ward_code,
        recut_date,
        is_ward_renamed,
        ward_name,
        {{ measures | join(',\n        ') }},
        is_synthetic,
        row_key,
        case
            when is_ward_repeated then 'ward_repeated' else reject_reason_code
        end as reject_reason_code,
        case
            when is_ward_repeated then 'ward_code' else reject_column_name
        end as reject_column_name,
        case
            when is_ward_repeated then coalesce(ward_code, ward_name) else reject_value
        end as reject_value,
        case
            when is_ward_repeated then 1 else reject_problem_count
        end as reject_problem_count
    from judged_rows
),

linked_rows as (
    select
        linkable_rows.*,
        areas.ward_code,
        case
            when
                linkable_rows.reject_reason_code is null
                and linkable_rows.former_ward_code is not null
                and linkable_rows.resolved_ward_code is null
                then 'not_by_ward'
            else {{ residence_status('linkable_rows', 'areas') }}
        end as residence_status
    from linkable_rows
    left join {{ ref('int_geography__areas') }} as areas
        on
            linkable_rows.resolved_ward_code = areas.area_code
            and areas.area_kind = 'ward'
)
{%- endmacro %}
