"""The pages that everybody may read."""

from early_years.report import childcare, everyone, postcodes
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
    districts = postcodes.districts(figures, {row["ward_code"] for row in town.wards})
    return [
        *everyone.index(town, list(districts)),
        everyone.outline(town),
        *everyone.profiles(town, near),
        *childcare.pages(near, list(districts)),
        *postcodes.pages(districts, near.wards),
        everyone.beside(town),
        everyone.targets(town),
        everyone.data(town),
        everyone.method(town),
    ]
