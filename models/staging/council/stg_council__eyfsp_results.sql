with

{{ checked_rows('eyfsp_results') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        child_id,
        home_lsoa_2021_code,
        sex,
        term_of_birth,
        free_school_meals,
        first_language,
        sen_provision,
        ethnic_group,
        com_e01,
        com_e02,
        pse_e03,
        pse_e04,
        pse_e05,
        phy_e06,
        phy_e07,
        lit_e08,
        lit_e09,
        lit_e10,
        mat_e11,
        mat_e12,
        utw_e13,
        utw_e14,
        utw_e15,
        exp_e16,
        exp_e17,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
