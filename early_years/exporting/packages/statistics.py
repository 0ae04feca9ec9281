"""The public figures in the shape of Explore Education Statistics, with its metadata.

Its rules (Department for Education, open data standards): one kind of year a file; time
and place in columns of fixed names; a filter has an item that is shown first; what is
not there is a symbol, never a blank; the metadata names filters and indicators that
have more than one value. Which columns are filters and indicators is read from the key,
the types and the units of the file.
"""

from collections import defaultdict
from datetime import date

from early_years.exporting.files import File
from early_years.exporting.tables import Table, csv_text

FOLDER = "packages/explore-education-statistics"
# By these columns a file of figures is known, and by these where each is of.
NEEDS = {
    *("indicator_code", "period_code", "period_label", "value_symbol"),
    *("period_start_date", "period_end_date", "value", "value_unit"),
}
WARD, AREA = {"ward_code", "ward_name"}, {"area_type", "area_code", "area_name"}
# What the standard has no level for, such as a locality of the NHS, stays out.
COUNCIL = "local_authority"
TIME_AND_PLACE = (
    *("time_period", "time_identifier", "geographic_level"),
    *("country_code", "country_name", "lad_code", "lad_name"),
    *("ward_code", "ward_name"),
)
COUNTRIES = {
    "E": ("E92000001", "England"),
    "N": ("N92000002", "Northern Ireland"),
    "S": ("S92000003", "Scotland"),
    "W": ("W92000004", "Wales"),
}
METADATA = (
    *("col_name", "col_type", "label", "indicator_grouping", "indicator_unit"),
    *("indicator_dp", "filter_hint", "filter_grouping_column", "filter_default"),
)
# Kinds of period that one file may mix -> the name of the file.
TERMS = ("Autumn term", "Spring term", "Summer term")
# Month in which a period begins and how many months it has -> what EES calls it.
PERIODS = {
    (9, 12): ("Academic year", "academic_year"),
    (4, 12): ("Financial year", "financial_year"),
    (1, 12): ("Calendar year", "calendar_year"),
    (4, 3): ("Financial year Q1", "financial_year_quarters"),
    (7, 3): ("Financial year Q2", "financial_year_quarters"),
    (10, 3): ("Financial year Q3", "financial_year_quarters"),
    (1, 3): ("Financial year Q4", "financial_year_quarters"),
}
OTHER_PERIOD = ("Reporting year", "reporting_year")
FIRST_MONTHS = {"academic_year": 9, "terms": 9}
TOTAL = "Total"
MADE_UP, RECORDED = "Made-up records", "Real records"
ORIGIN = "data_origin"
SHARE = "rate"


def statistics(files: list[File]) -> dict[str, bytes]:
    """Path -> content of a data file and its metadata per kind of period."""
    found = {}
    for file in files:
        columns = set(file.table.columns)
        if not (columns >= NEEDS | WARD or columns >= NEEDS | AREA):
            continue
        for kind, rows in _by_kind(file).items():
            stem = f"{FOLDER}/{file.export.name}_{kind}"
            names = (*TIME_AND_PLACE, *_filters(file), ORIGIN, *_indicators(file))
            found[f"{stem}.csv"] = _csv(names, rows)
            about = _metadata(file, rows)
            found[f"{stem}.meta.csv"] = _csv(METADATA, about)
    return found


def time_of(label: str, first: date, last: date) -> tuple[str, str, str]:
    """time_period, time_identifier and the kind of file of a period."""
    identifier = next((term for term in TERMS if label.startswith(term)), None)
    if identifier:
        kind = "terms"
    else:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        identifier, kind = PERIODS.get((first.month, months), OTHER_PERIOD)
    if kind in ("calendar_year", "reporting_year"):
        return str(last.year), identifier, kind
    begins = first.year - (first.month < FIRST_MONTHS.get(kind, 4))
    return f"{begins}{(begins + 1) % 100:02d}", identifier, kind


def _by_kind(file: File) -> dict[str, list[dict[str, str]]]:
    """The rows that are shares, by the kind of period that they are of."""
    found = defaultdict(list)
    for cells in file.table.rows:
        row = dict(zip(file.table.columns, cells, strict=True))
        has_level = row.get("area_type", COUNCIL) == COUNCIL
        if has_level and row["value_unit"] == SHARE and row["period_start_date"]:
            kind, told = _row(file, row)
            found[kind].append(told)
    return found


def _row(file: File, row: dict) -> tuple[str, dict[str, str]]:
    period, identifier, kind = time_of(
        row["period_label"], row["period_start_date"], row["period_end_date"]
    )
    country = COUNTRIES[row["local_authority_code"][0]]
    is_ward = "ward_code" in row
    told = {
        "time_period": period,
        "time_identifier": identifier,
        "geographic_level": "Ward" if is_ward else "Local authority district",
        "country_code": country[0],
        "country_name": country[1],
        "lad_code": row["local_authority_code"],
        "lad_name": row["local_authority_name"],
        "ward_code": row["ward_code"] if is_ward else "",
        "ward_name": row["ward_name"] if is_ward else "",
        ORIGIN: MADE_UP if row["is_synthetic"] else RECORDED,
    }
    for label, code in _filters(file).items():
        told[label] = TOTAL if row[code] == "total" else row[label]
    for name, unit in _indicators(file).items():
        told[name] = shown_as(row[name], unit, row["value"], row["value_symbol"])
    return kind, told


def shown_as(
    cell: float | None, unit: str, value: float | None, symbol: str | None
) -> str:
    """A number as EES shows it, or the symbol that stands in its place.

    x is "not available", c "confidential" and z "not applicable", as in the standard.
    """
    if cell is not None:
        # 0.07 is 7 %, and a float says 7.000000000000001.
        number = cell * 100 if unit == "%" else cell
        return f"{number:.6f}".rstrip("0").rstrip(".")
    if symbol and (value is None or unit != "%"):
        return symbol
    return "x" if value is None else "z" if unit == "%" else "c"


def _filters(file: File) -> dict[str, str]:
    """Label column -> code column of all of the key that is neither time nor place."""
    columns = set(file.table.columns)
    pairs = {f"{name.removesuffix('_code')}_label": name for name in file.export.key}
    return {
        label: name
        for label, name in pairs.items()
        if label in columns and label != "period_label"
    }


def _indicators(file: File) -> dict[str, str]:
    """Column -> unit of all numbers: counts, and what is in the unit of the value."""
    numbers = [c for c in file.columns if c.data_type in ("integer", "double")]
    return {
        column.name: "" if column.unit == "count" else "%"
        for column in numbers
        if column.unit in ("count", "as in value_unit")
    }


def _metadata(file: File, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The metadata: filters of more than one value, and all indicators."""
    labels = {column.name: column.label for column in file.columns}
    labels[ORIGIN] = "Origin of the data"
    filters = [*_filters(file), ORIGIN]
    grouping = {"breakdown_category_label": "breakdown_topic_label"}
    groups = {grouping[name] for name in filters if name in grouping}
    told = []
    for name in filters:
        items = {row[name] for row in rows}
        if name in groups or len(items) < 2:
            continue
        told.append(
            {
                "col_name": name,
                "col_type": "Filter",
                "label": labels[name],
                "filter_grouping_column": grouping.get(name, ""),
                "filter_default": TOTAL if TOTAL in items else min(items),
            }
        )
    for name, unit in _indicators(file).items():
        about = {"col_name": name, "col_type": "Indicator", "label": labels[name]}
        places = "1" if unit else "0"
        told.append(about | {"indicator_unit": unit, "indicator_dp": places})
    return told


def _csv(names: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    cells = [tuple(row.get(name, "") for name in names) for row in rows]
    return csv_text(Table(names, ("VARCHAR",) * len(names), cells)).encode()
