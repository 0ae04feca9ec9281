"""A partner works exact counts back from the order of wards, as once was possible.

Who holds the partners' files alone knows the counts by ward that are shown, and in
which order wards stand by the sum of their scored counts: a rank or a band. The sums of
two neighbours in that order bound a sum of which a part is hidden, and so the part.
From exact counts with a few hidden and a rank, as partners once had, hidden counts come
out; from what they get now none does.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from early_years.intruder.rules import Rules, read_rules

MOST = 5000
Bounds = dict[tuple[str, str], tuple[int, int]]


def attack(counts: Bounds, order: dict[str, int], is_rank: bool) -> Bounds:
    """Bounds of the counts of wards (ward, indicator) by the order of their sums.

    The ward of the lowest place has the largest sum. In a rank each place is a sum of
    its own; in a band there are many, and neighbours may have the same.
    """
    found = dict(counts)
    wards = defaultdict(list)
    for ward, indicator in found:
        wards[ward].append((ward, indicator))
    # Two rounds: what one narrows, the next one's neighbours can use.
    for _ in range(2):
        for ward, cells in wards.items():
            low, high = _sum(found, cells)
            for other, place in order.items():
                least, most = _sum(found, wards[other])
                apart = int(is_rank and place != order[ward])
                is_same = is_rank and place == order[ward]
                if is_same or place < order[ward]:
                    high = min(high, most - apart)
                if is_same or place > order[ward]:
                    low = max(low, least + apart)
            for cell in cells:
                rest = _sum(found, [one for one in cells if one != cell])
                least, most = found[cell]
                found[cell] = max(least, low - rest[1]), min(most, high - rest[0])
    return found


def _sum(found: Bounds, cells: list[tuple[str, str]]) -> tuple[int, int]:
    return sum(found[cell][0] for cell in cells), sum(found[cell][1] for cell in cells)


def recovered(found: Bounds, rules: Rules) -> set[tuple[str, str]]:
    """The counts of which fewer values are left than policy asks for."""
    return {
        cell
        for cell, (low, high) in found.items()
        if high - low + 1 < rules.minimum_width
    }


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def scored(built) -> set[tuple[str, str]]:
    """Indicators of the score, each with its newest period."""
    rows = built.frame(
        "select indicator_code, max(period_code) as period_code "
        "from marts.fct_ward_indicator_scores group by indicator_code"
    )
    assert len(rows) == 5
    return set(rows.itertuples(index=False, name=None))


def test_what_partners_get_now_gives_no_count_back(built, scored):
    rules = read_rules(built.root)
    folder = built.exports / "partner"
    shown = {
        (row["ward_code"], row["indicator_code"]): row
        for row in read(folder / "indicators" / "ward_indicators.csv")
        if row["breakdown_topic"] == "total"
        and (row["indicator_code"], row["period_code"]) in scored
    }
    assert len(shown) > 300
    counts = {}
    for cell, row in shown.items():
        numerator, whole = row["numerator_count"], row["denominator_count"]
        most = int(whole) if whole else MOST
        counts[cell] = (int(numerator),) * 2 if numerator else (0, most)
    bands = {"most": 1, "middle": 2, "fewest": 3}
    order = {
        row["ward_code"]: bands[row["volume_band_code"]]
        for row in read(folder / "need" / "ward_need_scores.csv")
    }
    # Bands stand in the order of protected counts: those come out, and noise is left.
    bounds = attack(counts, order, is_rank=False)
    widened = {}
    for (ward, indicator), (low, high) in bounds.items():
        reach = rules.remainder if indicator in rules.remainders else rules.protected
        widened[ward, indicator] = reach(low)[0], reach(high)[1]
    assert recovered(widened, rules) == set()
    truth = exact(built, scored)
    assert all(
        low <= truth[cell][0] <= high
        for cell, (low, high) in widened.items()
        if cell in truth
    )


def exact(built, scored) -> dict[tuple[str, str], tuple[int, int]]:
    """The true counts of wards (numerator, denominator)."""
    rows = built.frame(
        "select ward_code, indicator_code, period_code, numerator_count, "
        "denominator_count from marts.fct_area_indicators where area_type = 'ward' "
        "and breakdown_topic = 'total' and numerator_count is not null"
    )
    return {
        (row.ward_code, row.indicator_code): (
            int(row.numerator_count),
            int(row.denominator_count),
        )
        for row in rows.itertuples()
        if (row.indicator_code, row.period_code) in scored
    }


def test_exact_counts_beside_a_rank_give_hidden_ones_back(built, scored):
    """As partners once had them: 1 to 7 children hidden one by one, and a rank."""
    rules = read_rules(built.root)
    truth, counts, hidden = exact(built, scored), {}, set()
    for cell, (part, whole) in truth.items():
        few = range(1, rules.hidden_up_to + 1)
        if part in few or whole - part in few or whole in few:
            hidden.add(cell)
        counts[cell] = (0, MOST) if cell in hidden else (part, part)
    sums: dict[str, int] = defaultdict(int)
    for (ward, _), (part, _) in truth.items():
        sums[ward] += part
    # How many wards have more.
    order = {
        ward: sum(other > one for other in sums.values()) for ward, one in sums.items()
    }
    found = attack(counts, order, is_rank=True)
    assert hidden and all(
        low <= truth[cell][0] <= high for cell, (low, high) in found.items()
    )
    assert recovered(found, rules) & hidden
