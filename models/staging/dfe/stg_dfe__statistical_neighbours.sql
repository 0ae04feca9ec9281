with

{{ checked_rows('statistical_neighbours') }},

typed_rows as (
    select
        local_authority_number,
        local_authority_name,
        period_code,
        neighbour_number,
        {{ whole_number('neighbour_rank') }} as neighbour_rank,
        closeness,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
