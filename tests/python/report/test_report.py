"""What holds on every page, whatever it shows."""

import csv
import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from reports import Elsewhere, Exports, Report, text, words

from early_years.environment import PlainError, here
from early_years.report.figures import ProfessionalFigures, PublicFigures, in_words
from early_years.report.rendering import TEMPLATES
from early_years.report.write import write_report

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
KILOBYTE = 1024
FILE_LINKS = re.compile(r'href="([^"]*/exports/[^"]*)"')
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
TAGS = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)
# Digits that templates write themselves, in words that are about no figure.
WRITTEN = {"1", "0"}
# A postcode and a date of birth to show how they are written.
EXAMPLES = {"8", "27", "3", "2024"}
STOPPED = ("significant", "confidence", "deprived ward", "average child")
LONGEST_SENTENCE = 30


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_exports_give_the_same_bytes(built, report, tmp_path, capsys):
    """Another order of hashes, time zone and language change nothing.

    What both editions took is printed beside the ten seconds that they may take.
    """
    script = (
        "import sys, time; from pathlib import Path; sys.path.insert(0, sys.argv[1]); "
        "from reports import Elsewhere; "
        "from early_years.report.write import write_report; "
        "home = Path(sys.argv[2]); write_report(Elsewhere(home, home=home)); "
        "print(f'{time.process_time():.1f}')"
    )
    home = tmp_path / "wärds and more"
    shutil.copytree(built.exports, home / "exports")
    told = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    took = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent), str(home)],
        cwd=here().root,
        env=os.environ | told,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    wards = len(list((home / "report" / "professional" / "wards").iterdir()))
    with capsys.disabled():
        print(f"\nReport: {took} s of CPU for {wards} wards; it may take 10 s.")
    assert content(home / "report" / "professional") == content(report.folder)


def test_pages_ask_for_nothing_and_run_nothing_of_their_own(report):
    script = (report.folder / "static" / "report.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "eval(", "fetch(", "localStorage", "document.write"):
        assert word not in script
    # Where a target stands written: a link that readers follow, if they want to.
    led = {line["raw"] for line in report.log if line["column"] == "source_address"}
    for address, html in report.pages.items():
        named = words(html).attributes
        assert f'content="{POLICY}"' in html, address
        for name, value in named:
            assert name != "style" and not name.startswith("on"), (address, name)
            if name in {"src", "href", "action"}:
                is_led = name == "href" and value in led
                assert (
                    is_led
                    or not re.match(r"\w+:", value)
                    or value.startswith(("mailto:", "tel:"))
                ), (address, value)
        for body in re.findall(r"<script(.*?)>(.*?)</script>", html, re.DOTALL):
            assert 'type="application/json"' in body[0] or not body[1], address
        assert "<style" not in html


def test_no_page_is_heavy(report):
    shared = sum(
        len(gzip.compress((report.folder / "static" / name).read_bytes()))
        for name in ("govuk.css", "report.css", "report.js")
    )
    for address, html in report.pages.items():
        size = (len(gzip.compress(html.encode())) + shared) / KILOBYTE
        assert size <= (25 if address.startswith("wards/") else 50), address


def test_every_figure_is_the_cell_that_it_remembers(report):
    cells: dict[str, dict[str, dict[str, str]]] = {}
    for line in report.log:
        file = line["file"]
        if file not in cells:
            cells[file] = _cells(report.exports, file)
        raw = cells[file][line["key"]][line["column"]]
        assert raw == line["raw"]
        assert line["text"] in _ways_to_write(raw), line
    assert len(report.log) > 10_000


def _cells(exports: Path, file: str) -> dict[str, dict[str, str]]:
    """The rows of a file by their keys, read without the code of the report."""
    path = exports / (file if file.endswith(".csv") else f"{file}.csv")
    about = path.parent / "about" / f"{path.stem}_columns.csv"
    keys = ["file"]
    if about.is_file():
        with about.open(encoding="utf-8-sig", newline="") as lines:
            keys = [
                row["column_name"]
                for row in csv.DictReader(lines)
                if row["is_key"] == "true"
            ]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {
            " ".join(row[key] for key in keys): row for row in csv.DictReader(lines)
        }


def _ways_to_write(raw: str) -> set[str]:
    """All texts that may stand for a cell: as it is, or rounded, half up as in SQL."""
    ways = {raw}
    if re.fullmatch(r"-?\d+(\.\d+)?", raw):
        whole, tenth = (
            Decimal(raw).quantize(Decimal(to), ROUND_HALF_UP) for to in ("1", ".1")
        )
        share = (Decimal(raw) * 100).quantize(Decimal(1), ROUND_HALF_UP)
        ways |= {f"{share}%", f"{whole:,f}", f"{tenth:,f}"}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
        ways.add(in_words(date.fromisoformat(raw)))
    return ways


def test_every_digit_on_a_page_is_a_figure(report):
    told = defaultdict(set)
    for line in report.log:
        for page in line["pages"].split():
            told[page] |= set(DIGITS.findall(line["text"]))
    for address, html in report.pages.items():
        for said in words(html).said:
            strange = set(DIGITS.findall(said)) - told[address] - WRITTEN
            # A file is named with the figures that stand in it.
            assert not strange, (address, said)


def test_templates_write_no_digits_but_these():
    for path in sorted(TEMPLATES.glob("*.html")):
        text_alone = TAGS.sub(" ", path.read_text(encoding="utf-8"))
        assert set(DIGITS.findall(text_alone)) <= WRITTEN | EXAMPLES, path.name


def test_an_edition_opens_its_own_files_alone(built):
    for figures in (PublicFigures(built.exports), ProfessionalFigures(built.exports)):
        for file in ("../internal/need/ward_need_scores", "../public/need/wards"):
            if f"../{figures.audience}/" not in file:
                with pytest.raises(PermissionError):
                    figures.rows(file)


def test_the_public_edition_needs_no_other_files(built, tmp_path):
    exports = tmp_path / "exports"
    shutil.copytree(built.exports / "public", exports / "public")
    write_report(Elsewhere(tmp_path, home=tmp_path), "public")
    assert content(tmp_path / "report") == {
        f"public/{name}": found
        for name, found in content(built.report / "public").items()
    }


def test_made_up_rows_put_a_banner_on_every_page(report, exports):
    for address, html in report.pages.items():
        assert "Example data." in html, address
        assert "not for publication" in html and '"robots" content="noindex"' in html
    for path in exports.folder.rglob("*.csv"):
        file = path.relative_to(exports.folder).with_suffix("").as_posix()
        # Beside the folders of an audience lie lists of files, and no tables. What was
        # said of the tool stays made up: it is no figure.
        is_table = "/about/" not in file and file.count("/") > 1
        if is_table and file != "internal/actions/feedback":
            exports.change(file, lambda row: row.update(is_synthetic="false"))
    for address, html in exports.written().pages.items():
        assert "Example data." not in html, address


def test_every_page_can_be_reached(report):
    found, left = {"index.html"}, ["index.html"]
    while left:
        page = left.pop()
        for address in re.findall(r'href="([^":#]+\.html)', report.pages[page]):
            path = os.path.normpath(Path(page).parent / address).replace(os.sep, "/")
            if path in report.pages and path not in found:
                found.add(path)
                left.append(path)
    assert found == set(report.pages)


def test_links_to_exports_lead_to_files(built):
    for page in sorted(built.report.rglob("*.html")):
        for address in FILE_LINKS.findall(page.read_text(encoding="utf-8")):
            assert (page.parent / address).is_file(), f"{page.name}: {address}"


def test_sentences_are_short_and_plain(report):
    for address, html in report.pages.items():
        said = text(html)
        assert not [word for word in STOPPED if word in said.lower()], address
        assert not re.search(r"\b(nan|None|null|undefined)\b(?! of)", said), address
    leads = re.findall(r'class="lead">(.*?)</p>', report.pages["index.html"], re.DOTALL)
    assert leads
    for lead in leads:
        for sentence in re.split(r"(?<=\.)\s+", re.sub(r"<[^>]+>", "", lead).strip()):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_a_report_that_fails_leaves_the_last_one(exports: Exports):
    before: Report = exports.written()
    was = content(before.folder)
    path = exports.folder / "internal" / "need" / "ward_need_scores.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("need_rank", "rank"))
    with pytest.raises(PlainError, match="The last one stays"):
        exports.written()
    assert content(before.folder) == was
    assert [p.name for p in before.folder.parent.iterdir()] == ["professional"]
