{{ config(materialized='ephemeral') }}

-- One row per setting or service and hours that it has on some days of a kind of week,
-- with those days in words: "Monday to Wednesday and Friday".
with

days as (
    select
        hours.*,
        weekdays.weekday_order,
        weekdays.weekday_label,
        weekdays.weekday_order - row_number() over (
            partition by
                hours.place_kind, hours.local_authority_code, hours.place_code,
                hours.weeks, hours.opens_at, hours.closes_at
            order by weekdays.weekday_order
        ) as run_number
    from {{ ref('int_settings__hours') }} as hours
    inner join {{ ref('ref_weekdays') }} as weekdays
        on hours.weekday = weekdays.weekday
),

days_in_runs as (
    select
        *,
        min(weekday_order) over run_of_days as first_order,
        max(weekday_order) over run_of_days as last_order
    from days
    window run_of_days as (
        partition by
            place_kind, local_authority_code, place_code, weeks, opens_at, closes_at,
            run_number
    )
),

-- Three days or more in a row are told by the first and the last.
words as (
    select
        days_in_runs.*,
        case
            when days_in_runs.last_order - days_in_runs.first_order < 2
                then days_in_runs.weekday_label
            else days_in_runs.weekday_label || ' to ' || last_days.weekday_label
        end as word
    from days_in_runs
    inner join {{ ref('ref_weekdays') }} as last_days
        on days_in_runs.last_order = last_days.weekday_order
    where
        days_in_runs.last_order - days_in_runs.first_order < 2
        or days_in_runs.weekday_order = days_in_runs.first_order
),

numbered_words as (
    select
        *,
        row_number() over (
            partition by
                place_kind, local_authority_code, place_code, weeks, opens_at, closes_at
            order by weekday_order
        ) as word_number,
        count(*) over (
            partition by
                place_kind, local_authority_code, place_code, weeks, opens_at, closes_at
        ) as words_count
    from words
),

opening_days as (
    select
        place_kind,
        local_authority_code,
        place_code,
        weeks,
        opens_at,
        closes_at,
        min(weekday_order) as first_day_order,
        {{ joined_text(
            listed_word('word', 'word_number', 'words_count'), 'word_number'
        ) }} as days_text
    from numbered_words
    group by
        place_kind, local_authority_code, place_code, weeks, opens_at, closes_at
)

select * from opening_days
