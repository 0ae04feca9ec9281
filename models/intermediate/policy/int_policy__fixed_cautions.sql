-- One row per indicator: the cautions that all of its figures carry, as one text.
with

fixed_cautions as (
    select
        indicator_cautions.indicator_code,
        {{ joined_text('cautions.caution_text', 'cautions.caution_code') }}
            as fixed_caution,
        {{ joined_text('cautions.caution_code', 'cautions.caution_code') }}
            as fixed_caution_codes
    from {{ ref('policy_indicator_cautions') }} as indicator_cautions
    inner join {{ ref('policy_cautions') }} as cautions
        on indicator_cautions.caution_code = cautions.caution_code
    group by indicator_cautions.indicator_code
)

select * from fixed_cautions
