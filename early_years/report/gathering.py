"""What several pages of the professional edition read of a council, gathered once."""

from dataclasses import dataclass

from early_years.report.atlas import Atlas, atlas
from early_years.report.figures import Figures, Row, is_true, number
from early_years.report.pages import chosen

NEED = "need/ward_need_scores"
INDICATORS = "reference/indicators"
VALUES = "indicators/area_indicators"
PROFILE = "wards/ward_profile_figures"
TOTAL = "total"


@dataclass(frozen=True)
class City:
    """A council's wards in order of need, and what is scored of them.

    ranked are the rows of wards with a rank, unranked of those without, top of those in
    most need. totals: (ward, indicator) -> the value of all children in the period of
    the score. beside are the indicators of the profile that are not scored, as
    context and what the council brought. codes are those of all wards that have a page.
    """

    figures: Figures
    atlas: Atlas
    ranked: list[Row]
    unranked: list[Row]
    top: list[Row]
    indicators: list[Row]
    beside: list[Row]
    totals: dict[tuple[str, str], Row]
    codes: frozenset[str]

    @property
    def need(self) -> list[Row]:
        """The rows of all wards, those without a rank last."""
        return [*self.ranked, *self.unranked]


def gather(figures: Figures) -> City:
    """What several pages read of the council of these figures."""
    need = sorted(figures.rows(NEED), key=lambda row: row["ward_name"])
    ranked = [row for row in need if row["need_rank"]]
    ranked.sort(key=lambda row: number(row, "need_rank") or 0)
    known = figures.rows(INDICATORS)
    profiled = {row["figure_code"] for row in figures.rows(PROFILE)}
    return City(
        figures=figures,
        atlas=atlas(figures),
        ranked=ranked,
        unranked=[row for row in need if not row["need_rank"]],
        top=[row for row in ranked if is_true(row, "is_in_top_k")],
        indicators=sorted(
            (row for row in known if is_true(row, "is_scored")), key=_order
        ),
        beside=[
            row
            for row in known
            if row["indicator_code"] in profiled and not is_true(row, "is_scored")
        ],
        codes=frozenset(row["ward_code"] for row in need),
        totals={
            (row["ward_code"], row["indicator_code"]): row
            for row in chosen(
                figures.rows(VALUES),
                area_type="ward",
                breakdown_topic=TOTAL,
                is_score_period="true",
            )
        },
    )


def _order(indicator: Row) -> tuple[str, str]:
    """Outcomes first, then take-up by age."""
    return indicator["domain_code"], indicator["indicator_code"]
