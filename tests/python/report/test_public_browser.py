"""How the pages for everyone look and behave, in Debian's Chromium."""

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from printing import print_briefs
from reports import Report

from early_years.report.childcare import STARTS
from early_years.report.figures import PublicFigures
from early_years.report.postcodes import POSTCODES

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("Debian's chromium is not installed", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")
axe_core = pytest.importorskip("axe_playwright_python.sync_playwright")

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OVERFLOW = "document.documentElement.scrollWidth-document.documentElement.clientWidth"
STORED = "localStorage.length + sessionStorage.length"
SANDBOX = "allow-scripts allow-top-navigation-by-user-activation"


@pytest.fixture(scope="module")
def everyone(built) -> Report:
    return Report(built.report / "public", built.exports)


@pytest.fixture(scope="module")
def sample(everyone) -> dict[str, str]:
    """A page of each type: what it is -> its address."""
    figures = PublicFigures(everyone.exports)
    usual = figures.rows("need/wards")[0]["ward_code"]
    hidden = next(
        row["ward_code"]
        for row in figures.rows("indicators/ward_indicators")
        if row["breakdown_topic"] == "total" and row["value_status"] == "too_few"
    )
    names = ("index", "beside", "childcare", "data", "method")
    return {
        **{name: f"{name}.html" for name in (*names, "embed/map", "embed/childcare")},
        "ward": f"wards/{usual}.html",
        "ward with hidden figures": f"wards/{hidden}.html",
        "brief": f"briefs/{usual}.html",
        "family": "briefs/family.html",
        "near a district": "near/B8.html",
        "near a ward": f"near/{usual}.html",
    }


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser) -> Iterator:
    """A page without memory, that asks for files alone and complains of nothing."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: wrong.append(message.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert all(url.startswith("file:") for url in asked)
    assert wrong == []


def uri(everyone, path: str) -> str:
    return (everyone.folder / path).as_uri()


def violations(page, rules: dict) -> list[tuple[str, str]]:
    options = {"preload": False, "runOnly": rules}
    found = axe_core.Axe().run(page, options=options).response
    return [
        (rule["id"], node["html"][:120])
        for rule in found["violations"]
        for node in rule["nodes"][:2]
    ]


def test_pages_are_accessible_and_fit_at_each_width(everyone, sample, page):
    for name, path in sample.items():
        page.goto(uri(everyone, path))
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 900})
            rules = {"type": "tag", "values": list(RULES)}
            assert violations(page, rules) == [], (name, width)
            assert page.evaluate(OVERFLOW) <= 0, (name, width)


@pytest.mark.parametrize("theme", ["dark", "forced"])
def test_colours_can_be_read_in_each_theme(everyone, sample, page, theme):
    forced = "active" if theme == "forced" else "none"
    page.emulate_media(color_scheme="dark", forced_colors=forced)
    for name, path in sample.items():
        page.goto(uri(everyone, path))
        rules = {"type": "rule", "values": ["color-contrast"]}
        assert violations(page, rules) == [], name


def test_a_ward_is_found_and_the_map_tells_bands(everyone, page):
    page.goto(uri(everyone, "index.html"))
    page.focus("svg.real a[tabindex='0']")
    name = page.evaluate("document.activeElement.dataset.name")
    assert name in page.inner_text("[data-readout]")
    link = page.locator("svg.real a").first
    before = link.get_attribute("aria-label")
    page.locator("input[name=layer]").nth(1).check()
    assert link.get_attribute("aria-label") != before
    page.select_option("#ward", label="Alum Rock")
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/wards/*.html")
    assert page.inner_text("h1") == "Alum Rock"


@pytest.mark.parametrize(
    ("typed", "district"),
    [("B8 1AA", "B8"), ("B8", "B8"), ("b131qq", "B13"), (" b 8  1aa ", "B8")],
)
def test_the_first_half_of_a_postcode_opens_its_places(everyone, page, typed, district):
    page.goto(uri(everyone, "childcare.html"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Your postcode").fill(typed)
    page.get_by_role("button", name="Find places").click()
    page.wait_for_url(f"**/near/{district}.html")
    assert page.inner_text("h1") == f"Places near {district}"
    for url in asked:
        assert "1AA" not in url.upper() and "1QQ" not in url.upper()
    page.go_back()
    assert page.get_by_label("Your postcode").input_value() == ""


@pytest.fixture(scope="module")
def home(everyone) -> dict[str, str]:
    """A postcode, its district and halves, and the ward that it lies in."""
    return dict(PublicFigures(everyone.exports).rows(POSTCODES)[0]._cells)


@pytest.mark.parametrize(
    ("start", "leads_to"), [("childcare", "near"), ("index", "wards")]
)
def test_a_whole_postcode_opens_its_ward(everyone, page, home, start, leads_to):
    inward = home["postcode_inward"]
    page.goto(uri(everyone, f"{start}.html"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.fill("#postcode", f"{home['postcode_district'].lower()} {inward}")
    page.press("#postcode", "Enter")
    page.wait_for_url(f"**/{leads_to}/{home['ward_code']}.html")
    assert home["ward_name"] in page.inner_text("h1")
    assert not [url for url in asked if inward in url.upper()]
    assert page.evaluate(STORED) == 0


@pytest.mark.parametrize("typed", ["{district}", "{district} 9ZZ"])
def test_on_the_front_page_a_district_names_its_wards(everyone, page, home, typed):
    page.goto(uri(everyone, "index.html"))
    page.fill("#postcode", typed.format(district=home["postcode_district"]))
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name=home["ward_name"]).last.click()
    page.wait_for_url(f"**/wards/{home['ward_code']}.html")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("M1 1AA", "M1 is not a postcode district of Birmingham"),
        ("hello", "Enter a postcode"),
        ("", "Enter a postcode"),
        ("<script>alert(1)</script>", "Enter a postcode"),
    ],
)
def test_what_is_no_postcode_of_ours_is_refused_in_words(everyone, page, typed, said):
    for name in ("index", "childcare"):
        page.goto(uri(everyone, f"{name}.html"))
        page.fill("#postcode", typed)
        page.press("#postcode", "Enter")
        assert said in page.inner_text("#postcode-error")
        assert page.evaluate("document.activeElement.id") == "postcode"
        assert page.url == uri(everyone, f"{name}.html")
        assert violations(page, {"type": "tag", "values": list(RULES)}) == []


def birthday(page, day: str, month: str, year: str) -> None:
    page.get_by_label("Day").fill(day)
    page.get_by_label("Month").fill(month)
    page.get_by_label("Year").fill(year)
    page.get_by_role("button", name="Show").click()


def test_a_birthday_says_what_a_child_can_get_and_leaves_nothing(everyone, page):
    page.goto(uri(everyone, "childcare.html"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    birthday(page, "27", "3", "2025")
    born = "2025-03-27"
    wanted = [
        row["short_entitlement_label"]
        for row in PublicFigures(everyone.exports).rows(STARTS)
        if row["start_status"] == "can_start"
        and row["born_from_date"] <= born <= row["born_to_date"]
    ]
    assert sorted(page.locator("#answer h3").all_inner_texts()) == sorted(wanted)
    assert page.evaluate("document.activeElement.textContent") == (
        "For a child born on 27 March 2025"
    )
    assert violations(page, {"type": "tag", "values": list(RULES)}) == []
    assert asked == [] and page.url == uri(everyone, "childcare.html")
    assert page.evaluate(STORED) == 0 and page.context.cookies() == []
    page.get_by_role("button", name="Clear").click()
    assert not page.locator("#answer").is_visible()
    assert "2025" not in page.locator("#answer").inner_html()
    assert page.get_by_label("Day").input_value() == ""


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (("31", "2", "2025"), "Enter a real date of birth"),
        (("", "", ""), "Enter a real date of birth"),
        (("<b>", "1", "2025"), "Enter a real date of birth"),
        (("1", "1", "1999"), "The list holds birthdays from"),
        (("1", "1", "2199"), "The list holds birthdays from"),
    ],
)
def test_what_is_no_birthday_of_the_list_is_refused(everyone, page, date, said):
    page.goto(uri(everyone, "childcare.html"))
    birthday(page, *date)
    assert said in page.inner_text("#birthday-error")
    assert page.evaluate("document.activeElement.id") == "day"
    assert not page.locator("#answer").is_visible()


def test_places_are_filtered_by_what_they_told(everyone, page):
    page.goto(uri(everyone, "near/B8.html"))
    every = page.locator("[data-place]").count()
    page.get_by_label("Free hours for").select_option("two")
    shown = page.locator("[data-place]:visible")
    ages = shown.evaluate_all("places => places.map(place => place.dataset.ages)")
    assert 0 < len(ages) < every and all("two" in one.split() for one in ages)
    # Whoever looks for a place for a two-year-old can telephone one.
    assert page.locator("[data-place]:visible a[href^='tel:']").count() > 0
    assert "Only places that fit" in page.inner_text("[data-said]")
    page.get_by_label("Open", exact=True).select_option("opens_before_eight")
    hours = shown.evaluate_all("places => places.map(place => place.dataset.hours)")
    assert hours and all("opens_before_eight" in one.split() for one in hours)
    page.get_by_label("Kind of place").select_option(label="Stay and play")
    assert shown.count() == 0 and page.locator("[data-none]").is_visible()
    page.get_by_label("Free hours for").select_option("")
    page.get_by_label("Open", exact=True).select_option("")
    assert shown.count() > 0 and not page.locator("[data-none]").is_visible()


def test_pages_work_without_javascript(everyone, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(uri(everyone, "index.html"))
    assert not page.locator("form").first.is_visible()
    wards = page.locator("svg.real a").count()
    assert wards > 60 and page.locator("#list li a").count() == wards
    page.goto(uri(everyone, "childcare.html"))
    assert not page.get_by_label("Your postcode").is_visible()
    assert not page.get_by_label("Day").is_visible()
    assert page.locator("a[href^='near/']").count() > 30
    page.get_by_text("For each birthday").click()
    assert page.locator("#begins ~ details p").first.is_visible()
    page.goto(uri(everyone, "near/B8.html"))
    assert not page.locator("form").first.is_visible()
    assert page.locator("[data-place]").first.is_visible()
    context.close()


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *arguments) -> None:
        pass


def serve(folder: Path) -> ThreadingHTTPServer:
    """A folder at an address of this machine, of an origin of its own."""
    handler = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.mark.parametrize(
    ("embedded", "leads_to"),
    [
        ("embed/map.html", "**/wards/*.html"),
        ("embed/childcare.html", "**/near/B8.html"),
    ],
)
def test_an_embedded_page_works_in_the_frame_of_another(
    everyone, browser, tmp_path, embedded, leads_to
):
    ours, theirs = serve(everyone.folder), serve(tmp_path)
    source = f"http://127.0.0.1:{ours.server_port}/{embedded}"
    frame = f'<iframe id="it" width="900" height="900" sandbox="{SANDBOX}"'
    host = f'<!DOCTYPE html><title>Host</title>{frame} src="{source}"></iframe>'
    (tmp_path / "host.html").write_text(host, encoding="utf-8")
    context = browser.new_context()
    wrong: list[str] = []
    context.on("console", lambda message: wrong.append(message.text))
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{theirs.server_port}/host.html")
    inside = page.frame_locator("#it")
    if "map" in embedded:
        inside.locator("label:has(input[name=layer])").nth(1).click()
        inside.locator("svg.real a[tabindex='0']").click()
    else:
        inside.get_by_label("Your postcode").fill("B8 1AA")
        inside.get_by_role("button", name="Find places").click()
    page.wait_for_url(leads_to)
    # The page itself went there, and not the frame alone.
    assert page.locator("header nav").is_visible()
    # A browser asks a server for the icon of a site, and there is none.
    assert [line for line in wrong if "404" not in line] == []
    context.close()
    for server in (ours, theirs):
        server.shutdown()
        server.server_close()


def test_pages_to_print_fit_one_sheet(everyone, page):
    wrong, _ = print_briefs(page, everyone.folder)
    assert wrong == {}
