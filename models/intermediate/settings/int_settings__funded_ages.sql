-- One row per setting of the council's latest list and age: whether funded places are
-- offered, how many and how many are free. Null is not known: a number beside an offer
-- that was not told is none, and where none is offered there is no place. A row for a
-- setting that the list does not hold is left out here and counted as sent.
with

funded_ages as (
    select
        settings_listed.local_authority_code,
        settings_listed.setting_code,
        funded.funded_age,
        funded.offers_funded,
        {% for column in ['funded_places_count', 'free_places_count'] %}
        case funded.offers_funded
            when 'yes' then funded.{{ column }} when 'no' then 0
        end as {{ column }},
        {% endfor %}
        funded.period_code,
        funded.is_synthetic
    from {{ ref('stg_council__funded_places') }} as funded
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            funded.local_authority_code = latest.local_authority_code
            and funded.period_code = latest.period_code
            and latest.dataset_code = 'funded_places'
    inner join {{ ref('int_settings__settings') }} as settings_listed
        on
            funded.local_authority_code = settings_listed.local_authority_code
            and funded.setting_id = settings_listed.council_setting_code
    where funded.reject_reason_code is null
)

select * from funded_ages
