{{ config(materialized='ephemeral') }}

-- One row per setting about which at least one age is known: the ages with funded
-- places and those that are not known, in words. An age without a row is one of the
-- latter.
with

settings_told as (
    select distinct
        local_authority_code,
        setting_code
    from {{ ref('int_settings__funded_ages') }}
),

ages as (
    select
        settings_told.local_authority_code,
        settings_told.setting_code,
        words.age_order,
        lower(words.funded_age_label) as age_words,
        coalesce(funded.offers_funded, 'unknown') as offers_funded
    from settings_told
    cross join {{ ref('policy_funded_ages') }} as words
    left join {{ ref('int_settings__funded_ages') }} as funded
        on
            settings_told.local_authority_code = funded.local_authority_code
            and settings_told.setting_code = funded.setting_code
            and words.funded_age = funded.funded_age
),

numbered_ages as (
    select
        *,
        row_number() over (
            partition by local_authority_code, setting_code, offers_funded
            order by age_order
        ) as age_number,
        count(*) over (
            partition by local_authority_code, setting_code, offers_funded
        ) as ages_count
    from ages
),

lists_of_ages as (
    select
        local_authority_code,
        setting_code,
        offers_funded,
        {{ joined_text(
            listed_word('age_words', 'age_number', 'ages_count'), 'age_number'
        ) }} as ages_text
    from numbered_ages
    group by local_authority_code, setting_code, offers_funded
),

funded_ages_in_words as (
    select
        local_authority_code,
        setting_code,
        max(ages_text) filter (where offers_funded = 'yes') as offered_ages_text,
        max(ages_text) filter (where offers_funded = 'unknown') as unknown_ages_text,
        bool_or(offers_funded != 'unknown') as is_known
    from lists_of_ages
    group by local_authority_code, setting_code
)

select * from funded_ages_in_words
