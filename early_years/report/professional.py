"""The pages for people who work with the council."""

from early_years.report import around, audiences, compare, front, wards
from early_years.report.figures import Figures
from early_years.report.gathering import gather
from early_years.report.pages import Page

NAVIGATION = (
    ("need", "index.html", "Need"),
    ("compare", "compare.html", "Compare wards"),
    ("services", "services.html", "Services"),
    ("places", "places.html", "Places"),
    ("data", "data.html", "Data and contacts"),
    ("method", "method.html", "Method"),
)


def pages(figures: Figures) -> list[Page]:
    """The pages of the professional edition for one council."""
    city = gather(figures)
    return [
        front.index(city),
        front.outline(city),
        *wards.profiles(city),
        *audiences.briefs(city),
        compare.compare(city),
        around.services(city),
        around.places(city),
        around.beside(city),
        around.targets(city),
        around.helped(city),
        around.robust(city),
        around.changes(city),
        around.data(city),
        around.method(city),
    ]
