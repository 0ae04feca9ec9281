"""What the doubt about figures changes in the example, for docs/method.md.

Beside each figure as the models have it stands what chance alone would have said:
Wilson's limits, and a flag wherever they leave the council's value. What the example
does not hold is planted in a copy of it (planting.py).
"""

import duckdb
import numpy as np
import pandas as pd
from geographiclib.geodesic import Geodesic

from development.doubt_queries import (
    AGES,
    ASKED,
    BANDS,
    EXPECTED,
    GAPS,
    OUTREACH,
    PAIRS,
    PUBLIC,
    WARDS,
)
from development.planting import moved_rows, small_ward_row
from development.writing import table_lines, write_block
from early_years.environment import PlainError, Project

WARD = "Acocks Green"
Z_95 = 1.959964
# A word as its direction: 1 is worse.
TURNS = {"much_better": -1, "better": -1, "similar": 0, "worse": 1, "much_worse": 1}


def run(project: Project) -> None:
    """Print the tables and write them. Raises PlainError where nothing was built."""
    lines = doubt_lines(project)
    print("\n".join(lines))
    write_block(project.root / "docs" / "method.md", "doubt", lines)


def doubt_lines(project: Project) -> list[str]:
    """The tables, as docs/method.md has them. Raises PlainError without a build."""
    if not project.database.exists():
        raise PlainError("Nothing is built here: run python -m early_years build.")
    with duckdb.connect(str(project.database), read_only=True) as database:
        wards = database.sql(WARDS).df()
        rows = [
            *_flag_rows(database, wards),
            *_error_rows(database),
            *_asked_rows(database),
            *_peer_rows(database),
        ]
        expected = _expected_lines(database)
    rows += [small_ward_row(project), *moved_rows(project)]
    return [
        *_comparison_lines(wards),
        "",
        *table_lines(["what", "now"], rows),
        "",
        *expected,
    ]


def _comparison_lines(wards: pd.DataFrame) -> list[str]:
    """By indicator: limits and flags by chance alone, and as they are published."""
    rows = []
    for indicator, figures in wards.groupby("indicator_code"):
        low, high, alone = _by_chance(figures)
        width = figures["upper_95"].astype(float) - figures["lower_95"].astype(float)
        said = figures["comparison_code"].dropna()
        rows.append(
            (
                indicator,
                len(figures),
                _number(figures["funnel_phi"].max(), 2),
                f"{(high - low).mean():.3f}",
                _number(width.mean(), 3),
                alone,
                (said != "similar").sum() if len(said) else "none",
            )
        )
    columns = [
        *("indicator", "wards", "φ", "width by chance alone", "width now"),
        *("flagged by chance alone", "flagged now"),
    ]
    return table_lines(columns, rows)


def _by_chance(figures: pd.DataFrame) -> tuple[pd.Series, pd.Series, int]:
    """Wilson's limits, and how many of them leave the council's value."""
    low, high = wilson(
        figures["numerator_count"].astype(float),
        figures["denominator_count"].astype(float),
    )
    city = figures["comparator_value"].astype(float)
    return low, high, int(((low > city) | (high < city)).sum())


def _number(value: float, places: int) -> str:
    return "none" if pd.isna(value) else f"{value:.{places}f}"


def _flag_rows(
    database: duckdb.DuckDBPyConnection, wards: pd.DataFrame
) -> list[tuple[str, str]]:
    gaps = wards[wards["indicator_code"].str.endswith("_gap")]
    alone = sum(_by_chance(rows)[2] for _, rows in gaps.groupby("indicator_code"))
    now = int((gaps["comparison_code"].dropna() != "similar").sum())
    eligible, missing, lower, upper = database.execute(OUTREACH, [WARD]).fetchall()[0]
    low, high = wilson(pd.Series([float(missing)]), pd.Series([float(eligible)]))
    [share] = gaps[
        (gaps["area_name"] == WARD) & (gaps["indicator_code"] == "eee3_gap")
    ].itertuples()
    words, contradicted, otherwise = public_words(database.sql(PUBLIC).df())
    return [
        (
            "Gaps in take-up flagged better or worse than the council",
            f"{now}; {alone} by chance alone",
        ),
        (
            f"Three-year-olds of {WARD} not taking up",
            f"{missing} of {eligible}: {lower} to {upper} (outreach), "
            f"{share.lower_95:.3f} to {share.upper_95:.3f} of them (all other files); "
            f"{low.iloc[0] * eligible:.0f} to {high.iloc[0] * eligible:.0f} "
            "by chance alone",
        ),
        (
            "Words about wards in the public file that contradict their own row",
            f"{contradicted} of {words}; {otherwise} by chance alone, judged by the "
            "exact rate of the council",
        ),
    ]


def _error_rows(database: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    two, three, four, both, apart, correlation = database.sql(AGES).fetchall()[0]
    return [
        (
            "Error of a denominator, median ward: ages two, three, four",
            f"{two:.3f}, {three:.3f}, {four:.3f}",
        ),
        (
            "Error of ages three and four together",
            f"{both:.3f}; {apart:.3f} if each age were wrong by itself (correlation "
            f"{correlation:.2f})",
        ),
    ]


def _asked_rows(database: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    found = {name: database.sql(query).fetchall()[0] for name, query in ASKED.items()}
    above, told, audiences = found["above"]
    limits, compared, tested, figures = found["households"]
    children, behind, missing, status = found["partial"]
    mean, most, entering, leaving = found["strict"]
    gaps = database.sql(GAPS).fetchall()
    return [
        (
            "Take-up above the eligible: figures with a status of its own",
            f"{above}, for {audiences} audiences; {told} of them are compared",
        ),
        (
            "Ward figures whose denominator is of other areas than the children",
            "{} of {}".format(*found["other_fit"]),
        ),
        (
            "Figures of children in temporary accommodation",
            f"{figures}: {limits} with limits, {compared} compared, {tested} changes "
            "tested",
        ),
        (
            "Children in temporary accommodation in the council",
            f"{children:,} ({status}): {behind} wards, {missing} missing",
        ),
        (
            "Gap of the council, and the rate that its wards are drawn to",
            "; ".join(f"{code} {one:.3f}, {held:.3f}" for code, one, held in gaps),
        ),
        (
            "LSOAs of which the children under five are not those published",
            "{} of {}".format(*found["lsoas"]),
        ),
        (
            "Scores of ranks 1, 2, 3",
            ", ".join(f"{score:.0f}" for score in found["scores"][0]),
        ),
        (
            "Strict variance between wards: places moved",
            f"{mean:.1f} on average, {most} at most; into the list {entering}, out of "
            f"it {leaving}",
        ),
        ("p-values of 0", "{} of {}".format(*found["p_values"])),
    ]


def _peer_rows(database: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """How far bands and distances lie from those of OHID and of geodesics."""
    bands = database.sql(BANDS).fetchall()
    names = ["highest", *["high"] * 2, *["middle"] * 4, *["low"] * 2, "lowest"]
    unlike = sum(
        names[int(11 - np.ceil((wards + 1 - rank) * 10 / wards)) - 1] != band
        for rank, wards, band in bands
    )
    pairs = database.sql(PAIRS).fetchall()
    off = max(
        abs(metres / Geodesic.WGS84.Inverse(*points)["s12"] - 1)
        for *points, metres in pairs
    )
    return [
        (
            "Wards in another need band than by OHID's tenths",
            f"{unlike} of {len(bands)}",
        ),
        (
            "Distances from an LSOA to a setting beside geodesics",
            f"at most {off:.5%} off in the {len(pairs):,} longest",
        ),
    ]


def _expected_lines(database: duckdb.DuckDBPyConnection) -> list[str]:
    """What the model of expected values is worth, by indicator."""
    rows = [
        (code, wards, f"{times:.2f}", nameable, named, _points(smallest))
        for code, wards, times, nameable, named, smallest in database.sql(
            EXPECTED
        ).fetchall()
    ]
    columns = [
        *("indicator", "wards", "squared error, of that of the mean of others"),
        "wards far enough from what is expected if all of their children were well",
        *("wards named", "smallest difference (median)"),
    ]
    return table_lines(columns, rows)


def _points(rate: float | None) -> str:
    return "none" if rate is None else f"{100 * rate:.0f} points"


def public_words(public: pd.DataFrame) -> tuple[int, int, int]:
    """Words about wards, how many contradict their own row, and how many would by
    chance alone, judged by the exact rate of the council."""
    low, high = wilson(
        public["numerator_count"].astype(float),
        public["denominator_count"].astype(float),
    )
    city = public["comparator_value"].astype(float)
    exact = public["exact_comparator_value"].astype(float)
    said = public["comparison_code"].map(TURNS)
    follows = -_place(
        public["value"].astype(float),
        public["funnel_lower_95"].astype(float),
        public["funnel_upper_95"].astype(float),
    )
    follows = follows.where(public["polarity"] == "higher_is_worse", -follows)
    compared = said.notna()
    return (
        int(compared.sum()),
        int((follows[compared] != said[compared]).sum()),
        int((_place(exact, low, high) != _place(city, low, high))[compared].sum()),
    )


def _place(value: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    """1 where the limits lie above the value, -1 below it, else 0."""
    return (low > value).astype(int) - (high < value).astype(int)


def wilson(events: pd.Series, children: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Wilson's 95 % limits, written apart from the SQL."""
    centre = (events + Z_95**2 / 2) / (children + Z_95**2)
    spread = (
        Z_95
        / (children + Z_95**2)
        * np.sqrt(events * (children - events) / children + Z_95**2 / 4)
    )
    return centre - spread, centre + spread
