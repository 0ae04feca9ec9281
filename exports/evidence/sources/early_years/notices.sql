select distinct attribution
from read_csv('${exports}/public/reference/ward_shapes.csv')
where attribution is not null
