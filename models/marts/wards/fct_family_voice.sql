-- What families said stays apart from what is measured: it is in no score, and nothing
-- of it leaves the council. A row without consent is in no file at all. Where a named
-- group is as few families as are hidden outside, it is not named.
with

settings as (
    select * from {{ ref('int_policy__disclosure_settings') }}
),

heard_rows as (
    select
        heard.*,
        sum(heard.families_count) over (
            partition by heard.ward_code, heard.period_code, heard.family_group
        ) as group_families_count
    from {{ ref('int_linked__family_voice') }} as heard
    inner join {{ ref('int_counted__arrivals_gate') }} as gate
        on
            heard.local_authority_code = gate.local_authority_code
            and heard.period_code = gate.period_code
            and gate.dataset_code = 'family_voice'
            and gate.is_passed
    where heard.residence_status = 'in_ward' and heard.consent != 'not_given'
),

named_rows as (
    select
        heard_rows.*,
        case
            when heard_rows.group_families_count > settings.suppress_up_to_count
                then heard_rows.family_group
            else 'all'
        end as named_group
    from heard_rows
    cross join settings
),

themes as (
    select
        ward_code,
        period_code,
        theme,
        named_group,
        source,
        consent,
        {{ known_sum('families_count') }} as families_count,
        coalesce(max(nullif(value_status, 'observed')), 'observed') as value_status
    from named_rows
    group by ward_code, period_code, theme, named_group, source, consent
),

labels as (
    select
        column_name,
        allowed_value,
        value_label
    from {{ ref('ref_contract_values') }}
    where dataset_code = 'family_voice'
),

-- Made-up rows make the silence of the other wards of their council up as well.
councils as (
    select
        local_authority_code,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_linked__family_voice') }}
    group by local_authority_code
),

voices as (
    select
        wards.local_authority_code,
        wards.local_authority_name,
        wards.ward_code,
        wards.ward_name,
        themes.period_code,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        coalesce(themes.theme, none_held.text_code) as theme_code,
        coalesce(theme_labels.value_label, none_held.wording) as theme_label,
        themes.named_group as family_group_code,
        group_labels.value_label as family_group_label,
        themes.source as source_code,
        source_labels.value_label as source_label,
        themes.consent as consent_code,
        consent_labels.value_label as consent_label,
        themes.families_count,
        coalesce(themes.value_status, 'not_available') as value_status,
        coalesce(councils.is_synthetic, false) as is_synthetic,
        row_number() over (
            partition by wards.ward_code
            order by
                periods.start_date desc, themes.families_count desc nulls last,
                themes.theme asc, themes.named_group asc, themes.source asc,
                themes.consent asc
        ) as voice_order
    from {{ ref('dim_ward') }} as wards
    inner join {{ ref('policy_texts') }} as none_held
        on none_held.text_kind = 'family_voice' and none_held.text_code = 'none_held'
    left join councils on wards.local_authority_code = councils.local_authority_code
    left join themes on wards.ward_code = themes.ward_code
    left join {{ ref('ref_periods') }} as periods
        on themes.period_code = periods.period_code
    left join labels as theme_labels
        on
            themes.theme = theme_labels.allowed_value
            and theme_labels.column_name = 'theme'
    left join labels as group_labels
        on
            themes.named_group = group_labels.allowed_value
            and group_labels.column_name = 'family_group'
    left join labels as source_labels
        on
            themes.source = source_labels.allowed_value
            and source_labels.column_name = 'source'
    left join labels as consent_labels
        on
            themes.consent = consent_labels.allowed_value
            and consent_labels.column_name = 'consent'
)

select
    voices.local_authority_code,
    voices.local_authority_name,
    voices.ward_code,
    voices.ward_name,
    cast(voices.voice_order as integer) as voice_order,
    voices.period_code,
    voices.period_label,
    voices.period_start_date,
    voices.period_end_date,
    voices.theme_code,
    voices.theme_label,
    voices.family_group_code,
    voices.family_group_label,
    voices.source_code,
    voices.source_label,
    voices.consent_code,
    voices.consent_label,
    cast(voices.families_count as integer) as families_count,
    voices.value_status,
    voices.is_synthetic,
    claims.claim_level,
    {{ caution_codes('family_voice') }} as caution_codes,
    {{ caution_text('family_voice') }} as caution
from voices
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'family_voice'
cross join {{ ref('int_policy__caution_texts') }} as texts
