-- One row per ward of a served council: of how many of its early years settings places,
-- hours and a judgement are known. They stand beside every figure of the ward.
with

ward_shares as (
    select
        wards.local_authority_code,
        wards.ward_code,
        cast(count(listed.setting_code) as integer) as settings_count,
        {% for column, condition in {
            'places_known_rate': 'listed.places_count is not null',
            'hours_known_rate': 'listed.has_hours',
            'quality_known_rate': 'listed.has_judgement',
        }.items() %}
        cast(count(case when {{ condition }} then 1 end) as double)
        / nullif(count(listed.setting_code), 0) as {{ column }},
        {% endfor %}
        -- That a ward has none is as made up as the settings of its council.
        coalesce(bool_or(bool_or(listed.is_synthetic)) over (
            partition by wards.local_authority_code
        ), false) as is_synthetic
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            wards.local_authority_code = councils.local_authority_code
            and councils.is_served
    left join {{ ref('int_provision__ward_settings') }} as listed
        on wards.ward_code = listed.ward_code
    group by wards.local_authority_code, wards.ward_code
)

select * from ward_shares
