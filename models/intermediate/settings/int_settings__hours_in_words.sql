-- One row per setting or service whose hours are known, with these in one line of text,
-- such as "Monday to Friday 7.30am to 6pm, all year; Saturday 9am to noon, all year".
with

clauses as (
    select
        opening.*,
        opening.days_text || ' ' || {{ spoken_time('opening.opens_at') }} || ' to '
        || {{ spoken_time('opening.closes_at') }} || ', '
        || lower(kinds_of_weeks.value_label) as clause_text,
        row_number() over (
            partition by
                opening.place_kind, opening.local_authority_code, opening.place_code
            order by
                opening.first_day_order, opening.weeks,
                opening.opens_at, opening.closes_at
        ) as clause_number,
        count(*) over (
            partition by
                opening.place_kind, opening.local_authority_code, opening.place_code
        ) as clauses_count
    from {{ ref('int_settings__opening_days') }} as opening
    inner join {{ ref('ref_contract_values') }} as kinds_of_weeks
        on
            opening.weeks = kinds_of_weeks.allowed_value
            and kinds_of_weeks.dataset_code = 'setting_hours'
            and kinds_of_weeks.column_name = 'weeks'
),

hours_in_words as (
    select
        place_kind,
        local_authority_code,
        place_code,
        {{ joined_text(
            "clause_text || case when clause_number < clauses_count then ';' else '' end",
            'clause_number'
        ) }} as hours_text
    from clauses
    group by place_kind, local_authority_code, place_code
)

select * from hours_in_words
