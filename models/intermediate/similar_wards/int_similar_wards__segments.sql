-- One row per ward: the segment with the nearest centre, the second nearest, and the
-- gap between them. A small gap is a ward that could stand in either.
with

ordered_segments as (
    select
        *,
        row_number() over (
            partition by ward_code order by segment_distance, segment_code
        ) as segment_order
    from {{ ref('int_similar_wards__segment_distances') }}
),

ward_segments as (
    select
        nearest.local_authority_code,
        nearest.ward_code,
        nearest.segment_code,
        nearest.segment_distance,
        runner_up.segment_code as second_segment_code,
        runner_up.segment_distance as second_segment_distance,
        round(runner_up.segment_distance - nearest.segment_distance, 9)
            as distance_gap,
        nearest.is_synthetic
    from ordered_segments as nearest
    left join ordered_segments as runner_up
        on
            nearest.ward_code = runner_up.ward_code
            and runner_up.segment_order = nearest.segment_order + 1
    where nearest.segment_order = 1
)

select * from ward_segments
