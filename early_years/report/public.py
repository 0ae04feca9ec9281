"""The pages that everybody may read."""

from early_years.report import childcare, everyone
from early_years.report.atlas import atlas
from early_years.report.figures import Figures
from early_years.report.pages import Page

NAVIGATION = (
    ("need", "index.html", "Need by ward"),
    ("childcare", "childcare.html", "Childcare near you"),
    ("data", "data.html", "About the data"),
    ("method", "method.html", "How it is worked out"),
)


def pages(figures: Figures) -> list[Page]:
    """The pages of the public edition for one council."""
    town = everyone.gather(figures, atlas(figures))
    near = childcare.gather(figures)
    return [
        *everyone.index(town),
        everyone.outline(town),
        *everyone.profiles(town, near),
        *childcare.pages(near),
        everyone.data(town),
        everyone.method(town),
    ]
