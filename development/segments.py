"""Fitting the segments of wards: the one step of theirs that SQL cannot do.

Method: percentages, inverse hyperbolic sine, range 0 to 1, k-means, the number of
segments by silhouette; the recipe of the output area classifications (Gale et al. 2016;
ONS 2021). What it finds is kept in two reference seeds, from which SQL assigns wards.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import ascii_uppercase

import duckdb
import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from threadpoolctl import threadpool_limits

from early_years.environment import PlainError, Project

RANGES = "seeds/reference/ref_segment_ranges.csv"
CENTROIDS = "seeds/reference/ref_segment_centroids.csv"
DIGITS = 6
# k-means starts from random places: the same ones each time, and enough of them.
SEED = 0
STARTS = 50

SHARES = """
    select
        context.ward_code,
        variables.topic_code,
        variables.category_code,
        variables.variable_order,
        100.0 * context.counted_count / context.total_count as percentage
    from intermediate.int_context__judged_context as context
    inner join policy.policy_context_variables as variables
        using (topic_code, category_code, period_code)
    where
        context.value_status = 'observed' and variables.used_for = 'segments'
        and context.local_authority_code = ?
"""
COUNCILS = """
    select distinct local_authority_code
    from intermediate.int_context__judged_context
    order by local_authority_code
"""
SETTINGS = "select setting_code, setting_value from policy.policy_comparison_settings"


@dataclass(frozen=True)
class Fit:
    """What a fit found.

    ranges: one row per variable, asinh of percentages; centroids: one row per segment,
    one column per variable, 0 to 1; segments: segment code by ward; silhouettes: by
    number of segments tried.
    """

    ranges: pd.DataFrame
    centroids: pd.DataFrame
    segments: pd.Series
    silhouettes: dict[int, float]


def read_percentages(project: Project, council: str) -> pd.DataFrame:
    """Percentages of a council's wards: one row per ward, one column a variable.

    Columns are (topic_code, category_code) in the order of policy. Wards that lack a
    variable are left out. Raises PlainError when nothing has been built.
    """
    rows = _query(project, SHARES, council)
    rows = rows.sort_values(["variable_order", "ward_code"])
    variables = list(
        dict.fromkeys(zip(rows["topic_code"], rows["category_code"], strict=True))
    )
    table = rows.pivot(
        index="ward_code", columns=["topic_code", "category_code"], values="percentage"
    )
    return table[variables].dropna()


def fit(percentages: pd.DataFrame, counts: range) -> Fit:
    """Fit segments to percentages as read_percentages returns them.

    counts: the numbers of segments tried. Segments are lettered from the highest share
    of the first variable to the lowest. Raises PlainError when there are too few wards
    or a variable is the same everywhere.
    """
    if len(percentages) <= counts[-1]:
        raise PlainError(
            f"{len(percentages)} wards have all of the variables; "
            f"{counts[-1]} segments need more. Land the census first, then build."
        )
    values = np.arcsinh(percentages)
    lowest, highest = values.min().round(DIGITS), values.max().round(DIGITS)
    for topic, category in percentages.columns[(lowest == highest).to_numpy()]:
        raise PlainError(
            f"{topic} {category} is the same in every ward and can't tell them apart: "
            "take its row out of policy_context_variables."
        )
    scaled = (values - lowest) / (highest - lowest)
    # For so few wards more threads only wait for each other.
    with threadpool_limits(1):
        fits = {
            count: KMeans(count, n_init=STARTS, random_state=SEED).fit(
                scaled.to_numpy()
            )
            for count in counts
        }
    silhouettes = {
        count: float(silhouette_score(scaled, found.labels_))
        for count, found in fits.items()
    }
    best = fits[max(silhouettes, key=lambda count: silhouettes[count])]
    order = np.argsort(-best.cluster_centers_[:, 0])
    letters = dict(zip(order, ascii_uppercase, strict=False))
    centroids = pd.DataFrame(
        best.cluster_centers_[order], list(letters.values()), percentages.columns
    )
    return Fit(
        ranges=pd.DataFrame({"minimum_value": lowest, "maximum_value": highest}),
        centroids=centroids.round(DIGITS),
        segments=pd.Series(best.labels_, percentages.index).map(letters),
        silhouettes=silhouettes,
    )


def numbers_tried(project: Project) -> range:
    """The numbers of segments that policy allows."""
    settings = _query(project, SETTINGS).set_index("setting_code")["setting_value"]
    return range(
        int(settings["segment_minimum_count"]),
        int(settings["segment_maximum_count"]) + 1,
    )


def council_to_fit(project: Project, council: str) -> str:
    """The code of the council asked for, or of the only one of the build.

    Raises PlainError where it is not in the build, or none was asked for of several.
    """
    codes = _query(project, COUNCILS)["local_authority_code"].tolist()
    if council in codes or (len(codes) == 1 and not council):
        return council or codes[0]
    raise PlainError(
        f"Segments are fitted to one council: name it with --council, one of "
        f"{', '.join(codes) or 'none, as no context was supplied'}."
    )


def fit_segments(project: Project, council: str = "") -> list[str]:
    """Fit a council's wards of the built project, write both seeds, say what came out.

    Rows of other councils stay. Raises PlainError where it cannot be fitted.
    """
    council = council_to_fit(project, council)
    found = fit(read_percentages(project, council), numbers_tried(project))
    centroids = found.centroids.rename_axis("segment_code").melt(
        ignore_index=False, value_name="centroid_value"
    )
    centroids = centroids.set_index(["topic_code", "category_code"], append=True)
    ranges = found.ranges.assign(fitted_date=date.today().isoformat())
    for relative, rows in ((RANGES, ranges), (CENTROIDS, centroids.sort_index())):
        _write(project.root / relative, council, rows)
    lines = [
        f"{count} segments: silhouette {value:.3f}"
        for count, value in found.silhouettes.items()
    ]
    sizes = found.segments.value_counts().sort_index()
    lines += [f"Segment {letter}: {wards} wards" for letter, wards in sizes.items()]
    lines += [f"Written: {relative}" for relative in (RANGES, CENTROIDS)]
    lines.append(
        "Read policy_segments, expect_segment_features and policy_texts "
        "(segment_prompt) again: their rows speak of the segments by letter."
    )
    return lines


def _write(path: Path, council: str, rows: pd.DataFrame) -> None:
    """Put a council's rows into a seed in the place of its old ones."""
    text = rows.reset_index()
    text.insert(0, "local_authority_code", council)
    numbers = text.select_dtypes("float").columns
    text[numbers] = text[numbers].map(lambda value: f"{value:.{DIGITS}f}")
    if path.exists():
        kept = pd.read_csv(path, dtype=str, keep_default_na=False)
        text = pd.concat([kept[kept["local_authority_code"] != council], text])
        text = text.sort_values("local_authority_code", kind="stable")
    text.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _query(project: Project, sql: str, *values: str) -> pd.DataFrame:
    if not project.database.exists():
        raise PlainError("There is no database yet. Run: python -m early_years build")
    with duckdb.connect(str(project.database), read_only=True) as database:
        try:
            return database.execute(sql, list(values)).df()
        except duckdb.CatalogException:
            raise PlainError(
                "The database is older than the project. "
                "Run: python -m early_years build"
            ) from None
