"""Pages about the whole council: services, places, other councils and the method."""

from typing import Any

from early_years.report import draw
from early_years.report.figures import Row, number
from early_years.report.front import ANY_SERVICE, GAPS, headlines
from early_years.report.gathering import INDICATORS, City
from early_years.report.others import (
    COMPARISONS,
    FOLLOW_UP,
    NO_ACTION,
    beside_others,
    feedback_by_release,
    followed_actions,
    newest_targets,
    over_time,
    target_shares,
    targets_set,
    tool_evaluation,
)
from early_years.report.pages import Page, chosen, first
from early_years.report.wards import (
    ACCESS,
    PROVISION,
    RESPONSIBILITIES,
    WardFiles,
    ward_places,
)

QUADRANTS = "provision/provision_quadrants"
ASSOCIATIONS = "provision/provision_associations"
VARIANTS = "need/robustness_variants"
MOVED = "need/rank_robustness"
CHANGES = "need/ward_rank_changes"
FRESHNESS = "quality/source_freshness"
DATASETS = "reference/datasets"
QUALITY = "quality/source_quality"
ROWS = "quality/data_quality"
MENDS = "quality/directory_findings"
HUBS = "provision/hub_reach"
# How many places of one kind a page names; the file has all.
NAMED = 12
AS_PUBLISHED = "default"


def services(city: City) -> Page:
    """Where services look, and where need is."""
    rows = city.figures.rows(GAPS)
    order = {row["ward_code"]: place for place, row in enumerate(city.need)}
    wards = [
        row
        for row in chosen(rows, prioritising_service_code=ANY_SERVICE)
        if row["gap_code"] != "neither"
    ]
    wards.sort(key=lambda row: order.get(row["ward_code"], len(order)))
    by_ward = city.figures.by(GAPS, "ward_code")
    lists: dict[str, Row] = {row["prioritising_service_code"]: row for row in rows}
    whole = lists.pop(ANY_SERVICE, None)
    return _page(
        city,
        "services",
        rows,
        whole=whole,
        lists=list(lists.values()),
        wards=wards,
        cells={
            ward["ward_code"]: {
                row["prioritising_service_code"]: row
                for row in by_ward[ward["ward_code"]]
            }
            for ward in wards
        },
        overlap=headlines(city, "overlap"),
        reason=city.figures.reason(GAPS),
    )


def places(city: City) -> Page:
    """What provision there is, and who can reach it."""
    read = WardFiles(city.figures)
    facts = {row["ward_code"]: ward_places(read, row["ward_code"]) for row in city.need}
    heads = max(facts.values(), key=len, default=[])
    questions = []
    for pair in sorted(
        city.figures.rows(ASSOCIATIONS), key=lambda row: number(row, "pair_order") or 0
    ):
        points = [
            row
            for row in chosen(city.figures.rows(QUADRANTS), pair_code=pair["pair_code"])
            if row["provision_value"] and row["value"]
        ]
        questions.append({"pair": pair, "points": points, **_scatter(points)})
    rows = [row for found in facts.values() for row in found]
    mends = _mends(city.figures.rows(MENDS))
    hubs = _hubs(city.figures.rows(HUBS))
    return _page(
        city,
        "places",
        [
            *rows,
            *(question["pair"] for question in questions),
            *(row for mend in mends for row in mend),
            *(row for best in hubs for row in best),
        ],
        heads=heads,
        facts=facts,
        wards=sorted(city.need, key=lambda row: row["ward_name"]),
        questions=questions,
        mends=mends,
        hubs=hubs,
        named=NAMED,
        reasons=[city.figures.reason(file) for file in (PROVISION, ACCESS, HUBS)],
    )


def _mends(rows: list[Row]) -> list[list[Row]]:
    """What to mend, a list of places for each check and list that it was found in."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: number(row, "check_order") or 0):
        found.setdefault((row["check_code"], row["dataset_code"]), []).append(row)
    return list(found.values())


def _hubs(rows: list[Row]) -> list[list[Row]]:
    """The best small areas for a hub, by catchment, most children first."""
    areas = [
        row for row in chosen(rows, candidate_kind="lsoa") if row["numerator_count"]
    ]
    areas.sort(key=lambda row: number(row, "reach_order") or 0)
    found: dict[float, list[Row]] = {}
    for row in areas:
        found.setdefault(number(row, "radius_metres") or 0, []).append(row)
    return [found[radius][:NAMED] for radius in sorted(found)]


def _scatter(points: list[Row]) -> dict[str, Any]:
    """The two scales of a scatter, and the wards that stand apart."""
    highest = max((number(row, "provision_value") or 0 for row in points), default=1)
    return {
        "across": draw.Scale(0, highest or 1, 300),
        "up": draw.rates((number(row, "value") for row in points), 180),
        "apart": sorted(
            chosen(points, is_apart_from_median="true"), key=lambda r: r["ward_name"]
        ),
    }


def beside(city: City) -> Page:
    """How the council stands beside others, and over time."""
    figures = beside_others(city.figures)
    targets = newest_targets(city.figures)
    return _page(
        city,
        "beside",
        [*(row for found in figures for row in found), *targets],
        figures=figures,
        scale=draw.Scale(0, 1, 420),
        over_time=over_time(city.figures),
        has_targets=True,
        targets=targets,
        reason=city.figures.reason(COMPARISONS),
    )


def targets(city: City) -> Page:
    """How far it is to the targets, and the wards' shares of the children."""
    held, shares = targets_set(city.figures), target_shares(city.figures)
    rows = [row for of_target in shares for ward in of_target for row in ward]
    return _page(city, "targets", [*held, *rows], targets=held, shares=shares)


def helped(city: City) -> Page:
    """What was done and whether it helped, and so of the tool itself."""
    followed, uses = followed_actions(city.figures), tool_evaluation(city.figures)
    waiting = [rows[0] for rows in followed if rows[0]["follow_up_status"] == NO_ACTION]
    return _page(
        city,
        "helped",
        [row for rows in (*followed, *uses) for row in rows],
        actions=[rows for rows in followed if rows[0] not in waiting],
        waiting=waiting,
        use_cases=uses,
        feedback=feedback_by_release(city.figures),
        reason=city.figures.reason(FOLLOW_UP),
    )


def robust(city: City) -> Page:
    """How much the ranking depends on the method."""
    variants = sorted(
        city.figures.rows(VARIANTS),
        key=lambda row: (row["variant_code"] != AS_PUBLISHED, row["variant_label"]),
    )
    ranks = {
        (row["variant_code"], row["ward_code"]): row for row in city.figures.rows(MOVED)
    }
    return _page(
        city,
        "robust",
        variants,
        variants=variants,
        ranks=ranks,
        top=city.top,
        reason=city.figures.reason(VARIANTS),
    )


def changes(city: City) -> Page:
    """What changed since the last release."""
    # A ward of an earlier release may have no page in this one.
    known = (r for r in city.figures.rows(CHANGES) if r["ward_code"] in city.codes)
    rows = sorted(
        known,
        key=lambda row: (-abs(number(row, "whole_rank_change") or 0), row["ward_name"]),
    )
    wards = {row["ward_code"]: row for row in rows}
    causes = {row["cause_code"]: row["cause_label"] for row in rows}
    return _page(
        city,
        "changes",
        rows,
        wards=list(wards.values()),
        causes=causes,
        cells={(row["ward_code"], row["cause_code"]): row for row in rows},
        reason=city.figures.reason(CHANGES),
    )


def data(city: City) -> Page:
    """Whose data, how fresh, whom to ask."""
    sources = sorted(city.figures.rows(FRESHNESS), key=lambda r: r["dataset_title"])
    quality = {
        row["dataset_code"]: row
        for row in sorted(city.figures.rows(QUALITY), key=lambda r: r["period_code"])
    }
    steps = sorted(
        city.figures.rows(RESPONSIBILITIES),
        key=lambda row: number(row, "step_order") or 0,
    )
    groups: dict[str, list[Row]] = {}
    for step in steps:
        groups.setdefault(step["process_group"], []).append(step)
    return _page(
        city,
        "data",
        [*sources, *quality.values()],
        sources=sources,
        quality=quality,
        groups=list(groups.values()),
        about={row["dataset_code"]: row for row in city.figures.rows(DATASETS)},
        mistakes=city.figures.rows(ROWS),
    )


def method(city: City) -> Page:
    """How it is worked out, and what it cannot tell."""
    return _page(
        city,
        "method",
        city.ranked,
        indicators=city.indicators,
        others=[
            row for row in city.figures.rows(INDICATORS) if row["is_scored"] != "true"
        ],
        example=first(city.top) if city.top else None,
        all_cautions=city.figures.rows("reference/cautions"),
        statuses=city.figures.rows("reference/value_statuses"),
    )


def _page(city: City, name: str, rows: list[Row], **context: Any) -> Page:
    """A page of its own name, with the cautions of the rows that it reads."""
    shared = {"atlas": city.atlas, "cautions": city.figures.cautions(rows)}
    return Page(f"{name}.html", f"{name}.html", name, shared | context)
