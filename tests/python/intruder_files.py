"""A made-up city whose files leave protected, for an intruder to try his hand at."""

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import duckdb

from early_years.exporting.tables import Table
from early_years.exporting.workbooks import workbook
from early_years.intruder.plain import DICTIONARY_COLUMNS, Allowed
from early_years.intruder.reading import Publication, read_publication

COUNCIL = "E08000099"
LOCALITIES = {"North": ("E05000001", "E05000002"), "South": ("E05000003", "E05000004")}
WARDS = [ward for wards in LOCALITIES.values() for ward in wards]
GLD, GAP, TAKE_UP, HOUSED = (
    *("gld_below", "eee2_gap", "eee2_take_up"),
    "temporary_accommodation",
)
PERIOD = "2021/22"
GROUPS = {"sex": ("female", "male"), "free_school_meals": ("eligible", "not_eligible")}
MOST_NOISE = 5
SETTINGS = {
    "suppress_up_to_count": 7,
    "rounding_base_count": 5,
    "public_minimum_denominator_count": 30,
    "intruder_minimum_width_count": 5,
    "intruder_right_guess_cap_rate": 0.45,
    "intruder_odds_cap_ratio": 1000,
    "intruder_late_child_cap_rate": 0.01,
    "intruder_chance_step": 0.05,
    "intruder_score_step": 1,
}
CAUTION = "A figure about an area says nothing about any one child."
FIGURES, LARGER = "indicators/ward_indicators", "indicators/larger_area_indicators"
NEED, BANDS, HEADLINES, RELEASES = (
    *("partner/need/ward_need_scores", "public/need/wards"),
    *("public/need/headlines", "public/reference/releases"),
)
Row = dict[str, str]


@dataclass
class City:
    """The project's folder, and the tables that leave: file -> rows and key."""

    root: Path
    tables: dict[str, list[Row]] = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    truth: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def exports(self) -> Path:
        return self.root / "data" / "exports"

    @property
    def report(self) -> Path:
        return self.root / "data" / "report"

    def allowed(self) -> Allowed:
        """What may leave: the tables as they are now."""
        columns = {file: tuple(rows[0]) for file, rows in self.tables.items()}
        return Allowed(columns, self.keys, {file: {} for file in self.tables})

    def write(self) -> Publication:
        """Write all files, and read them as those outside do."""
        for file in self.tables:
            self.write_table(file)
        return read_publication("0002", self.exports)

    def write_table(self, file: str, is_ordered: bool = True) -> None:
        rows, key = self.tables[file], self.keys[file]
        if is_ordered:
            rows.sort(key=lambda row: [row[name] for name in key])
        path = self.exports / f"{file}.csv"
        _write_csv(path, rows)
        told = [dict.fromkeys(sorted(DICTIONARY_COLUMNS), "") for _ in rows[0]]
        for line, name in zip(told, rows[0], strict=True):
            line.update(column_name=name, meaning=f"What {name} says.")
        _write_csv(path.parent / "about" / f"{path.stem}_columns.csv", told)
        self.write_sidecar(file)
        parquet = path.parent / "parquet" / f"{path.stem}.parquet"
        parquet.parent.mkdir(exist_ok=True)
        with duckdb.connect() as database:
            database.execute(
                f"copy (from read_csv('{path}', header = true, all_varchar = true)) "
                f"to '{parquet}' (format parquet)"
            )

    def write_sidecar(self, file: str, **said: object) -> None:
        path = self.exports / f"{file}.csv"
        rows = self.tables[file]
        sidecar = {
            "key": list(self.keys[file]),
            "columns": list(rows[0]),
            "rows": len(rows),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        } | said
        text = json.dumps(sidecar)
        (path.parent / "about" / f"{path.stem}.json").write_text(text, encoding="utf-8")

    def write_page(self, text: str, figures: list[Row]) -> None:
        """A public page with that text, and the log of the figures on it."""
        home = self.report / "public"
        home.mkdir(parents=True, exist_ok=True)
        (home / "index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
        _write_csv(home / "figures.csv", figures)

    def write_workbook(
        self,
        name: str,
        columns: tuple[str, ...],
        rows: list,
        named: str = "ward_indicators",
    ) -> None:
        """A workbook of public files with one sheet of figures by ward."""
        sheet = Table(columns, ("VARCHAR",) * len(columns), rows)
        path = self.exports / "public" / f"{name}.xlsx"
        path.write_bytes(workbook({named: sheet}))

    def publish(self, indicator: str, part: str, whole: str) -> None:
        """What DfE says of all children of the council."""
        seeds = self.root / "seeds"
        measure = {"dataset_code": "published_eyfsp_results", "measure_code": "below"}
        measure |= {"indicator_code": indicator, "is_complement": "false"}
        _write_csv(seeds / "policy" / "policy_compared_measures.csv", [measure])
        period = {"supplier_label": PERIOD, "period_code": PERIOD}
        _write_csv(seeds / "reference" / "ref_periods.csv", [period])
        total = dict.fromkeys(("breakdown_topic", "breakdown_category", "sex"), "total")
        figure = {
            "area_level": "local_authority",
            "area_code": COUNCIL,
            "academic_year": PERIOD,
            "measure_code": "below",
            **total,
            "numerator_count": part,
            "denominator_count": whole,
        }
        landed = seeds / "landed" / "raw_published_eyfsp_results.csv"
        _write_csv(landed, [figure])

    def row(self, file: str, **wanted: str) -> Row:
        """The first row of a table with these cells."""
        return next(
            row
            for row in self.tables[file]
            if all(row[name] == value for name, value in wanted.items())
        )

    def change(self, table: str, change: Callable[[Row], None], **wanted: str) -> None:
        """Change a row in both audiences' files of figures."""
        for audience in ("partner", "public"):
            change(self.row(f"{audience}/{table}", **wanted))


def make_city(root: Path) -> City:
    """A city of four wards, its policy, and files that give nothing away."""
    _write_policy(root)
    city = City(root)
    noise = cycle((1, -2, 0, 2, -1, 3, -3, 1, 0))
    wards, larger = [], []
    for area_type, area, many in (
        *(("ward", ward, 1 + number % 3) for number, ward in enumerate(WARDS)),
        *(("locality", name, 0) for name in LOCALITIES),
    ):
        for indicator, topic, category in _cells():
            truth = _truth(city, area_type, area, indicator, topic, category, many)
            part, whole = (count + next(noise) for count in truth)
            # How many residents there are anyone may know.
            shown = part, truth[1] if indicator == HOUSED else whole
            row = _figure(area_type, area, indicator, topic, category, shown)
            (wards if area_type == "ward" else larger).append(row)
    for audience in ("partner", "public"):
        for file, rows, area in (
            (FIGURES, wards, "ward_code"),
            (LARGER, larger, "area_code"),
        ):
            city.tables[f"{audience}/{file}"] = [dict(row) for row in rows]
            city.keys[f"{audience}/{file}"] = (area, *_KEY)
    _add_words(city)
    return city


_KEY = ("indicator_code", "period_code", "breakdown_topic", "breakdown_category")


def _cells() -> list[tuple[str, str, str]]:
    """Indicator, topic and category of the figures of an area."""
    groups = [(topic, one) for topic, every in GROUPS.items() for one in every]
    return [
        *((GLD, *group) for group in (("total", "total"), *groups)),
        *((code, "total", "total") for code in (GAP, TAKE_UP, HOUSED)),
    ]


def _truth(
    city: City,
    area_type: str,
    area: str,
    indicator: str,
    topic: str,
    category: str,
    many: int,
) -> tuple[int, int]:
    """True numerator and denominator; those of localities are sums over their wards."""
    key = (indicator, topic, category)
    if area_type == "locality":
        pairs = [
            [city.truth[*key, part, ward] for ward in LOCALITIES[area]]
            for part in ("numerator", "denominator")
        ]
        return sum(pairs[0]), sum(pairs[1])
    halves = {"female": 10, "male": 20, "eligible": 18, "not_eligible": 12}
    wholes = {"female": 50, "male": 52, "eligible": 60, "not_eligible": 42}
    pair = (
        (halves[category] * many, wholes[category] * many)
        if topic != "total"
        else (30 * many, 102 * many)
    )
    if indicator == TAKE_UP:
        pair = (72 * many, 102 * many)
    for part, count in zip(("numerator", "denominator"), pair, strict=True):
        city.truth[*key, part, area] = count
    return pair


def _figure(
    area_type: str,
    area: str,
    indicator: str,
    topic: str,
    category: str,
    shown: tuple[int, int],
) -> Row:
    part, whole = shown
    where = {"ward_code": area, "ward_name": f"Ward {area[-1]}"}
    if area_type != "ward":
        where = {"area_type": area_type, "area_code": area}
    return {
        "local_authority_code": COUNCIL,
        **where,
        "indicator_code": indicator,
        "period_code": PERIOD,
        "breakdown_topic": topic,
        "breakdown_category": category,
        "numerator_count": str(part),
        "denominator_count": str(whole),
        "value": str(round(part / whole, 6)),
        "lower_95": "",
        "upper_95": "",
        "value_status": "protected",
        "protection_code": "cell_key",
        "figure_text": f"{part / whole:.0%}: {part} of {whole:,}.",
        "caution_codes": "area_not_child",
        "caution": CAUTION,
    }


def _add_words(city: City) -> None:
    """Scores, bands, headlines and the release, as those outside get them."""
    scores = (91, 60, 44, 12)
    city.tables[NEED] = [
        {
            "local_authority_code": COUNCIL,
            "ward_code": ward,
            "need_score": str(score),
            "need_rank": str(rank),
        }
        for rank, (ward, score) in enumerate(zip(WARDS, scores, strict=True), start=1)
    ]
    # Two of one step have ranks of their own, and one has neither score nor rank.
    city.tables[NEED][1]["need_score"] = city.tables[NEED][2]["need_score"]
    city.tables[NEED][3].update(need_score="", need_rank="")
    city.tables[BANDS] = [
        {
            "local_authority_code": COUNCIL,
            "ward_code": ward,
            "constituency_name": "East" if ward == WARDS[0] else "West",
            "top_k_chance_rate": "0.35",
        }
        for ward in WARDS
    ]
    city.tables[HEADLINES] = [
        {
            "local_authority_code": COUNCIL,
            "headline_code": "highest",
            "headline_text": "Ward 1 is in the band of highest need.",
            "ward_names": "Ward 1",
        }
    ]
    city.tables[RELEASES] = [
        {"local_authority_code": COUNCIL, "release_code": "2E2B184C"}
    ]
    for file in (NEED, BANDS):
        city.keys[file] = ("ward_code",)
    city.keys |= {HEADLINES: ("headline_code",), RELEASES: ("local_authority_code",)}


def _write_policy(root: Path) -> None:
    """The open policy of the city, with a table of noise that is even up to five."""
    policy, reference = root / "seeds" / "policy", root / "seeds" / "reference"
    _write_csv(
        policy / "policy_disclosure_settings.csv",
        [
            {"setting_code": code, "setting_value": str(value)}
            for code, value in SETTINGS.items()
        ],
    )
    _write_csv(policy / "policy_perturbation.csv", [*_noises()])
    _write_csv(
        policy / "policy_cautions.csv",
        [{"caution_code": "area_not_child", "caution_text": CAUTION}],
    )
    _write_csv(
        policy / "policy_indicator_sources.csv",
        [
            _source(GLD, "eyfsp_results", "both"),
            _source(HOUSED, "population_estimates", "denominator"),
        ],
    )
    _write_csv(
        policy / "policy_indicator_uncertainty.csv",
        [{"indicator_code": GLD, "counted_children": "numerator"}],
    )
    _write_csv(
        reference / "ref_wards.csv",
        [
            {
                "ward_code": ward,
                "local_authority_code": COUNCIL,
                "locality_name": locality,
            }
            for locality, wards in LOCALITIES.items()
            for ward in wards
        ],
    )
    _write_csv(
        reference / "ref_breakdowns.csv",
        [
            {"breakdown_topic": topic, "breakdown_category": category}
            for topic, categories in GROUPS.items()
            for category in categories
        ],
    )


def _source(indicator: str, dataset: str, measures: str) -> Row:
    return {
        "indicator_code": indicator,
        "dataset_code": dataset,
        "measures": measures,
    }


def _noises() -> list[Row]:
    """Each count of few becomes none, or three and more; the others move evenly."""
    rows = [_noise("0", "0", 0, 256, 0)]
    for count in range(1, MOST_NOISE + 1):
        rows += _even(count, str(count), [0, *range(3, count + MOST_NOISE + 1)])
    many = MOST_NOISE + 1
    return rows + _even(many, "", list(range(many - MOST_NOISE, many + many)))


def _even(count: int, to: str, shown: list[int]) -> list[Row]:
    edges = [round(256 * step / len(shown)) for step in range(len(shown) + 1)]
    return [
        _noise(str(count), to, first, after, number - count)
        for number, first, after in zip(shown, edges, edges[1:], strict=False)
    ]


def _noise(low: str, high: str, first: int, after: int, noise: int) -> Row:
    return {
        "count_from": low,
        "count_to": high,
        "key_from": str(first),
        "key_to": str(after - 1),
        "noise_count": str(noise),
    }


def _write_csv(path: Path, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
