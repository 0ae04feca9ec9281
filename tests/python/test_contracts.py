"""The contracts load, mistakes in them are told plainly, their files are in date."""

import pytest

from early_years.contract_files import VALUES, generated_files, out_of_date
from early_years.contracts import FOLDER, load_contracts
from early_years.environment import PlainError, here


@pytest.fixture
def broken(tmp_path):
    """The message about a contract in which a piece of text was replaced."""

    def run(old, new):
        text = (FOLDER / "population_estimates.yml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "population_estimates.yml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        with pytest.raises(PlainError) as refusal:
            load_contracts(tmp_path)
        return str(refusal.value)

    return run


def test_every_contract_loads_in_order():
    contracts = load_contracts()
    names = [contract.name for contract in contracts]
    assert names == sorted(names) and len(names) == len(set(names))
    assert names == sorted(path.stem for path in FOLDER.glob("*.yml"))
    for contract in contracts:
        assert contract.column_names[-1] == "is_synthetic"


def test_the_generated_files_are_in_date():
    assert out_of_date(here()) == []


def test_allowed_values_are_written_in_lower_case_and_sorted():
    text = generated_files(load_contracts())[VALUES]
    rows = [line.split(",")[:3] for line in text.splitlines()[1:]]
    assert rows == sorted(rows)
    assert all(value == value.lower() for *_, value in rows)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("publisher: ons\n", "", "publisher is missing."),
        ("publisher: ons\n", "publishr: ons\n", "does not know publishr."),
        ("grain: ", "grain: {a: 1} # ", "{'a': 1} is not text; put it in quotation"),
        ("type: published_count", "type: count", "columns > people_count > type: 'co"),
        ('value: "true"', "value: true", "allowed > number 1 > value: True is not te"),
        ("minimum: 0", "minimum: zero", "'zero' should be of type number."),
        ("name: age,", "name: people_count,", "column people_count stands twice"),
        ("[reference_year,", "[year,", "primary_key names column year, which is not"),
        ("primary_key:", "replaces_within: a\nprimary_key:", "replaces_within names"),
        ("type: mid_year,", "type: year,", "period > type: 'year' is not known."),
        (
            "name: age, type: whole_number,",
            "name: age, type: whole_number, is_personal: true,",
            "column age is personal, but contains_personal_data is false.",
        ),
        ("name: population_estimates", "name: population", "but the file is called"),
        ("name: is_synthetic", "name: is_made_up", "column is_synthetic is missing"),
        ('example: "false"', 'example: "no"', "the example no is not an allowed value"),
        ('value: "true"', 'value: "FALSE"', "value false is allowed twice"),
        ("type: choice", "type: text", "only a column of type choice"),
        ("columns:", "columns: [", "is not readable YAML"),
        (
            "name: age, type: whole_number,",
            "name: age, type: whole_number, may_be_absent: true,",
            "column age is required and so can't be absent from a file.",
        ),
        (
            "  - name: is_synthetic\n",
            "  - name: is_synthetic\n    within: age\n",
            "column is_synthetic: each allowed value has an of",
        ),
    ],
)
def test_a_mistake_is_told_plainly(broken, old, new, message):
    said = broken(old, new)
    assert "population_estimates.yml: " in said
    assert message in said


def test_a_choice_without_values_is_refused(broken):
    text = (FOLDER / "population_estimates.yml").read_text(encoding="utf-8")
    allowed = text[text.rindex("\n    allowed:") :]
    assert "is_synthetic: allowed is missing." in broken(allowed, "")


def test_a_folder_without_contracts_is_refused(tmp_path):
    with pytest.raises(PlainError, match="holds no contract"):
        load_contracts(tmp_path)
