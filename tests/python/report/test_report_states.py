"""What a page says where something is not there."""

import pytest
from reports import Exports, text

VALUES = "internal/indicators/area_indicators"
NEED = "internal/need/ward_need_scores"


def said_of_wards(exports: Exports) -> str:
    """All that profiles and briefs say."""
    pages = exports.written().pages
    return " ".join(text(html) for address, html in pages.items() if "/" in address)


def without_value(row: dict[str, str], **said: str) -> None:
    """Take the figure of a ward away, and say what the file says in its place."""
    if row["area_type"] == "ward":
        figures = ("value", "lower_95", "upper_95", "limits_text", "of_text")
        row.update(dict.fromkeys((*figures, "comparison_text"), ""))
        row.update(comparison_code="", **said)


@pytest.mark.parametrize(
    ("status", "value", "reason", "words"),
    [
        ("suppressed", "Hidden", "", "Hidden Hidden to protect people: few children."),
        ("not_applicable", "Does not apply", "No children.", "apply No children."),
        ("not_available", "Not supplied", "Not fit.", "Not supplied Not fit."),
        ("too_few", "Too few to say", "Below 30.", "Too few to say Below 30."),
    ],
)
def test_a_figure_that_is_not_there_says_why(exports, status, value, reason, words):
    said = {"value_status": status, "value_text": value, "status_reason": reason}
    exports.change(VALUES, lambda row: without_value(row, **said))
    assert words in said_of_wards(exports)


def test_more_than_the_eligible_are_told_with_both_counts(exports):
    said = {"value_status": "above_denominator", "value_text": "Above the eligible"}
    counts = {"of_text": "120 take up and 110 are eligible"}
    exports.change(VALUES, lambda row: without_value(row, **said, **counts))
    pages = said_of_wards(exports)
    assert "Above the eligible 120 take up and 110 are eligible." in pages


def test_few_who_were_seen_are_told(exports):
    exports.change(VALUES, lambda row: row.update(caution_codes="low_coverage"))
    assert "Few were seen" in said_of_wards(exports)


def test_what_is_in_the_profile_and_not_scored_stands_beside_the_score(exports):
    pages = said_of_wards(exports)
    assert "Beside the score" in pages
    assert "Children in temporary accommodation" in pages
    code = "temporary_accommodation"
    profile = "internal/wards/ward_profile_figures"
    exports.keep(profile, lambda row: row["figure_code"] != code)
    assert "Beside the score" not in said_of_wards(exports)


def test_a_file_that_was_not_written_leaves_its_section_and_the_reason(exports):
    exports.keep("internal/need/priority_gaps", lambda row: False)

    def give_reason(row):
        if row["file"] == "need/priority_gaps":
            row.update(is_written="false", reason="no service sent a list")

    exports.change("internal/files", give_reason)
    pages = exports.written().pages
    for address in ("index.html", "services.html"):
        assert "Not supplied no service sent a list" in text(pages[address])


def test_wards_without_a_rank_are_listed(exports):
    def unrank(row):
        blank = ("need_rank", "need_score", "need_band_code", "need_band_label")
        row.update(dict.fromkeys((*blank, "rank_low", "rank_high"), ""))
        row.update(is_in_top_k="false", score_status="not_available")

    exports.change(NEED, unrank)
    exports.keep("internal/need/headlines", lambda row: False)
    index = text(exports.written().pages["index.html"])
    assert "No ward could be ranked" in index
    assert "too few of its figures are known" in index


def test_without_boundaries_there_is_a_list(exports):
    path = exports.folder / "internal" / "reference" / "ward_shapes.csv"
    path.unlink(missing_ok=True)
    report = exports.written()
    assert "Boundaries were not supplied" in text(report.pages["index.html"])
    assert '<svg class="real"' not in report.pages["index.html"]


def test_the_first_release_says_that_changes_come_later(exports):
    assert "From the second release on." in text(
        exports.written().pages["changes.html"]
    )


def test_a_later_release_says_why_ranks_moved(exports, report):
    ward = report.figures().rows("need/ward_need_scores")
    codes = [row["ward_code"] for row in ward if row["need_rank"] in {"1", "2"}]
    rows = [
        {
            "local_authority_code": "E08000025",
            "ward_code": code,
            "ward_name": f"Ward {code}",
            "cause_code": cause,
            "cause_label": cause.title(),
            "rank_from": "9",
            "rank_to": "2",
            "whole_rank_change": "-7",
            "rank_change": "-3.5",
            "change_text": "It moved up.",
            "list_text": "It joined the list.",
            "is_synthetic": "true",
            "caution_codes": "rank_changes_are_of_figures",
        }
        for code in (*codes, "E05000000")
        for cause in ("figures", "method")
    ]
    exports.make("internal/need/ward_rank_changes", rows, "ward_code", "cause_code")
    said = text(exports.written().pages["changes.html"])
    assert f"Ward {codes[0]} 9 2 -3.5 -3.5 It moved up. It joined the list." in said
    assert "E05000000" not in said and "why anything changed for children" in said


def test_what_is_late_says_so(exports):
    exports.change(
        "internal/quality/source_freshness",
        lambda row: row.update(is_late="true"),
    )
    assert " Late " in text(exports.written().pages["data.html"])


def test_hostile_names_stay_text(exports):
    name = "<script>alert(1)</script>\"'=cmd"

    def rename(row):
        row.update(ward_name=name)

    exports.change(NEED, rename)
    pages = exports.written().pages
    assert all("<script>alert" not in html for html in pages.values())
    assert name in text(pages["index.html"])


def test_each_of_several_councils_has_pages_of_its_own(exports):
    for path in exports.folder.rglob("*.csv"):
        file = path.relative_to(exports.folder).with_suffix("").as_posix()

        def move(row):
            row["local_authority_code"] = "E08000029"
            row["local_authority_name"] = "Solihull"
            if row.get("ward_code"):
                row["ward_code"] = f"{row['ward_code'][:-1]}X"
                if row.get("area_type") == "ward":
                    row["area_code"] = row["ward_code"]

        header = path.read_text(encoding="utf-8-sig").split("\n", 1)[0].split(",")
        if "/about/" not in file and "local_authority_code" in header:
            exports.add(file, move)
    report = exports.written()
    assert "Solihull" in text(report.pages["index.html"])
    own = report.pages["E08000029/index.html"]
    assert "Early years in Solihull" in text(own) and "X.html" in own
    assert 'href="../static/report.css"' in own
