"""What the doubt about denominators and between wards changes in the default city.

Beside each figure as the models have it stands what chance alone would have said:
Wilson's limits, and a flag wherever they leave the council's value.
"""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

WARD = "Acocks Green"
Z_95 = 1.959964
# A word as its direction: 1 is worse.
TURNS = {"much_better": -1, "better": -1, "similar": 0, "worse": 1, "much_worse": 1}
WARDS = """
    select
        indicator_code, area_name, value, numerator_count, denominator_count,
        lower_95, upper_95, comparator_value, comparison_code, funnel_phi,
        funnel_lower_95
    from marts.fct_area_indicators
    where
        area_type = 'ward' and breakdown_topic = 'total' and value is not null
        and value_status = 'observed' and not is_above_denominator
    qualify period_code = max(period_code) over (partition by indicator_code)
    order by indicator_code, area_code
"""
PUBLIC = """
    select
        figures.*,
        indicators.polarity,
        areas.comparator_value as exact_comparator_value,
    from marts.fct_protected_indicators as figures
    inner join policy.policy_indicators as indicators using (indicator_code)
    inner join marts.fct_area_indicators as areas
        on
            figures.ward_code = areas.ward_code
            and figures.indicator_code = areas.indicator_code
            and figures.period_code = areas.period_code
            and areas.breakdown_topic = 'total'
    where
        figures.audience = 'public' and figures.breakdown_topic = 'total'
        and figures.value_status = 'protected' and figures.comparator_value is not null
        and figures.lower_95 is not null
"""
OUTREACH = """
    select
        funded_age, eligible_count, not_taking_up_count, not_taking_up_lower_95,
        not_taking_up_upper_95
    from marts.fct_ward_outreach
    where ward_name = ?
    order by funded_age
"""


def doubt_lines(database_path: Path) -> list[str]:
    """The lines of the comparison, from a built database of the default city."""
    with duckdb.connect(str(database_path), read_only=True) as database:
        wards = database.sql(WARDS).df()
        public = database.sql(PUBLIC).df()
        outreach = database.execute(OUTREACH, [WARD]).fetchall()
    shares = wards[wards["numerator_count"] <= wards["denominator_count"]]
    lines = [
        "Doubt: by chance alone, and as it is published",
        "  newest period, wards with a figure      mean width of 95 %   wards flagged",
        f"  {'indicator':<28}{'wards':>6}{'phi':>7}{'chance':>9}{'now':>8}"
        f"{'chance':>9}{'now':>6}",
    ]
    flags = [0, 0]
    for indicator in sorted(set(shares["indicator_code"])):
        rows = shares[shares["indicator_code"] == indicator]
        low, high = wilson(
            rows["numerator_count"].astype(float),
            rows["denominator_count"].astype(float),
        )
        city = rows["comparator_value"].astype(float)
        alone = int(((low > city) | (high < city)).sum())
        said = rows["comparison_code"].dropna()
        now = int((said != "similar").sum())
        if indicator.endswith("_gap"):
            flags[0] += alone
            flags[1] += now
        width = rows["upper_95"].astype(float) - rows["lower_95"].astype(float)
        lines.append(
            f"  {indicator:<28}{len(rows):>6}{_number(rows['funnel_phi'].max(), 7, 2)}"
            f"{(high - low).mean():>9.3f}{_number(width.mean(), 8, 3)}"
            f"{alone:>9}{now:>6}"
        )
    lines.append(
        f"  Gaps in take-up flagged: {flags[0]} by chance alone, {flags[1]} now."
    )
    lines += _ward_lines(shares, outreach)
    return [*lines, "", *public_lines(public)]


def _number(value: float, width: int, places: int) -> str:
    return f"{'-':>{width}}" if pd.isna(value) else f"{value:>{width}.{places}f}"


def _ward_lines(shares: pd.DataFrame, outreach: list[tuple]) -> list[str]:
    """Children not taking up in one ward: by chance alone, and in each file."""
    rows = shares[shares["area_name"] == WARD].set_index("indicator_code")
    lines = ["", f"{WARD}: children not taking up, with 95 % limits in children"]
    for age, eligible, missing, lower, upper in outreach:
        code = {"two": "eee2_gap", "three": "eee3_gap", "four": "eee4_gap"}[age]
        if code not in rows.index:
            continue
        row = rows.loc[code]
        low, high = wilson(pd.Series([float(missing)]), pd.Series([float(eligible)]))
        lines.append(
            f"  age {age:<6}{missing:>4} of {eligible:<5}by chance alone "
            f"{low.iloc[0] * eligible:.0f} to {high.iloc[0] * eligible:.0f}; "
            f"outreach {lower} to {upper}; "
            f"share {row['lower_95']:.3f} to {row['upper_95']:.3f}"
        )
    return lines


def public_lines(public: pd.DataFrame) -> list[str]:
    """How many words of the public file contradict their own row."""
    low, high = wilson(
        public["numerator_count"].astype(float),
        public["denominator_count"].astype(float),
    )
    city = public["comparator_value"].astype(float)
    exact = public["exact_comparator_value"].astype(float)
    place = _place(exact, low, high)
    shown = _place(city, low, high)
    said = public["comparison_code"].map(TURNS)
    follows = -_place(
        public["value"].astype(float),
        public["funnel_lower_95"].astype(float),
        public["funnel_upper_95"].astype(float),
    )
    follows = follows.where(public["polarity"] == "higher_is_worse", -follows)
    compared = said.notna()
    contradicted = int((follows[compared] != said[compared]).sum())
    return [
        f"Public words about {int(compared.sum())} figures: {contradicted} contradict "
        "their own row; by chance alone, judged by the exact rate of the council, "
        f"{int((place != shown)[compared].sum())} would."
    ]


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
