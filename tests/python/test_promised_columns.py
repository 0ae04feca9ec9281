"""What our own way of building a table does with a contract: refuse, and comment."""

import pytest
from projects import ProjectCopy, copy_project

from early_years.environment import PlainError

# The contract of each asks for a whole number called one, and a text called two.
TOYS = {
    "fct_toy_kept": "select 1 as one, 'a' as two -- A comment without a line after it.",
    "fct_toy_of_another_type": "select 1.5 as one, 'a' as two",
    "fct_toy_with_one_too_few": "select 1 as one",
    "fct_toy_with_one_too_many": "select 1 as one, 'a' as two, 3 as three",
    "fct_toy_with_another_name": "select 1 as one, 'a' as other",
}
PROPERTIES = """
  - name: {name}
    description: It's "a toy".
    constraints:
      - {{type: primary_key, columns: [one]}}
    columns:
      - {{name: one, description: Its key., data_type: integer}}
      - {{name: two, description: "It's a word.", data_type: string}}
"""


@pytest.fixture(scope="module")
def toys(parsed, tmp_path_factory) -> tuple[ProjectCopy, str]:
    """A project with the toys as its marts, after a run of them, and what failed."""
    copy = copy_project(tmp_path_factory.mktemp("toys") / "project", parsed)
    folder = copy.root / "models" / "marts" / "toys"
    folder.mkdir()
    for name, sql in TOYS.items():
        (folder / f"{name}.sql").write_text(sql, encoding="utf-8")
    properties = "".join(PROPERTIES.format(name=name) for name in TOYS)
    (folder / "_toys__models.yml").write_text(f"models:{properties}", encoding="utf-8")
    with pytest.raises(PlainError) as failed:
        copy.dbt("run", "--select", "path:models/marts/toys")
    return copy, str(failed.value)


def test_columns_other_than_those_of_the_contract_stop_a_model(toys):
    copy, said = toys
    assert "4 of 5 steps" in said
    for name in TOYS:
        assert (f"model {name}\n" in said) == (name != "fct_toy_kept")
    assert said.count("This model has an enforced contract that failed") == 4
    assert list(copy.frame("select table_name from duckdb_tables()")["table_name"]) == [
        "fct_toy_kept"
    ]


def test_the_table_has_its_key_and_its_comments(toys):
    copy, _ = toys
    [(comment, key)] = copy.frame(
        "select comment, has_primary_key from duckdb_tables()"
    ).itertuples(index=False)
    assert (comment, bool(key)) == ('It\'s "a toy".', True)
    columns = copy.frame(
        "select column_name, comment from duckdb_columns() where schema_name = 'marts'"
    )
    assert dict(columns.itertuples(index=False)) == {
        "one": "Its key.",
        "two": "It's a word.",
    }
