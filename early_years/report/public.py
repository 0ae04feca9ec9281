"""The pages that everybody may read."""

from early_years.report.figures import Figures
from early_years.report.pages import Page

NAVIGATION: tuple[tuple[str, str, str], ...] = ()


def pages(figures: Figures) -> list[Page]:
    """The pages of the public edition for one council."""
    return []
