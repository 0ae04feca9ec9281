"""What everyone may read rests on the public files alone, and tells all they hold."""

import gzip
import json
import re
import shutil

import pytest
from reports import Exports, Report, text, words

from early_years.report.childcare import DISTANCES, SETTINGS, STARTS, gather
from early_years.report.figures import PublicFigures
from early_years.report.postcodes import POSTCODES

HEADINGS = re.compile(r"<h1>(.*?)</h1>")
SHARED = ("govuk.css", "report.css", "public.css", "report.js", "public.js")
OFFENSIVE = '<script>alert("1")</script>'


@pytest.fixture(scope="session")
def everyone(built) -> Report:
    """The public report as the build of the example left it."""
    return Report(built.report / "public", built.exports)


@pytest.fixture
def public(built, tmp_path) -> Exports:
    """A copy of the public exports with few wards, to be changed and reported on."""
    few = Exports.few(built.exports, tmp_path / "data" / "exports")
    wards = {row["ward_code"] for row in PublicFigures(few.folder).rows("need/wards")}
    for path in (built.exports / "public").rglob("about/*.json"):
        shutil.copyfile(path, few.folder / path.relative_to(built.exports))
    few.keep(f"public/{DISTANCES}", lambda row: row["origin_code"] in {"B8", *wards})
    return few


def bytes_of(folder) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_there_is_a_page_for_each_ward_and_district(everyone):
    figures = PublicFigures(everyone.exports)
    wards = {row["ward_code"] for row in figures.rows("need/wards")}
    near = gather(figures)
    assert {f"wards/{code}.html" for code in wards} <= set(everyone.pages)
    assert {f"briefs/{code}.html" for code in wards} <= set(everyone.pages)
    wanted = {f"near/{code}.html" for code in (*near.districts, *near.wards)}
    assert wanted <= set(everyone.pages) and len(near.districts) > 30


def test_what_is_planted_inside_is_found_on_no_page(public):
    """A hidden count, a rank and an unnamed childminder are in internal files alone."""
    traces = {
        "need_rank": "99",
        "need_score": "0.987654321",
        "volume_need_count": "98765",
    }

    def plant(row):
        row.update({name: value for name, value in traces.items() if name in row})

    def name_childminder(row):
        row.update(setting_name="Planted Quagga Nest", postcode="B35 9QV")

    public.change("internal/need/ward_need_scores", plant)
    public.change("internal/reference/settings", name_childminder)
    report = public.written("public")
    everything = b"".join(bytes_of(report.folder).values()).decode("utf-8")
    for trace in ("Planted Quagga", "B35 9QV", "0.987654321", "98765", "98,765"):
        assert trace not in everything
    assert "need_rank" not in everything and "/internal/" not in everything


def test_figures_are_rounded_and_hidden_ones_stay_hidden(everyone):
    for line in everyone.log:
        assert line["file"].startswith("public/"), line
        assert not line["column"].startswith(("need_rank", "need_score")), line


def test_a_hidden_figure_says_so_and_is_drawn_as_none(public):
    def hide(row):
        if row["indicator_code"] == "asq_below":
            blank = ("value", "lower_95", "upper_95", "limits_text", "of_text")
            row.update(dict.fromkeys(blank, ""))
            row.update(value_text="Hidden", figure_text="Hidden. Few children.")
            row.update(comparison_code="", value_status="suppressed")

    public.change("public/indicators/ward_indicators", hide)
    report = public.written("public")
    wards = [html for path, html in report.pages.items() if path.startswith("wards/")]
    assert all("Hidden Hidden. Few children." in text(html) for html in wards)
    assert '"asq_below":["none"' in report.pages["index.html"]


def test_a_ward_without_a_band_says_why(public):
    def unrank(row):
        row.update(need_band_code="", need_band_label="", unranked_reason="Too little.")

    public.change("public/need/wards", unrank)
    pages = public.written("public").pages
    assert "No ward could be put into a band" in text(pages["index.html"])
    ward = next(html for path, html in pages.items() if path.startswith("wards/"))
    assert "No band Too little." in text(ward)


def test_a_council_without_shapes_or_places_still_gets_its_pages(public):
    for name in ("ward_shapes", "ward_neighbours"):
        public.keep(f"public/reference/{name}", lambda row: False)
    for name in ("place_distances", "settings", "services"):
        public.keep(f"public/provision/{name}", lambda row: False)

    def give_reason(row):
        if row["file"] == "provision/place_distances":
            row.update(is_written="false", reason="no postcode directory was sent")

    public.change("public/files", give_reason)
    pages = public.written("public").pages
    assert "Boundaries were not supplied" in text(pages["index.html"])
    assert '<svg class="real"' not in pages["index.html"]
    assert "no postcode directory was sent" in text(pages["childcare.html"])
    assert not any(path.startswith("near/") for path in pages)


def test_a_second_council_gets_pages_of_its_own(public):
    def move(row):
        for name, value in row.items():
            if name.endswith("ward_code") and value:
                row[name] = f"X{value}"
        row.update(local_authority_code="E08000029", local_authority_name="Solihull")

    for name in ("need/wards", "indicators/ward_indicators"):
        public.add(f"public/{name}", move)
    pages = public.written("public").pages
    assert "Solihull" in text(pages["index.html"])
    assert "Example data." in text(pages["index.html"])
    own = pages["E08000029/index.html"]
    assert "Early years in Solihull" in text(own)
    assert "Boundaries were not supplied" in text(own)


def test_hostile_names_are_text_and_hostile_addresses_no_links(public):
    def attack(row):
        row["setting_name"] = OFFENSIVE
        row.update(website="'javascript:alert(1)", contact_phone='1" onclick="x')

    public.change(f"public/{SETTINGS}", attack)
    pages = public.written("public").pages
    for path, html in pages.items():
        assert OFFENSIVE not in html, path
        for name, value in words(html).attributes:
            assert not name.startswith("on"), path
            assert "javascript:" not in value, path


def test_what_nobody_told_is_never_no(everyone):
    figures = PublicFigures(everyone.exports)
    near = gather(figures)
    for row in figures.rows(SETTINGS):
        place = near.places["setting", row["setting_code"]]
        is_known = row["hours_text"] != "not known"
        assert ("opening hours" in place.unknown) is not is_known
        assert ("Open" in dict(place.facts)) is is_known
    told = near.places.values()
    assert any(place.ages for place in told) and any(place.hours for place in told)


def test_places_stand_nearest_first(everyone):
    html = everyone.pages["near/B8.html"]
    distances = [float(km) for km in re.findall(r"<b>([\d.]+) km</b>", html)]
    assert distances == sorted(distances) and len(distances) > 10
    rows = [
        row
        for row in PublicFigures(everyone.exports).rows(DISTANCES)
        if row["origin_code"] == "B8"
    ]
    assert len(distances) == len(rows)


def test_every_postcode_stands_once_in_the_file_of_its_district(everyone):
    told = set()
    for path in sorted((everyone.folder / "postcodes").glob("*.js")):
        said = path.read_text(encoding="utf-8")
        wards = json.loads(said[said.index("{") : said.rindex("}") + 1])
        for code, ward in wards.items():
            inward = re.findall("...", ward["inward"])
            assert ward["near"] is (f"near/{code}.html" in everyone.pages)
            told |= {(path.stem, half, code, ward["name"]) for half in inward}
    columns = ("postcode_district", "postcode_inward", "ward_code", "ward_name")
    rows = PublicFigures(everyone.exports).rows(POSTCODES)
    assert told == {tuple(map(row.__getitem__, columns)) for row in rows} and told


def test_the_page_of_a_birthday_holds_every_start(everyone):
    starts = PublicFigures(everyone.exports).rows(STARTS)
    able = [row for row in starts if row["start_status"] == "can_start"]
    html = everyone.pages["childcare.html"]
    assert html.count('"begins":') == len(able)
    assert all(row["start_text"] in text(html) for row in able)


def test_pages_ask_for_nothing_keep_nothing_and_are_light(everyone):
    for name in ("report.js", "public.js"):
        script = (everyone.folder / "static" / name).read_text(encoding="utf-8")
        for word in ("innerHTML", "eval(", "fetch(", "localStorage", "cookie"):
            assert word not in script
    shared = sum(
        len(gzip.compress((everyone.folder / "static" / name).read_bytes()))
        for name in SHARED
    )
    for path, html in everyone.pages.items():
        assert "default-src 'none'; style-src 'self'" in html, path
        assert len(gzip.compress(html.encode())) + shared <= 50 * 1024, path
        assert len(HEADINGS.findall(html)) == 1, path
        assert "noindex" not in html and "For professionals" not in html, path
        made_up = "Example data" in text(html)
        # The rules on free hours are nobody's records.
        assert made_up or path == "briefs/family.html", path


def test_the_public_pages_need_nothing_of_other_audiences(public):
    """Where internal and partner files cannot be read, the same bytes come out."""
    whole = bytes_of(public.written("public").folder)
    for audience in ("internal", "partner"):
        shutil.rmtree(public.folder / audience)
    assert bytes_of(public.written("public").folder) == whole
