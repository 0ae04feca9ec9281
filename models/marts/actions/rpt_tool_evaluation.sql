-- Whether the tool itself is of use, by what it is there for. What somebody has to
-- measure stays blank until it is entered; the rest is counted from the logs.
{% set words = {
    'entered': 'uses.found_text',
    'decisions': 'cast(uses.decisions_count as string)',
    'acted_on': 'cast(uses.acted_on_count as string)',
    'actions': 'cast(uses.actions_count as string)',
    'in_time': 'cast(uses.in_time_count as string)',
    'judged': 'cast(uses.judged_count as string)',
    'told': 'cast(uses.better_count + uses.worse_count as string)',
    'better': 'cast(uses.better_count as string)',
    'worse': 'cast(uses.worse_count as string)'
} %}
with

councils as (
    select distinct
        local_authority_code,
        local_authority_name
    from {{ ref('int_geography__ward_names') }}
),

logged as (
    select
        local_authority_code,
        decision_code,
        count(distinct decision_reference) as decisions_count,
        count(
            distinct case
                when follow_up_status != 'no_action' then decision_reference
            end
        ) as acted_on_count,
        sum(case when area_type = 'action_wards' then 1 else 0 end) as actions_count,
        sum(
            case
                when area_type = 'action_wards' and entered_date < known_date then 1
                else 0
            end
        ) as in_time_count,
        {%- for name, condition in [
            ('judged', "follow_up_status = 'judged'"),
            ('better', "effect_code = 'better'"),
            ('worse', "effect_code = 'worse'")
        ] %}
        sum(
            case when area_type = 'action_wards' and {{ condition }} then 1 else 0 end
        ) as {{ name }}_count,
        {%- endfor %}
        min(entered_date) as first_date,
        max(entered_date) as last_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('fct_action_follow_up') }}
    where decision_code is not null
    group by local_authority_code, decision_code
),

uses as (
    select
        councils.local_authority_code,
        councils.local_authority_name,
        decisions.*,
        {%- for name in [
            'decisions', 'acted_on', 'actions', 'in_time', 'judged', 'better', 'worse'
        ] %}
        cast(coalesce(logged.{{ name }}_count, 0) as integer) as {{ name }}_count,
        {%- endfor %}
        logged.first_date,
        logged.last_date,
        coalesce(logged.is_synthetic, false) as is_synthetic,
        case
            when decisions.counted_as = 'entered' and decisions.found_text is null
                then 'not_entered'
            when decisions.counted_as = 'entered' then 'entered'
            when logged.decision_code is null then 'nothing_logged'
            else 'counted'
        end as evaluation_status
    from councils
    cross join {{ ref('governance_decisions') }} as decisions
    left join logged
        on
            councils.local_authority_code = logged.local_authority_code
            and decisions.decision_code = logged.decision_code
)

select
    uses.local_authority_code,
    uses.local_authority_name,
    uses.decision_code,
    uses.use_case_label,
    uses.decision_text,
    uses.counted_as,
    uses.measure_text,
    uses.baseline_text,
    uses.judged_by,
    uses.judged_on_date,
    uses.evaluation_status,
    {{ filled_text('sentences.template_text', words) }} as found_text,
    {{ date_in_words('uses.first_date') }} || ' to '
    || {{ date_in_words('uses.last_date') }} as data_periods_text,
    uses.decisions_count,
    uses.acted_on_count,
    uses.actions_count,
    uses.in_time_count,
    uses.judged_count,
    uses.better_count,
    uses.worse_count,
    uses.is_synthetic,
    claims.claim_level,
    {{ caution_codes('tool_evaluation') }} as caution_codes,
    {{ caution_text('tool_evaluation') }} as caution
from uses
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'evaluation'
cross join {{ ref('int_policy__caution_texts') }} as texts
inner join {{ ref('policy_sentences') }} as sentences
    on sentences.sentence_code = 'evaluation_' || case
        when uses.evaluation_status = 'counted' then uses.counted_as
        else uses.evaluation_status
    end
