with

progress as (
    select
        progress.*,
        councils.local_authority_name,
        targets.area_name as holder_name,
        measures.measure_label,
        topics.topic_label,
        topics.category_label,
        periods.period_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        target_periods.period_label as target_period_label,
        child_periods.period_label as children_period_label,
        claims.claim_level,
        case
            when progress.children_count is not null
                then {{ additional_children(
                    'progress.children_count', 'progress.gap_rate'
                ) }}
        end as gap_count,
        progress.gap_rate / nullif(greatest(progress.years_left, 0), 0) as path_rate,
        'target_' || case
            when
                progress.progress_status in ('forecast', 'too_few_years')
                and round(progress.gap_rate, 3) <= 0
                then progress.progress_status || '_at'
            when
                progress.progress_status = 'forecast'
                and progress.children_count is null
                then 'forecast_uncounted'
            else progress.progress_status
        end as sentence_code,
        {{ caution_codes('target_progress') }} as caution_codes,
        {{ caution_text('target_progress') }} as caution
    from {{ ref('int_targets__progress') }} as progress
    inner join {{ ref('ref_local_authorities') }} as councils
        on progress.local_authority_code = councils.local_authority_code
    inner join {{ ref('policy_targets') }} as targets
        on progress.target_code = targets.target_code
    inner join {{ ref('int_benchmarks__measure_labels') }} as measures
        on progress.measure_code = measures.measure_code
    inner join {{ ref('ref_breakdowns') }} as topics
        on
            progress.breakdown_topic = topics.breakdown_topic
            and progress.breakdown_category = topics.breakdown_category
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'target'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('ref_periods') }} as periods
        on progress.period_code = periods.period_code
    left join {{ ref('ref_periods') }} as target_periods
        on progress.target_period_code = target_periods.period_code
    left join {{ ref('ref_periods') }} as child_periods
        on progress.children_period_code = child_periods.period_code
)

select
    progress.local_authority_code,
    progress.local_authority_name,
    progress.target_code,
    progress.target_kind,
    progress.held_against,
    progress.area_code,
    progress.area_name,
    progress.measure_code,
    progress.measure_label,
    progress.breakdown_topic,
    progress.breakdown_category,
    progress.topic_label as breakdown_topic_label,
    progress.category_label as breakdown_category_label,
    progress.target_period_code,
    progress.target_period_label,
    cast(progress.target_rate as double) as target_value,
    progress.set_date,
    progress.source_text,
    progress.source_address,
    progress.edition_group,
    progress.period_code,
    progress.period_label,
    progress.period_start_date,
    progress.period_end_date,
    cast(round(progress.rate, 6) as double) as value,
    'rate' as value_unit,
    cast(progress.children_count as integer) as children_count,
    progress.children_period_code,
    progress.children_period_label,
    cast(round(progress.share_of_children_rate, 6) as double)
        as share_of_children_value,
    cast(round(progress.gap_rate, 6) as double) as gap_value,
    cast(progress.gap_count as integer) as gap_count,
    progress.years_left as years_left_count,
    cast(round(progress.path_rate, 6) as double) as path_value,
    progress.changes_count,
    cast(round(progress.mean_change_rate, 6) as double) as mean_change_value,
    cast(round(progress.expected_rate, 6) as double) as expected_value,
    cast(round(progress.expected_deviation, 6) as double) as expected_deviation,
    cast(round(progress.chance_rate, 3) as double) as chance_value,
    progress.progress_status,
    progress.break_reason,
    {{ filled_text('sentences.template_text', {
        'area': 'progress.area_name',
        'holder': 'progress.holder_name',
        'measure': 'progress.measure_label',
        'group': 'progress.category_label',
        'period': 'progress.period_label',
        'rate': "replace(" ~ as_percent('progress.rate') ~ ", ' ', '')",
        'target': "replace(" ~ as_percent('progress.target_rate') ~ ", ' ', '')",
        'target_period': 'progress.target_period_label',
        'gap': 'cast(cast(100 * abs(progress.gap_rate) as decimal(9, 1)) as string)',
        'children': count_text('cast(progress.gap_count as integer)'),
        'children_period': 'progress.children_period_label',
        'changes': 'cast(progress.changes_count as string)',
        'mean': 'cast(cast(100 * progress.mean_change_rate as decimal(9, 1)) as string)',
        'chance': whole_percent('progress.chance_rate'),
        'break': 'progress.break_reason'
    }) }} as progress_text,
    coalesce(progress.is_synthetic, false) as is_synthetic,
    progress.claim_level,
    progress.caution_codes,
    progress.caution
from progress
left join {{ ref('policy_sentences') }} as sentences
    on progress.sentence_code = sentences.sentence_code
