"""What a child can get and from when: dates that official pages give as examples."""

import pytest

TWO = "working_parents_two_15_hours"
NINE_MONTHS_15 = "working_parents_nine_months_15_hours"
NINE_MONTHS_30 = "working_parents_nine_months_30_hours"

# Birthday, entitlement -> first day, last day for a code, last day of the hours.
STARTS = {
    # Two by 31 August starts in September; a day later it is January.
    ("2023-08-31", "additional_support_two"): ("2025-09-01", None, "2026-08-31"),
    ("2023-09-01", "additional_support_two"): ("2026-01-01", None, "2026-12-31"),
    # Compulsory school age: the end of the term of the fifth birthday.
    ("2020-12-31", "universal_three_four"): ("2024-01-01", None, "2025-12-31"),
    ("2021-01-01", "universal_three_four"): ("2024-04-01", None, "2026-03-31"),
    ("2021-03-31", "working_parents_three_four"): (
        *("2024-04-01", "2024-03-31", "2026-03-31"),
    ),
    # The new offers, in their three steps.
    ("2021-03-31", TWO): (None, None, None),
    ("2021-04-01", TWO): ("2024-04-01", "2024-03-31", "2024-08-31"),
    ("2022-08-31", NINE_MONTHS_15): (None, None, None),
    ("2022-09-01", NINE_MONTHS_15): ("2024-09-01", "2024-08-31", "2024-12-31"),
    ("2023-11-30", NINE_MONTHS_15): ("2024-09-01", "2024-08-31", "2025-08-31"),
    ("2023-12-01", NINE_MONTHS_15): ("2025-01-01", "2024-12-31", "2025-08-31"),
    ("2024-03-31", NINE_MONTHS_15): ("2025-01-01", "2024-12-31", "2025-08-31"),
    ("2024-11-30", NINE_MONTHS_15): (None, None, None),
    ("2024-11-30", NINE_MONTHS_30): ("2025-09-01", "2025-08-31", "2027-12-31"),
    ("2024-12-01", NINE_MONTHS_30): ("2026-01-01", "2025-12-31", "2027-12-31"),
}


@pytest.fixture(scope="module")
def starts(built):
    """The rows of the public file, days as text, null as None."""
    days = ("born_from", "born_to", "can_start", "code_needed_by", "place_until")
    texts = ", ".join(f"cast({day}_date as string) as {day}" for day in days)
    return built.frame(
        f"select entitlement_code, start_text, {texts} "
        "from exports.export_public__entitlement_starts"
    )


@pytest.mark.parametrize(("born", "entitlement"), STARTS)
def test_a_child_starts_on_the_day_that_the_rules_give(starts, born, entitlement):
    rows = starts[
        (starts["entitlement_code"] == entitlement)
        & (starts["born_from"] <= born)
        & (starts["born_to"] >= born)
    ]
    found = rows[["can_start", "code_needed_by", "place_until"]].astype(object)
    found = found.where(found.notna(), None)
    assert found.values.tolist() == [list(STARTS[born, entitlement])]


def test_a_parent_reads_the_row_as_sentences(starts):
    rows = starts[
        (starts["entitlement_code"] == NINE_MONTHS_30)
        & (starts["born_from"] == "2024-12-01")
    ]
    assert rows["start_text"].tolist() == [
        "30 hours a week from nine months for working parents: children born from "
        "1 December 2024 to 31 December 2024 can start on 1 January 2026 (spring term "
        "2026). A code is needed by 31 December 2025; with a later code the child "
        "starts in the term after it. These hours last until 31 December 2027 at the "
        "latest. Other hours may follow at the next age."
    ]
