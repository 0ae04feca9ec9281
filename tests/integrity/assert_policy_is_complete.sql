-- What it checks: every setting and caution that the models read has its row in policy
-- with a value; every dataset has thresholds for the gate; every caution that is set
-- for an indicator exists.
-- Why it matters: without its row a rule would be switched off in silence: nothing
-- would be suppressed, or the word synthetic would be missing.
-- What to do: put the row back into the seed that its rows name.
with

needed_rows as (
    {% for subject, settings in setting_types().items() %}
    {% for code in settings %}
    select
        'policy_{{ subject }}_settings' as seed_name,
        '{{ code }}' as needed_code

    union all

    {% endfor %}
    {% endfor %}
    {% for code in known_cautions() %}
    select
        'policy_cautions' as seed_name,
        '{{ code }}' as needed_code

    union all

    {% endfor %}
    select
        'policy_cautions' as seed_name,
        caution_code as needed_code
    from {{ ref('policy_indicator_cautions') }}

    union all

    select
        'policy_gate_thresholds' as seed_name,
        dataset_code as needed_code
    from {{ ref('governance_datasets') }}
),

policy_rows as (
    {% for subject in setting_types() %}
    select
        'policy_{{ subject }}_settings' as seed_name,
        setting_code as policy_code
    from {{ ref('policy_' ~ subject ~ '_settings') }}
    where setting_value is not null

    union all

    {% endfor %}
    select
        'policy_cautions' as seed_name,
        caution_code as policy_code
    from {{ ref('policy_cautions') }}
    where caution_text is not null

    union all

    select
        'policy_gate_thresholds' as seed_name,
        dataset_code as policy_code
    from {{ ref('policy_gate_thresholds') }}
    where maximum_rejected_rate is not null and maximum_unusable_rate is not null
),

-- Under --empty there is no policy at all, and nothing to find missing.
seeds_with_rows as (
    select distinct seed_name from policy_rows
)

select distinct
    needed_rows.seed_name,
    needed_rows.needed_code
from needed_rows
inner join seeds_with_rows on needed_rows.seed_name = seeds_with_rows.seed_name
left join policy_rows
    on
        needed_rows.seed_name = policy_rows.seed_name
        and needed_rows.needed_code = policy_rows.policy_code
where policy_rows.policy_code is null
