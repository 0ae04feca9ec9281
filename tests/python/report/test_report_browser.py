"""How pages look and behave, in Debian's Chromium."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from printing import print_briefs

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
WIDTHS = (1280, 320)
HEIGHT = 900
OVERFLOW = "document.documentElement.scrollWidth-document.documentElement.clientWidth"
FOCUSED = "document.activeElement.getAttribute('data-ward')"
ARROWS = ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp")


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser) -> Iterator:
    """A browser without memory; it notes what is asked for and what goes wrong."""
    made = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT})
    asked: list[str] = []
    wrong: list[str] = []
    made.on("request", lambda request: asked.append(request.url))
    made.on("console", lambda message: wrong.append(message.text))
    made.on("weberror", lambda error: wrong.append(str(error.error)))
    yield made
    made.close()
    assert all(url.startswith("file:") for url in asked)
    assert wrong == []


@pytest.fixture
def page(context) -> Iterator:
    opened = context.new_page()
    yield opened
    opened.close()


def address(report, path: str) -> str:
    name, _, anchor = path.partition("#")
    uri = (report.folder / name).as_uri()
    return f"{uri}#{anchor}" if anchor else uri


def violations(page, options: dict) -> list[tuple[str, str]]:
    found = axe_core.Axe().run(page, options={"preload": False, **options}).response
    return [
        (rule["id"], node["html"][:120])
        for rule in found["violations"]
        for node in rule["nodes"][:2]
    ]


def test_pages_are_accessible_and_fit_at_each_width(report, sample, page):
    rules = {"runOnly": {"type": "tag", "values": list(RULES)}}
    for name, path in sample.items():
        page.goto(address(report, path))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert violations(page, rules) == [], (name, width)
            assert page.evaluate(OVERFLOW) == 0, (name, width)


@pytest.mark.parametrize("theme", ["dark", "forced"])
def test_colours_can_be_read_in_each_theme(report, sample, page, theme):
    forced = "active" if theme == "forced" else "none"
    page.emulate_media(color_scheme="dark", forced_colors=forced)
    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
    # A page has the same colours at each width; its widths are looked at in light.
    page.set_viewport_size({"width": WIDTHS[1], "height": HEIGHT})
    for name, path in sample.items():
        page.goto(address(report, path))
        assert violations(page, rules) == [], name


def test_text_of_twice_the_size_fits(report, sample, page):
    page.set_viewport_size({"width": 640, "height": HEIGHT})
    for name, path in sample.items():
        page.goto(address(report, path))
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(OVERFLOW) <= 0, name


def test_the_map_keeps_its_colours_where_colours_are_forced(report, page):
    page.emulate_media(forced_colors="active")
    page.goto(address(report, "index.html"))
    fills = page.eval_on_selector_all(
        "svg.real a path", "paths => paths.map(path => getComputedStyle(path).fill)"
    )
    assert len(set(fills)) >= 4
    before = page.locator("svg.real").screenshot()
    page.emulate_media(forced_colors="none")
    after = page.locator("svg.real").screenshot()
    # What is seen, not only what is computed: as many colours as without.
    assert abs(len(before) - len(after)) < len(after) / 2


def test_answer_finder_and_map_are_on_the_first_screen(report, page):
    page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    page.goto(address(report, "index.html"))
    for selector in ("h1", ".lead", "form[data-ward]", "svg.real", ".choices"):
        box = page.locator(selector).first.bounding_box()
        assert box["y"] + box["height"] <= HEIGHT, selector


def test_all_wards_are_reached_on_the_map_by_keyboard(report, page):
    page.goto(address(report, "index.html"))
    codes = set(
        page.eval_on_selector_all("svg.real a", "a => a.map(x => x.dataset.ward)")
    )
    stops = "a => a.filter(x => x.getAttribute('tabindex') === '0').length"
    assert page.eval_on_selector_all("svg.real a", stops) == 1
    page.focus("svg.real a[tabindex='0']")
    seen = {page.evaluate(FOCUSED)}
    left = list(seen)
    while left:
        start = left.pop()
        for key in ARROWS:
            page.focus(f"svg.real a[data-ward='{start}']")
            page.keyboard.press(key)
            ward = page.evaluate(FOCUSED)
            if ward not in seen:
                seen.add(ward)
                left.append(ward)
    assert seen == codes and len(codes) > 60
    page.keyboard.press("Home")
    first = page.evaluate(FOCUSED)
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) != first
    page.keyboard.press("a")
    name = page.evaluate("document.activeElement.dataset.name")
    assert name.startswith("A") and name in page.inner_text("[data-readout]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wards/*.html")
    assert page.inner_text("h1") == name


def test_a_layer_changes_labels_and_stands_in_the_address(report, page):
    page.goto(address(report, "index.html"))
    link = page.locator("svg.real a").first
    before = link.get_attribute("aria-label")
    page.locator("input[name=layer]").nth(1).check()
    after = link.get_attribute("aria-label")
    assert before != after and "#layer=" in page.url
    page.reload()
    assert page.locator("svg.real a").first.get_attribute("aria-label") == after
    page.locator("input[name=shape][value=equal]").check()
    assert page.locator("svg.equal").is_visible()
    assert not page.locator("svg.real").is_visible()


def assert_pairs_are_told(report, page):
    """Of the two wards that are chosen the page says what the file says, either way."""
    chosen = [page.input_value("#first"), page.input_value("#second")]
    told = {
        str(row["indicator_code"]): str(row["comparison_text"])
        for row in report.figures().rows("indicators/ward_pairs")
        if {row["ward_code"], row["other_ward_code"]} == set(chosen)
    }
    assert told
    for first, second in (chosen, chosen[::-1]):
        page.select_option("#first", first)
        page.select_option("#second", second)
        said = {
            place.get_attribute("data-pair"): place.inner_text()
            for place in page.locator("[data-pair]").all()
        }
        assert {figure: said[figure] for figure in told} == told


def test_a_ward_is_found_and_two_are_compared(report, page):
    page.goto(address(report, "index.html"))
    page.get_by_role("button", name="Open profile").click()
    assert page.evaluate("document.activeElement.name") == "ward"
    page.select_option("#ward", label="Alum Rock")
    page.get_by_role("button", name="Open profile").click()
    page.wait_for_url("**/wards/*.html")
    assert page.inner_text("h1") == "Alum Rock"
    page.get_by_role("link", name="Compare with").click()
    page.wait_for_url("**/compare.html#*")
    heads = page.locator("thead th").all_inner_texts()
    assert heads[1] == "Alum Rock"
    other = page.locator("#second option").nth(5)
    page.select_option("#second", other.get_attribute("value"))
    assert page.locator("thead th").all_inner_texts()[2] == other.inner_text()
    assert other.get_attribute("value") in page.url
    assert_pairs_are_told(report, page)
    stored = page.evaluate("localStorage.length + sessionStorage.length")
    assert stored == 0 and page.context.cookies() == []


def rows_by(page, head: str) -> tuple[str | None, list[str]]:
    """Sort the first table by a column: how its head says it stands, and its texts."""
    table = page.locator("table[data-sort]").first
    heads = table.locator("thead th")
    table.get_by_role("button", name=f"Sort by {head}").click()
    at = [one.strip() for one in heads.all_inner_texts()].index(head)
    cells = f"tbody tr > :nth-child({at + 1})"
    return heads.nth(at).get_attribute("aria-sort"), table.locator(
        cells
    ).all_inner_texts()


def test_a_table_is_sorted_by_a_column_and_back(report, page):
    page.goto(address(report, "services.html"))
    before = page.locator("table[data-sort] tbody tr").all_inner_texts()
    way, ranks = rows_by(page, "Rank")
    assert way == "ascending" and ranks == sorted(ranks, key=int)
    way, ranks = rows_by(page, "Rank")
    assert way == "descending" and ranks == sorted(ranks, key=int, reverse=True)
    way, names = rows_by(page, "Ward")
    assert way == "ascending" and names == sorted(names)
    assert page.locator("[aria-sort]").count() == 1
    for _ in ("descending", "as the file has them"):
        way, _ = rows_by(page, "Ward")
    assert way is None
    assert page.locator("table[data-sort] tbody tr").all_inner_texts() == before


def test_dates_are_sorted_as_dates(report, page):
    page.goto(address(report, "data.html"))
    rows_by(page, "Next due")
    cells = page.locator("table[data-sort]").first.locator("td[data-label='Next due']")
    due = cells.evaluate_all("cells => cells.map(cell => cell.dataset.value)")
    told = [one for one in due if one]
    assert told == sorted(told) and due[: len(told)] == told and len(set(told)) > 2


def test_pages_work_without_javascript(report, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(report, "index.html"))
    assert not page.locator("form").first.is_visible()
    wards = page.locator("svg.real a").count()
    assert page.locator("#list details tbody a").count() == wards
    page.goto(address(report, "compare.html"))
    assert page.get_by_text("Comparing needs JavaScript.").is_visible()
    page.goto(address(report, "services.html"))
    assert page.locator("thead button").count() == 0
    context.close()


def test_each_brief_prints_to_one_page(report, page):
    wrong, said = print_briefs(page, report.folder)
    assert wrong == {}
    assert page.inner_text("h1") in said
    assert "Example data." in said and "not for publication" in said


def test_what_the_map_says_is_what_the_page_holds(report, page):
    """Each ward has words in each layer."""
    page.goto(address(report, "index.html"))
    layers = json.loads(page.inner_text("#layers") or page.text_content("#layers"))
    shown = page.eval_on_selector_all(
        "input[name=layer]", "inputs => inputs.map(input => input.value)"
    )
    for ward in layers.values():
        assert set(ward) == set(shown)
        assert all("".join(words) for _, words in ward.values())


def test_pictures_of_the_documentation_are_small():
    folder = Path(__file__).parents[3] / "docs" / "pictures"
    for picture in folder.glob("*.png"):
        assert picture.stat().st_size < 300 * 1024, picture.name
