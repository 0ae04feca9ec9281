-- What it checks: no public row stands for a setting that Ofsted redacts or a council
-- may not name, nor for a home that Ofsted does not publish by name. Judged from the
-- lists as sent, rows that can't be read included, by each number that it goes by.
-- Why it matters: childminders live where they work.
-- What to do: mend int_settings__withheld_settings or int_settings__known_settings;
-- never the export.
with

shown_settings as (
    select
        'export_public__settings' as export_name,
        local_authority_code,
        setting_code
    from {{ ref('export_public__settings') }}

    union

    select
        'export_public__place_distances' as export_name,
        local_authority_code,
        place_code as setting_code
    from {{ ref('export_public__place_distances') }}
    where place_kind = 'setting'
),

register_rows as (
    select register.*
    from {{ ref('stg_ofsted__settings_register') }} as register
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            register.local_authority_code = latest.local_authority_code
            and register.period_code = latest.period_code
            and latest.dataset_code = 'settings_register'
),

list_rows as (
    select listed.*
    from {{ ref('stg_council__council_settings') }} as listed
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            listed.local_authority_code = latest.local_authority_code
            and listed.period_code = latest.period_code
            and latest.dataset_code = 'council_settings'
),

shown_numbers as (
    select
        *,
        upper(setting_code) as urn
    from shown_settings

    union

    select
        shown_settings.*,
        upper(list_rows.urn) as urn
    from shown_settings
    inner join list_rows
        on
            shown_settings.local_authority_code = list_rows.local_authority_code
            and shown_settings.setting_code = list_rows.setting_id
),

facts as (
    select
        shown_numbers.export_name,
        shown_numbers.local_authority_code,
        shown_numbers.setting_code,
        register_rows.is_redacted or register_rows.setting_name = 'REDACTED'
            as is_withheld,
        register_rows.provider_type != 'Childcare on non-domestic premises' as is_home,
        not register_rows.is_redacted and register_rows.setting_name is not null
            as is_published
    from shown_numbers
    inner join register_rows on shown_numbers.urn = upper(register_rows.setting_id)

    union all

    select
        shown_numbers.export_name,
        shown_numbers.local_authority_code,
        shown_numbers.setting_code,
        not coalesce(list_rows.may_be_named, false) as is_withheld,
        list_rows.setting_type = 'childminder' as is_home,
        false as is_published
    from shown_numbers
    inner join list_rows
        on
            shown_numbers.urn = upper(list_rows.urn)
            or (
                shown_numbers.setting_code = list_rows.setting_id
                and shown_numbers.local_authority_code = list_rows.local_authority_code
            )
)

select
    export_name,
    local_authority_code,
    setting_code
from facts
group by export_name, local_authority_code, setting_code
having bool_or(is_withheld) or (bool_or(is_home) and not bool_or(is_published))
