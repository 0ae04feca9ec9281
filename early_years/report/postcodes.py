"""Which ward a postcode lies in: a small script per district, which a page loads.

A page that was opened from a file can load no data but scripts. What is asked for is
the first half of a postcode alone, as the name of its file; the second half stays where
it was typed.
"""

from collections.abc import Container, Iterator

from early_years.report.figures import Figures, Row
from early_years.report.pages import Page

POSTCODES = "reference/postcode_wards"
Districts = dict[str, dict[str, list[Row]]]


def districts(figures: Figures, wards: Container[str]) -> Districts:
    """The postcodes of each district by ward, of the wards that have a page."""
    found: Districts = {}
    for row in figures.rows(POSTCODES):
        if (ward := row["ward_code"]) in wards:
            district = found.setdefault(row["postcode_district"], {})
            district.setdefault(ward, []).append(row)
    return found


def pages(found: Districts, near: Container[str]) -> Iterator[Page]:
    """A script per district; near are the wards with a page of places near them."""
    for district, wards in found.items():
        told = {
            code: {
                "name": rows[0]["ward_name"],
                "near": code in near,
                # Second halves have three signs each: they need nothing between them.
                "inward": "".join(row["postcode_inward"] for row in rows),
            }
            for code, rows in wards.items()
        }
        yield Page(f"postcodes/{district}.js", "postcodes.js", "", {"wards": told})
