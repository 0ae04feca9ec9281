-- What it checks: the bands of each subject are numbered from one and follow each other
-- without gap or overlap: those of need and volume cover 0 to 100 per cent, those of
-- certainty every chance from 0 to 1, those of location quotients and access are open
-- at both ends; every subject that a model reads has its bands.
-- Why it matters: a ward outside every band would lose its label without a word, and a
-- missing number would leave wards out of every band.
-- What to do: correct the row of policy_bands that its rows name.
with

subjects as (
    {%- for subject, lowest, highest in [
        ('need', '0', '100'),
        ('volume', '0', '100'),
        ('need_certainty', '0', '1'),
        ('location_quotient', 'null', 'null'),
        ('access', 'null', 'null'),
        ('outcomes', 'null', 'null'),
    ] %}
    select
        '{{ subject }}' as subject_code,
        cast({{ lowest }} as double) as lowest_value,
        cast({{ highest }} as double) as highest_value
    {% if not loop.last %}
    union all
    {% endif %}
    {%- endfor %}
),

bands_in_order as (
    select
        subjects.subject_code,
        subjects.lowest_value,
        subjects.highest_value,
        bands.band_code,
        bands.band_order,
        bands.value_from,
        bands.value_to,
        row_number() over (
            partition by subjects.subject_code order by bands.band_order
        ) as wanted_order,
        lag(bands.value_to) over (
            partition by subjects.subject_code order by bands.band_order
        ) as previous_end,
        lag(bands.band_code) over (
            partition by subjects.subject_code order by bands.band_order
        ) as previous_band,
        lead(bands.band_code) over (
            partition by subjects.subject_code order by bands.band_order
        ) as next_band
    from subjects
    left join {{ ref('policy_bands') }} as bands
        on subjects.subject_code = bands.subject_code
),

problems as (
    select subject_code || ': number of ' || coalesce(band_code, 'no band') as problem
    from bands_in_order
    where coalesce(band_order, 0) != wanted_order

    union all

    select subject_code || ': gap or overlap at ' || band_code as problem
    from bands_in_order
    where
        subject_code != 'outcomes'
        and (
            (previous_band is null and value_from is distinct from lowest_value)
            or (previous_band is not null and value_from is distinct from previous_end)
            or (previous_band is not null and value_from is null)
            or (next_band is not null and value_to is null)
            or (next_band is null and highest_value is null and value_to is not null)
            -- A chance of one is within the last band, which ends below its value_to.
            or (next_band is null and coalesce(value_to < highest_value, false))
            or (
                next_band is null
                and subject_code = 'need'
                and value_to is distinct from highest_value
            )
            or (
                next_band is null
                and subject_code = 'need_certainty'
                and coalesce(value_to <= highest_value, true)
            )
            or coalesce(value_from >= value_to, false)
        )
)

select problem from problems
