{%- set ages = ['under_two', 'two', 'three', 'four'] %}
{%- set kinds = {
    'opens_before_eight': 'before_eight',
    'open_after_five': 'after_five',
    'open_in_holidays': 'holidays',
} %}
{#- sqlfluff misreads the indent of a select list that starts with a loop. #}
-- noqa: disable=LT02
with

figures as (
    select * from {{ ref('int_disclosure__public_settings') }}
),

funded_ages as (
    select
        local_authority_code,
        setting_code,
        {%- for age in ages %}
        max(offers_funded) filter (
            where funded_age = '{{ age }}'
        ) as funded_{{ age }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_settings__funded_ages') }}
    group by local_authority_code, setting_code
),

kinds_of_hours as (
    select
        local_authority_code,
        place_code,
        {%- for column, kind in kinds.items() %}
        bool_or(is_open_so) filter (
            where hours_kind_code = '{{ kind }}'
        ) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_settings__hours_kinds') }}
    where place_kind = 'setting'
    group by local_authority_code, place_code
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.setting_code,
    figures.setting_name,
    figures.setting_type_code,
    figures.setting_type_label,
    figures.postcode,
    figures.postcode_district,
    figures.ward_code,
    wards.ward_name,
    figures.latitude,
    figures.longitude,
    figures.places_count,
    case
        when figures.places_count is null then 'not_available' else 'observed'
    end as places_status,
    coalesce(hours.hours_text, words.hours_not_known_text) as hours_text,
    case
        when ages.offered_ages_text is not null then ages.offered_ages_text
        -- An age about which nothing was sent may be one that is offered.
        when ages.is_known and ages.unknown_ages_text is null
            then words.no_funded_ages_text
        else words.funded_ages_not_known_text
    end as funded_ages_text,
    case when ages.is_known then ages.unknown_ages_text end as funded_ages_unknown_text,
    {% for age in ages %}
    case funded_ages.funded_{{ age }}
        when 'yes' then words.yes_text
        when 'no' then words.no_text
        else words.funded_ages_not_known_text
    end as has_funded_{{ age }},
    {% endfor %}
    {% for column in kinds %}
    case
        when kinds_of_hours.{{ column }} then words.yes_text
        when not kinds_of_hours.{{ column }} then words.no_text
        else words.hours_not_known_text
    end as {{ column }},
    {% endfor %}
    figures.contact_phone,
    figures.website,
    -- Of a made-up number Ofsted has no reports.
    case
        when not figures.is_synthetic
            then replace(words.ofsted_report_address_text, '{urn}', figures.urn)
    end as ofsted_report_address,
    case
        when inspections.inspection_text is not null then inspections.inspection_text
        when figures.register_period_code is null then words.not_in_register_text
        else words.no_inspection_text
    end as inspection_text,
    inspections.inspection_date,
    inspections.regime_label as inspection_regime_label,
    inspections.childcare_register_text,
    inspections.childcare_register_inspection_date,
    figures.period_code,
    periods.period_label,
    figures.register_period_code,
    figures.list_period_code,
    case when hours.hours_text is not null then hours_lists.period_code end
        as hours_period_code,
    case when ages.setting_code is not null then funded_lists.period_code end
        as funded_period_code,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('public_settings') }} as caution_codes,
    {{ caution_text('public_settings') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
left join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
left join {{ ref('int_settings__hours_in_words') }} as hours
    on
        figures.local_authority_code = hours.local_authority_code
        and figures.setting_code = hours.place_code
        and hours.place_kind = 'setting'
left join funded_ages
    on
        figures.local_authority_code = funded_ages.local_authority_code
        and figures.setting_code = funded_ages.setting_code
left join kinds_of_hours
    on
        figures.local_authority_code = kinds_of_hours.local_authority_code
        and figures.setting_code = kinds_of_hours.place_code
left join {{ ref('int_settings__funded_ages_in_words') }} as ages
    on
        figures.local_authority_code = ages.local_authority_code
        and figures.setting_code = ages.setting_code
left join {{ ref('int_settings__inspections_in_words') }} as inspections
    on
        figures.local_authority_code = inspections.local_authority_code
        and figures.setting_code = inspections.setting_code
left join {{ ref('int_settings__latest_lists') }} as hours_lists
    on
        figures.local_authority_code = hours_lists.local_authority_code
        and hours_lists.dataset_code = 'setting_hours'
left join {{ ref('int_settings__latest_lists') }} as funded_lists
    on
        figures.local_authority_code = funded_lists.local_authority_code
        and funded_lists.dataset_code = 'funded_places'
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_disclosure__public_words') }} as words
cross join {{ ref('int_policy__caution_texts') }} as texts
