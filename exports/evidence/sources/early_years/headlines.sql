select
    headline_order,
    headline_text,
    data_periods_text,
    caution
from read_csv('${exports}/public/need/headlines.csv')
order by headline_order
