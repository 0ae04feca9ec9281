"""The editions of the report: who reads them, which files they rest on, their pages."""

from collections.abc import Callable
from dataclasses import dataclass

from early_years.environment import PlainError
from early_years.report import professional, public
from early_years.report.figures import Figures, ProfessionalFigures, PublicFigures
from early_years.report.pages import Page


@dataclass(frozen=True)
class Edition:
    """One report: its reader class, its navigation and what makes its pages.

    navigation has a code, an address and words for each page that it names.
    """

    code: str
    label: str
    reader: type[Figures]
    navigation: tuple[tuple[str, str, str], ...]
    pages: Callable[[Figures], list[Page]]
    is_public: bool = False


EDITIONS = {
    edition.code: edition
    for edition in (
        Edition(
            "professional",
            "For professionals: not for publication",
            ProfessionalFigures,
            professional.NAVIGATION,
            professional.pages,
        ),
        Edition(
            "public",
            "For everyone",
            PublicFigures,
            public.NAVIGATION,
            public.pages,
            is_public=True,
        ),
    )
}
BOTH = "both"


def editions_of(name: str) -> list[Edition]:
    """The editions of a name, or both. Raises PlainError for a name that is none."""
    if name == BOTH:
        return list(EDITIONS.values())
    if name not in EDITIONS:
        raise PlainError(
            f"--edition {name} is none. Write {', '.join(EDITIONS)} or {BOTH}."
        )
    return [EDITIONS[name]]
