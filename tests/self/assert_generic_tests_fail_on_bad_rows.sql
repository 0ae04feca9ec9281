-- What it checks: each generic test of ours finds the bad row among mock rows.
-- Why it matters: a test that can't fail guards nothing.
-- What to do: mend the generic test named in the result.
with

mock_rows as (
    select
        'a' as group_code,
        1 as part_count,
        3 as total_count

    union all

    select
        'a' as group_code,
        1 as part_count,
        3 as total_count

    union all

    select
        'b' as group_code,
        2 as part_count,
        cast(null as integer) as total_count
),

mock_parent as (
    select 'a' as group_code
),

empty_rows as (
    select group_code from mock_parent
    where group_code = 'z'
),

findings_of_unique_combination as (
    {{ test_unique_combination('mock_rows', ['group_code', 'part_count']) }}
),

findings_of_sums_to as (
    {{ test_sums_to('mock_rows', ['group_code'], 'part_count', 'total_count') }}
),

findings_of_has_parent as (
    {{ test_has_parent('mock_rows', ['group_code'], 'mock_parent') }}
),

findings_of_has_rows as (
    {{ test_has_rows('empty_rows') }}
),

finding_counts as (
    select
        'unique_combination' as test_name,
        1 as expected_count,
        count(*) as found_count
    from findings_of_unique_combination

    union all

    select
        'sums_to' as test_name,
        2 as expected_count,
        count(*) as found_count
    from findings_of_sums_to

    union all

    select
        'has_parent' as test_name,
        1 as expected_count,
        count(*) as found_count
    from findings_of_has_parent

    union all

    select
        'has_rows' as test_name,
        1 as expected_count,
        count(*) as found_count
    from findings_of_has_rows
)

select
    test_name,
    expected_count,
    found_count
from finding_counts
where expected_count != found_count
