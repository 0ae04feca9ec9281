-- One row: the periods that the old and the new method score, each as one text.
with

labelled_periods as (
    select
        methods.is_new_method,
        methods.indicator_code,
        indicators.indicator_label || ': ' || methods.score_period_code || '.'
            as period_text
    from {{ ref('int_need__rank_change_method_versions') }} as methods
    inner join {{ ref('policy_indicators') }} as indicators
        on methods.indicator_code = indicators.indicator_code
),

periods as (
    select
        {{ joined_text(
            'case when not is_new_method then period_text end', 'indicator_code'
        ) }} as periods_from,
        {{ joined_text(
            'case when is_new_method then period_text end', 'indicator_code'
        ) }} as periods_to
    from labelled_periods
)

select * from periods
