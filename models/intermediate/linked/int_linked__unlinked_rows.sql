{{ config(materialized='ephemeral') }}

-- One row per landed row of a dataset that counts in no ward. What is published for the
-- whole country belongs to no single council: it is accounted for under 'all'.
{% set relations = [
    ('area_lookups', ref('stg_ons__area_lookups'), 'local_authority_code'),
    ('council_settings', ref('stg_council__council_settings'), 'local_authority_code'),
    ('decisions', ref('stg_council__decisions'), 'local_authority_code'),
    (
        'early_years_services',
        ref('stg_council__early_years_services'), 'local_authority_code'
    ),
    ('funded_places', ref('stg_council__funded_places'), 'local_authority_code'),
    ('postcodes', ref('stg_ons__postcodes'), "'all'"),
    ('published_asq3_results', ref('stg_ohid__published_asq3_results'), "'all'"),
    (
        'published_early_education_take_up',
        ref('stg_dfe__published_early_education_take_up'), "'all'"
    ),
    ('published_eyfsp_results', ref('stg_dfe__published_eyfsp_results'), "'all'"),
    ('setting_hours', ref('stg_council__setting_hours'), 'local_authority_code'),
    ('settings_register', ref('stg_ofsted__settings_register'), 'local_authority_code'),
    ('statistical_neighbours', ref('stg_dfe__statistical_neighbours'), "'all'"),
] %}

with

unlinked_rows as (
    {% for dataset, relation, council in relations %}
    {{ unlinked_record(dataset, relation, council) }}
    {{ 'union all' if not loop.last }}
    {% endfor %}
)

select * from unlinked_rows
