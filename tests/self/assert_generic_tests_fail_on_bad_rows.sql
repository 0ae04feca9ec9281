-- What it checks: each generic test of ours finds the bad rows among mock rows.
-- Why it matters: a test that can't fail guards nothing.
-- What to do: mend the generic test named in the result.
with

mock_rows as (
    select
        'a' as group_code,
        1 as part_count

    union all

    select
        'a' as group_code,
        1 as part_count

    union all

    select
        'b' as group_code,
        2 as part_count
),

findings_of_unique_combination as (
    {{ test_unique_combination('mock_rows', ['group_code', 'part_count']) }}
),

findings_of_empty_or_warn as (
    {{ test_empty_or_warn('mock_rows') }}
),

finding_counts as (
    select
        'unique_combination' as test_name,
        1 as expected_count,
        count(*) as found_count
    from findings_of_unique_combination

    union all

    select
        'empty_or_warn' as test_name,
        3 as expected_count,
        count(*) as found_count
    from findings_of_empty_or_warn
)

select
    test_name,
    expected_count,
    found_count
from finding_counts
where expected_count != found_count
