select
    ward_code,
    ward_name,
    locality_name,
    need_band_code,
    need_band_label,
    chance_text,
    data_periods_text,
    caution
from read_csv('${exports}/public/need/wards.csv')
order by ward_name
