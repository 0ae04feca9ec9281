-- Wards by segment, and those in most need among them.
select
    local_authority_name,
    segment_label,
    count(*) as wards,
    count(*) filter (where is_in_top_k) as top_wards
from {scores}
where segment_label is not null
group by local_authority_name, segment_label
order by local_authority_name, segment_label
