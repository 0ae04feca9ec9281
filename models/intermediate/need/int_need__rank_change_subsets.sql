-- One row a subset of the five causes, 32 in all: which of them are switched to new.
-- The number of a subset is the sum of its causes' bits in ref_move_causes.
with

switches as (
    select 0 as is_on

    union all

    select 1 as is_on
),

subsets as (
    select
        period.is_on
        + 2 * revised.is_on
        + 4 * denominator.is_on
        + 8 * new_method.is_on
        + 16 * other_wards.is_on as subset_number,
        -- A ward's own figures are in one of eight states, the others' old or new.
        period.is_on + 2 * revised.is_on + 4 * denominator.is_on as own_state,
        7 * other_wards.is_on as others_state,
        new_method.is_on = 1 as is_new_method,
        period.is_on
        + revised.is_on
        + denominator.is_on
        + new_method.is_on
        + other_wards.is_on as causes_count
    from switches as period
    cross join switches as revised
    cross join switches as denominator
    cross join switches as new_method
    cross join switches as other_wards
)

select * from subsets
