"""The pages for people who work with the council."""

from early_years.report import front, wards
from early_years.report.figures import Figures
from early_years.report.gathering import gather
from early_years.report.pages import Page

NAVIGATION = (("need", "index.html", "Need"),)


def pages(figures: Figures) -> list[Page]:
    """The pages of the professional edition for one council."""
    city = gather(figures)
    return [front.index(city), front.outline(city), *wards.profiles(city)]
