"""Made-up councils, and the build in which each is as the generator made it.

In a second build (crowd.py) the example's city stands among them with mistakes in its
rows, and some of them send less: what one council sends changes nothing for another.
"""

import json
from dataclasses import asdict
from pathlib import Path

import pandas as pd
from builds import Build
from projects import ProjectCopy, copy_project
from reorganised import reorganise

from development.synthetic import CitySpec, Truth, generate_cities
from development.synthetic.made_up import area_code, council_number, nation_of

# Planted wards as many as policy lists, so that the list is known.
PLAIN = CitySpec(
    "E08900001",
    "Alderport",
    seed=11,
    planted=(2, 5, 11, 17, 23, 28),
    denominator_error=0.02,
)
# In the second build its results at age five fail their gate.
GATED = CitySpec(
    "E08900002",
    "Beechmouth",
    seed=12,
    wards=20,
    planted=(0, 4, 9, 10, 13, 19),
    denominator_error=0.02,
)
# In the second build it sends no headcount.
WITHOUT_HEADCOUNT = CitySpec(
    "E08900003",
    "Cedarford",
    seed=13,
    wards=24,
    planted=(1, 3, 6, 14, 15, 22),
    denominator_error=0.02,
)

# All planted wards but ENGLISH have residents alike, and so has BETTER; the service's
# list has all of them but OVERLOOKED, and UNNEEDY beside. In the second build it sends
# returns by ward in the place of most rows of children.
OVERLOOKED, ENGLISH, BETTER, UNNEEDY = 11, 28, 8, 20
LANGUAGES = (2, 5, OVERLOOKED, 17, 23)
NEEDY = CitySpec(
    "E08900004",
    "Damsonbury",
    seed=14,
    wards=36,
    children_per_cohort=9000,
    planted=(*LANGUAGES, ENGLISH),
    better=(BETTER,),
    spread=0.1,
    residents={
        "poor_and_many_languages": (*LANGUAGES, BETTER),
        "mostly_english": (ENGLISH,),
    },
    prioritised=(*(ward for ward in LANGUAGES if ward != OVERLOOKED), ENGLISH, UNNEEDY),
    denominator_error=0.02,
)

# Its plants are of supply, in a square of six by six wards. The desert has a corner,
# with wards as thin beside it. The rest are farther apart than what lies within reach
# on foot, and many children live where few of them take up. In the second build its
# neighbour has sent nothing.
DESERT, OASIS, UNUSED, WELL = 0, 28, 9, 30
BESIDE_DESERT = (1, 6, 7)
SUPPLIED = CitySpec(
    "E08900005",
    "Quinceborough",
    seed=2,
    wards=36,
    children_per_cohort=6000,
    desert=(DESERT,),
    oasis=(OASIS,),
    full_but_unused=(UNUSED,),
    few_but_well=(WELL,),
    with_neighbour=True,
)
NEIGHBOUR = "E08900205"
FAR_FROM_NEIGHBOUR = [ward for ward in range(SUPPLIED.wards) if ward % 6 < 3]

# Refreshed alone as well; small, since tests of publishing copy it often.
SMALL = CitySpec(
    "E08900006",
    "Elmstead",
    seed=11,
    wards=8,
    children_per_cohort=600,
    planted=(2, 5),
)

# A Scottish council: one review, and nothing that is England's.
SCOTTISH = CitySpec(
    "S12900007",
    "Glenmuir",
    seed=15,
    wards=16,
    children_per_cohort=1600,
    planted=(3, 9),
    sends=(
        *("asq3_reviews", "asq3_children_due", "temporary_accommodation"),
        *("population_estimates", "postcodes"),
        *("census_ethnic_groups", "census_religions", "census_english_proficiency"),
    ),
)
SCOTTISH_OFFER = "scottish_three"
# A rural district: in some of its wards no child or very few are of an age.
RURAL = CitySpec(
    "E08900008",
    "Furzedale",
    seed=16,
    wards=12,
    lsoas_per_ward=2,
    children_per_cohort=36,
)
# As many wards as a borough beside a large city.
SEVENTEEN = CitySpec(
    "E08900009",
    "Knollhull",
    seed=17,
    wards=17,
    children_per_cohort=2400,
    planted=(1, 4, 8, 10, 12, 16),
)
# A city that two districts became: its earlier rows have their codes (reorganised.py).
REORGANISED = CitySpec(
    "E08900010",
    "Merebridge",
    seed=18,
    wards=8,
    children_per_cohort=600,
)

ALL = (PLAIN, GATED, WITHOUT_HEADCOUNT, NEEDY, SUPPLIED, SMALL)
ALL += (SCOTTISH, RURAL, SEVENTEEN, REORGANISED)
# What is published is of England and its regions too, whoever is served.
PUBLISHED = "raw_published_*.csv"


def ward(spec: CitySpec, position: int) -> str:
    """The code of a ward of a made-up council by its position, from 0."""
    number = council_number(spec.local_authority_code)
    return area_code(nation_of(spec.local_authority_code).ward, number, position + 1)


def serve_instead(copy: ProjectCopy, *specs: CitySpec) -> dict[str, Truth]:
    """Put made-up councils in the place of the example's; return code -> truth."""
    published = {path: path.read_bytes() for path in copy.landed.glob(PUBLISHED)}
    truths = generate_cities(list(specs), copy.root / "seeds")
    for path, content in published.items():
        path.write_bytes(content)
    return truths


def offer_in_scotland(copy: ProjectCopy) -> None:
    """Give Scotland two terms and one offer of its own, made up, beside England's."""
    of_page = {"official_source": "Made up", "source_address": "https://example.org/"}
    halves = (
        ("first", "first half", "07-01", "12-31", "01-01", "1"),
        ("second", "second half", "01-01", "06-30", "07-01", "0"),
    )
    names = ("term_code", "term_label", "reached_from", "reached_to", "starts_on")
    with copy.changed_seed("reference/ref_funding_terms") as terms:
        for half in halves:
            row = dict(zip((*names, "starts_years_later"), half, strict=True))
            row |= {"code_letters": "S", "code_needed_days_before": "1", **of_page}
            terms.loc[len(terms)] = row
    with copy.changed_seed("reference/ref_entitlements") as offers:
        offers.loc[len(offers)] = {
            **{column: "" for column in offers.columns},
            **of_page,
            "entitlement_code": SCOTTISH_OFFER,
            "code_letters": "S",
            "entitlement_label": "30 hours a week at three in Glenmuir",
            "short_entitlement_label": "30 hours at three",
            "who_for_text": "Every three-year-old in Scotland.",
            "who_for_short_text": "For every child.",
            "note_text": "Made up.",
            "age_from_months": "36",
            "age_to_months": "60",
            "hours_a_week": "30",
            "weeks_a_year": "38",
            "first_date": "2021-01-01",
            "is_code_needed": "false",
            "is_ended_by_reception": "false",
            "reason": "Made up.",
            "decided_date": "2026-11-29",
        }


def make_cities(root: Path, parsed: ProjectCopy) -> Build:
    """All made-up councils in the place of the example's, built as people build."""
    copy = copy_project(root, parsed)
    truths = serve_instead(copy, *ALL)
    offer_in_scotland(copy)
    reorganise(copy, REORGANISED.local_authority_code)
    told = {code: asdict(truth) for code, truth in truths.items()}
    _truths(copy).write_text(json.dumps(told), encoding="utf-8")
    return copy, copy.verb("build", "--verbose")


def truth_of(cities: ProjectCopy, spec: CitySpec) -> Truth:
    """What the draws of a council started from, as make_cities noted it."""
    told = json.loads(_truths(cities).read_text(encoding="utf-8"))
    found = told[spec.local_authority_code]
    return Truth(
        planted_wards=tuple(found["planted_wards"]),
        rates=found["rates"],
        hidden_homes=tuple(map(tuple, found["hidden_homes"])),
    )


def _truths(cities: ProjectCopy) -> Path:
    return cities.root.parent / "truths.json"


def sent_by(rows: pd.DataFrame, spec: CitySpec) -> pd.Series:
    """Which rows of an extract a made-up council sent."""
    return rows["local_authority_code"] == spec.local_authority_code
