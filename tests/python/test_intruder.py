"""The intruder finds what is planted in files that leave, and nothing in clean ones."""

import csv
import json
import math

import pytest
from intruder_files import (
    BANDS,
    COUNCIL,
    FIGURES,
    GAP,
    GLD,
    HEADLINES,
    HOUSED,
    LARGER,
    NEED,
    PERIOD,
    RELEASES,
    TAKE_UP,
    WARDS,
    City,
    make_city,
)

from early_years.intruder.auditing import audit
from early_years.intruder.rates import wilson
from early_years.intruder.reading import read_publication
from early_years.intruder.texts import numbers

PARTNER, PUBLIC = f"partner/{FIGURES}", f"public/{FIGURES}"
TOTAL = {"breakdown_topic": "total"}


@pytest.fixture
def city(tmp_path) -> City:
    return make_city(tmp_path / "project")


def found_in(city: City, allowed=None, others=(), is_written=True) -> set[tuple]:
    """The kinds of findings, each with its place."""
    publication = city.write() if is_written else read_publication("0002", city.exports)
    found = audit(
        city.root, publication, allowed or city.allowed(), city.report, others
    )
    return {(one.kind, one.place) for one in found.findings}


def test_clean_files_give_nothing_away(city):
    publication = city.write()
    found = audit(city.root, publication, city.allowed(), city.report)
    assert found.lines()[-1] == "Nothing is given away."
    assert len(found.protected) > 80 and not found.misfits


def change_figure(city: City, part: str, count: str, **wanted: str) -> None:
    """Show another count in both files, with the rate and sentence that follow."""

    def change(row):
        row[f"{part}_count"] = count
        part_, whole = int(row["numerator_count"]), int(row["denominator_count"])
        row["value"] = str(round(part_ / whole, 6))
        row["figure_text"] = f"{part_ / whole:.0%}: {part_} of {whole:,}."

    table = LARGER if "area_code" in wanted else FIGURES
    city.change(table, change, period_code=PERIOD, **wanted)


def exact_rank(city):
    for row, rank in zip(city.tables[NEED], (3, 1, 4, 2), strict=True):
        row["volume_need_rank"] = str(rank)


def exact_score(city):
    city.tables[NEED][0]["need_score"] = "90.908124"


def exact_sum(city):
    city.row(f"public/{LARGER}", area_code="North", **TOTAL).update(
        protection_code="", value_status="observed"
    )


def complement(city):
    first = {"ward_code": WARDS[0], **TOTAL}
    change_figure(city, "denominator", "102", indicator_code=GAP, **first)
    change_figure(city, "denominator", "102", indicator_code=TAKE_UP, **first)
    change_figure(city, "numerator", "60", indicator_code=TAKE_UP, **first)
    change_figure(city, "numerator", "27", indicator_code=GAP, **first)


def residual(city):
    north = {"indicator_code": HOUSED, "area_code": "North", **TOTAL}
    shown = [
        int(city.row(PUBLIC, indicator_code=HOUSED, ward_code=ward)["numerator_count"])
        for ward in WARDS[:2]
    ]
    change_figure(city, "numerator", str(sum(shown) - 14), **north)


def published_residual(city):
    """What the council has in all leaves each ward hardly more than its least."""
    for audience in ("partner", "public"):
        larger = city.tables[f"{audience}/{LARGER}"]
        larger[:] = [row for row in larger if row["indicator_code"] != HOUSED]
    shown = [
        int(row["numerator_count"])
        for row in city.tables[PUBLIC]
        if row["indicator_code"] == HOUSED
    ]
    city.publish(HOUSED, str(sum(shown) - 5 * len(shown) + 1), "9999")


def second_geography(city):
    row = dict(city.row(f"public/{LARGER}", indicator_code=HOUSED, area_code="North"))
    shown = city.row(PUBLIC, indicator_code=HOUSED, ward_code=WARDS[0])
    part = int(shown["numerator_count"]) + 8
    whole = int(shown["denominator_count"])
    row.update(area_type="constituency", area_code="East", numerator_count=str(part))
    row.update(denominator_count=str(whole), value=str(round(part / whole, 6)))
    row.update(figure_text="")
    city.tables[f"public/{LARGER}"].append(row)


def category_recovered(city):
    """As partners were once shown: all counts but those of few children."""
    for audience in ("partner", "public"):
        for row in city.tables[f"{audience}/{FIGURES}"]:
            if row["ward_code"] == WARDS[0] and row["indicator_code"] == GLD:
                row.update(protection_code="", value_status="observed")
                if row["breakdown_category"] == "female":
                    row.update(protection_code="suppression", figure_text="")
                    row.update(value_status="suppressed", value="")
                    row.update(numerator_count="", denominator_count="")


def caution_text(city):
    city.tables[PUBLIC][0]["caution"] = "Seven of 37 children were not seen."


def caution_code(city):
    hide(city, caution_codes="area_not_child small_numbers")


def figure_beside(city):
    hide(city, value="0.31")


def hide(city, **beside):
    row = city.row(PUBLIC, ward_code=WARDS[1], indicator_code=HOUSED)
    row.update(numerator_count="", denominator_count="", value="", figure_text="")
    row.update(value_status="suppressed", protection_code="suppression", **beside)


def rate(city):
    row = city.row(PUBLIC, ward_code=WARDS[0], breakdown_category="female")
    row.update(value=str(round(10 / 50, 6)), figure_text="")
    row["value"] = str(round(11 / 49, 6))


def limits(city):
    row = city.row(PUBLIC, ward_code=WARDS[0], breakdown_category="female")
    lower, upper = (round(limit, 6) for limit in wilson(10, 50))
    row.update(lower_95=str(lower), upper_95=str(upper))


def chance(city):
    city.tables[BANDS][1]["top_k_chance_rate"] = "0.3712"


def headline(city):
    city.tables[HEADLINES][0]["headline_text"] = "In Ward 1 103 children are below."


def sentence(city):
    city.tables[PUBLIC][0]["figure_text"] = "30%: 31 of 104, of whom 17 are boys."


def other_noise(city):
    row = city.row(PARTNER, ward_code=WARDS[2], indicator_code=HOUSED)
    part, whole = int(row["numerator_count"]) + 1, int(row["denominator_count"])
    row.update(numerator_count=str(part), value=str(round(part / whole, 6)))
    row.update(figure_text="")


LEAKS_IN_TABLES = [
    (exact_rank, "rank", NEED),
    (exact_score, "score", NEED),
    (exact_sum, "exact count", f"partner/{LARGER}, public/{LARGER}"),
    (complement, "count recovered", PUBLIC),
    (residual, "count recovered", f"public/{LARGER}"),
    (published_residual, "count recovered", "raw_published_eyfsp_results"),
    (second_geography, "count recovered", f"public/{LARGER}"),
    (category_recovered, "count recovered", PUBLIC),
    (caution_text, "caution", PUBLIC),
    (caution_code, "caution", PUBLIC),
    (figure_beside, "figure beside a hidden count", PUBLIC),
    (rate, "rate", PUBLIC),
    (limits, "limits", PUBLIC),
    (chance, "chance", BANDS),
    (headline, "headline", HEADLINES),
    (sentence, "sentence", PUBLIC),
    (other_noise, "two numbers for one count", f"{PARTNER}, {PUBLIC}"),
]


@pytest.mark.parametrize(
    ("plant", "kind", "place"),
    [pytest.param(*leak, id=leak[0].__name__) for leak in LEAKS_IN_TABLES],
)
def test_a_leak_in_a_table_is_found(city, plant, kind, place):
    plant(city)
    found = {one for one in found_in(city) if one[0] == kind}
    assert any(place in where for _, where in found), found


def test_a_file_that_should_not_be_there_is_found(city):
    city.write()
    (city.exports / "public" / "need" / "ranks.csv").write_text("a\n1\n")
    assert ("stray file", "public/need/ranks.csv") in found_in(city, is_written=False)


def test_a_column_that_no_model_has_is_found(city):
    allowed = city.allowed()
    for row in city.tables[BANDS]:
        row["median_rank"] = "3"
    assert ("stray column", BANDS) in found_in(city, allowed)


def test_a_sidecar_that_counts_what_was_left_out_is_found(city):
    city.write()
    city.write_sidecar(PUBLIC, rows=999)
    assert ("row count", f"{PUBLIC} (about)") in found_in(city, is_written=False)


def test_a_sidecar_of_another_state_is_found(city):
    city.write()
    city.write_sidecar(PUBLIC, sha256="0" * 64)
    assert found_in(city, is_written=False) == {("other bytes", f"{PUBLIC} (about)")}


def test_a_parquet_file_with_other_rows_is_found(city):
    city.write()
    parquet = city.exports / "public" / "need" / "parquet" / "wards.parquet"
    kept = parquet.read_bytes()
    chance(city)
    city.write_table(BANDS)
    city.tables[BANDS][1]["top_k_chance_rate"] = "0.35"
    other = parquet.read_bytes()
    city.write_table(BANDS)
    assert found_in(city, is_written=False) == set() and kept != other
    parquet.write_bytes(other)
    assert found_in(city, is_written=False) == {("Parquet", BANDS)}


@pytest.mark.parametrize(
    ("column", "text"),
    [("example", "37"), ("meaning", "Children below, as in 37 of 338.")],
)
def test_a_figure_in_a_dictionary_is_found(city, column, text):
    city.write()
    path = (
        city.exports / "public" / "indicators" / "about" / "ward_indicators_columns.csv"
    )
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row | {column: text} for row in csv.DictReader(lines)]
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert found_in(city, is_written=False) == {
        ("dictionary", f"{PUBLIC} (dictionary)")
    }


def test_rows_in_the_order_of_a_hidden_rank_are_found(city):
    city.write()
    rows = city.tables[BANDS]
    rows[0], rows[2] = rows[2], rows[0]
    city.write_table(BANDS, is_ordered=False)
    assert found_in(city, is_written=False) == {("order of rows", BANDS)}


def test_a_release_that_shows_the_same_children_otherwise_is_found(city):
    before = city.write()
    kept = city.root / "data" / "published" / "0001" / "exports"
    kept.parent.mkdir(parents=True)
    city.exports.rename(kept)
    other = read_publication("0001", kept)
    assert before.tables.keys() == other.tables.keys()
    first = {"ward_code": WARDS[0], "indicator_code": HOUSED, **TOTAL}
    later = int(city.row(PUBLIC, **first)["numerator_count"]) + 1
    change_figure(city, "numerator", str(later), **first)
    place = f"{PARTNER} and publication 0001"
    assert found_in(city, others=[other]) == {("release", place)}
    # Other children may well be shown as other numbers.
    city.tables[RELEASES][0]["release_code"] = "AAAA0000"
    assert found_in(city, others=[other]) == set()


def logged(city: City) -> dict[str, str]:
    """The line of a page's log of figures about the first count by ward."""
    shown = city.tables[PUBLIC][0]
    key = " ".join(shown[name] for name in city.keys[PUBLIC])
    log = {"pages": "index.html", "file": PUBLIC, "key": key, "text": "31"}
    return log | {"column": "numerator_count", "raw": shown["numerator_count"]}


def test_a_page_with_an_exact_count_is_found(city):
    city.write()
    log = logged(city)
    city.write_page("31 children", [log])
    assert found_in(city, is_written=False) == set()
    page = ("page", "report/public/index.html")
    city.write_page("31 children, of whom 4,711 are boys", [log])
    assert found_in(city, is_written=False) == {page}
    city.write_page("30 children", [log | {"raw": "30", "text": "30"}])
    assert found_in(city, is_written=False) == {page}
    city.write_page("31", [log | {"file": "internal/indicators/area_indicators"}])
    assert found_in(city, is_written=False) == {page}


def mark(attributes: str) -> str:
    """A page with the map of one ward, which public files say is of a band."""
    band = '<script type="application/json" id="layers">%s</script>'
    layers = json.dumps({WARDS[0]: {"need": ["need-high", ["High"]]}})
    return f'<svg><a data-ward="{WARDS[0]}" {attributes}></a></svg>{band % layers}'


@pytest.mark.parametrize(
    "attributes",
    [
        'class="need-7"',
        'class="need-high" style="fill: #070707"',
        'class="need-high" data-rank="2"',
        'class="need-high" aria-label="Ward 1. 4,711 children"',
    ],
)
def test_a_map_that_tells_more_than_its_files_is_found(city, attributes):
    for row in city.tables[BANDS]:
        row.update(need_band_code="high", need_band_label="High")
    city.write()
    city.write_page(mark('class="need-high" aria-label="Ward 1. High"'), [logged(city)])
    assert found_in(city, is_written=False) == set()
    city.write_page(mark(attributes), [logged(city)])
    found = {("drawing", "report/public/index.html")}
    assert found_in(city, is_written=False) == found


def test_figures_for_a_script_that_no_file_has_are_found(city):
    city.write()
    shown = city.tables[PUBLIC][0]
    sentence, ward = shown["figure_text"], shown["ward_code"]
    for text, found in (
        (sentence, set()),
        ("31 of 104", {("drawing", "report/public/index.html")}),
    ):
        layers = json.dumps({ward: {"gld_below": ["none", [text]]}})
        page = f'<script type="application/json" id="layers">{layers}</script>'
        city.write_page(page, [logged(city)])
        assert numbers(sentence) and found_in(city, is_written=False) == found


def test_a_list_of_others_files_is_found(city):
    city.write()
    text = "audience,file,rows\npublic,need/wards,4\ninternal,need/ranks,69\n"
    (city.exports / "public" / "files.csv").write_text(text, encoding="utf-8")
    kind = "list of others' files"
    assert found_in(city, is_written=False) == {(kind, "public/files.csv")}


def test_a_workbook_with_a_hidden_column_is_found(city):
    columns = (*city.tables[PUBLIC][0], "true_count")
    rows = [(*row.values(), "30") for row in city.tables[PUBLIC]]
    city.write()
    city.write_workbook("indicators", columns, rows)
    assert found_in(city, is_written=False) == {("workbook", "public/indicators.xlsx")}


@pytest.mark.parametrize("is_exact", [False, True])
def test_a_rate_that_counts_elsewhere_do_not_give_is_found(city, is_exact):
    row = city.row(PARTNER, ward_code=WARDS[0], indicator_code=GLD)
    value = str(round(30 / 102, 6)) if is_exact else row["value"]
    assert value != row["value"] or not is_exact
    named = {"local_authority_code": COUNCIL, "ward_code": WARDS[0]}
    profile = {**named, "figure_code": GLD, "period_code": PERIOD, "value": value}
    other = {**named, "figure_code": "places", "period_code": PERIOD, "value": "19.5"}
    city.tables["partner/wards/profile"] = [profile, other]
    city.keys["partner/wards/profile"] = ("ward_code", "figure_code")
    found = {kind for kind, _ in found_in(city)}
    assert found == ({"rate of no counts"} if is_exact else set())


def test_a_rate_of_before_that_no_counts_give_is_found(city):
    for row in city.tables[PARTNER]:
        row["previous_value"] = ""
    city.row(PARTNER, ward_code=WARDS[0], indicator_code=GLD)["previous_value"] = "0.3"
    assert {kind for kind, _ in found_in(city)} == {"rate of no counts"}


@pytest.mark.parametrize("change", ["cell", "sheet"])
def test_a_workbook_that_says_more_than_its_tables_is_found(city, change):
    rows = [list(row.values()) for row in city.tables[PUBLIC]]
    columns = tuple(city.tables[PUBLIC][0])
    if change == "cell":
        rows[0][columns.index("numerator_count")] = "30"
    city.write()
    city.write_workbook(
        "indicators", columns, rows, "more" if change == "sheet" else "ward_indicators"
    )
    assert found_in(city, is_written=False) == {("workbook", "public/indicators.xlsx")}


def test_no_clean_bound_is_narrower_than_policy(city):
    found = audit(city.root, city.write(), city.allowed(), None)
    widths = [
        high - low + 1
        for cell, (low, high) in found.intervals.items()
        if cell in found.protected
    ]
    assert min(widths) >= 5 and not math.isnan(max(widths))
