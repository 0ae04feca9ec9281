select
    ward_code,
    indicator_code,
    short_label,
    period_label,
    period_end_date,
    value_text,
    limits_text,
    comparison_text
from read_csv('${exports}/public/indicators/ward_indicators.csv')
where breakdown_topic = 'total'
order by ward_code, indicator_code, period_end_date
