-- One row a council, return by ward and period that was landed, with the child-level
-- dataset that it stands in for. It is used where no row of a child was landed for the
-- period, and else not at all: the two are never added up.
with

ward_returns as (
    select
        row_accounts.local_authority_code,
        row_accounts.period_code,
        row_accounts.dataset_code,
        datasets.ward_return_of as child_level_dataset_code,
        datasets.period_column,
        child_level_accounts.dataset_code is null as is_used
    from {{ ref('int_linked__row_accounts') }} as row_accounts
    inner join {{ ref('governance_datasets') }} as datasets
        on row_accounts.dataset_code = datasets.dataset_code
    left join {{ ref('int_linked__row_accounts') }} as child_level_accounts
        on
            row_accounts.local_authority_code
            = child_level_accounts.local_authority_code
            and row_accounts.period_code = child_level_accounts.period_code
            and datasets.ward_return_of = child_level_accounts.dataset_code
    where datasets.ward_return_of is not null
)

select * from ward_returns
