"""What the services of the laboratory write of its children, errors and all."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from development.linkage.children import STAGES, City, made_up_children
from development.synthetic.draws import Stream, logistic, logit

DAYS_OF_A_MONTH = 365.25 / 12
# From which age in months on a child lives where it lives at that stage.
STAGE_FROM = (0, 18, 48)
# Kept apart from the streams of the truth.
FIRST_STREAM = 100
# Who writes funded places and results, and the age in months of a place at two.
EARLY_EDUCATION, SCHOOL = "early_education", "school"
AGE_AT_TWO = 27
ATTENDS_A_CONTACT = 0.92


@dataclass(frozen=True)
class Laboratory:
    """The tables that the laboratory starts from.

    records, contacts, headcount_rows and school_results are what services hold: one row
    per number that a service gave a child, per meeting, per year of a funded place and
    per assessment. children and origins are the truth: who there is, and whom each
    record is of. areas are the small areas and their wards, services whom to ask.
    """

    children: pd.DataFrame
    origins: pd.DataFrame
    records: pd.DataFrame
    contacts: pd.DataFrame
    headcount_rows: pd.DataFrame
    school_results: pd.DataFrame
    areas: pd.DataFrame
    services: pd.DataFrame


def make(plan: dict) -> Laboratory:
    """The laboratory of a plan: the same plan makes the same tables."""
    children, city = made_up_children(plan), City(plan)
    written = [
        _written(plan, children, city, number)
        for number in range(len(plan["services"]))
    ]
    everything = pd.concat(written, ignore_index=True)
    meetings = everything[["record_id", "contacts"]].explode("contacts")
    contacts = pd.DataFrame(
        meetings["contacts"].tolist(), columns=["age_in_months", "contact_date"]
    ).assign(record_id=meetings["record_id"].to_numpy())
    is_funded = contacts["record_id"].str.startswith(EARLY_EDUCATION)
    is_school = everything["service_code"] == SCHOOL
    return Laboratory(
        children=_with_places(children, city),
        origins=everything[["record_id", "child_number"]],
        records=everything.drop(columns=["child_number", "contacts", "is_at_gld"]),
        contacts=contacts[["record_id", "contact_date"]],
        headcount_rows=contacts[is_funded][["record_id"]].assign(
            # A funded place counts by the age at the end of December.
            is_at_two=contacts["age_in_months"] == AGE_AT_TWO
        ),
        school_results=everything[is_school][["record_id", "is_at_gld"]],
        areas=pd.DataFrame(
            [
                (ward.code, ward.name, city.small_area_code(city.address(area, 0.0)))
                for ward in city.wards
                for area in ward.areas
            ],
            columns=["ward_code", "ward_name", "small_area_code"],
        ),
        services=pd.DataFrame(
            [
                (code, one["label"], one["role_label"], one["mailbox"])
                for code, one in plan["services"].items()
            ],
            columns=["service_code", "service_label", "role_label", "role_mailbox"],
        ),
    )


def _with_places(children: pd.DataFrame, city: City) -> pd.DataFrame:
    """The truth with the small area of each stage in the place of an address."""
    places = {
        f"small_area_{stage}": children[f"address_{stage}"].map(city.small_area_code)
        for stage in range(STAGES)
    }
    addresses = [f"address_{stage}" for stage in range(STAGES)]
    return children.drop(columns=[*addresses, "deprivation"]).assign(**places)


class _Writing:
    """How one service writes its rows: draws of its own for each kind of error."""

    def __init__(self, plan: dict, number: int, rows: int):
        self._seed = plan["seed"]
        self._stream = FIRST_STREAM * (number + 1)
        self._rows = rows

    def uniforms(self) -> np.ndarray:
        self._stream += 1
        return Stream(self._seed, self._stream).uniforms(self._rows)

    def share(self, share: float | np.ndarray) -> np.ndarray:
        return self.uniforms() < share

    def order(self) -> np.ndarray:
        self._stream += 1
        return Stream(self._seed, self._stream).order(self._rows)


def _written(
    plan: dict, children: pd.DataFrame, city: City, number: int
) -> pd.DataFrame:
    """The records of one service, with whom they are of, its meetings and results."""
    code, service = list(plan["services"].items())[number]
    meetings = _meetings(plan, children, code, number)
    is_met = meetings.map(len) > 0
    twice = _Writing(plan, number, len(children)).share(service["twice_share"])
    again = is_met & twice & (meetings.map(len) > 1)
    # Who is written twice has the last meeting under the second number.
    first = children[is_met].assign(contacts=meetings[is_met])
    first.loc[again, "contacts"] = meetings[again].map(lambda met: met[:-1])
    second = children[again].assign(contacts=meetings[again].map(lambda met: met[-1:]))
    rows = pd.concat([first, second], ignore_index=True)
    writing = _Writing(plan, number + len(plan["services"]), len(rows))
    # Numbers in an order that says nothing.
    rows = rows.iloc[writing.order()].reset_index(drop=True)
    address, family_name = _known_of_them(plan, rows, writing)
    given_name, family_name = _names(plan, service, rows, family_name, writing)
    has_postcode = ~writing.share(service["missing_postcode_share"])
    has_identifier = writing.share(service["identifier_share"])
    other_sex = rows["sex"].map({"F": "M", "M": "F"})
    is_other = writing.share(plan["writing"]["wrong_sex_share"])
    return pd.DataFrame(
        {
            "record_id": [f"{code}-{row:05}" for row in range(len(rows))],
            "service_code": code,
            "given_name": given_name,
            "family_name": family_name,
            "date_of_birth": _dates(plan, rows["date_of_birth"], writing),
            "sex": rows["sex"].where(~is_other, other_sex),
            "postcode": address.map(city.postcode).where(has_postcode, None),
            "small_area_code": address.map(city.small_area_code),
            "national_identifier": rows["child_number"]
            .map("made-up-{:05}".format)
            .where(has_identifier, None),
            "child_number": rows["child_number"],
            "contacts": rows["contacts"],
            "is_at_gld": rows["is_at_gld"],
        }
    )


def _meetings(plan: dict, children: pd.DataFrame, code: str, number: int) -> pd.Series:
    """(age in months, date) of each time that a service met each child."""
    service = plan["services"][code]
    writing = _Writing(plan, number + 2 * len(plan["services"]), len(children))
    odds = logit(service["known_share"])
    known = writing.share(
        logistic(odds + service["known_deprivation"] * children["deprivation"])
    )
    births: list[date] = children["date_of_birth"].tolist()
    met: list[list[tuple[int, date]]] = [[] for _ in range(len(children))]
    for age in service["ages_in_months"]:
        stage = _stage(age)
        there = (children["lives_here_from"] <= stage) & (
            children["lives_here_to"] >= stage
        )
        comes = known & there & writing.share(ATTENDS_A_CONTACT)
        if code == SCHOOL:
            comes = known & there
        if code == EARLY_EDUCATION and age == AGE_AT_TWO:
            comes = children["has_attended_at_two"].to_numpy()
        days = (age + writing.uniforms()) * DAYS_OF_A_MONTH
        for child, (born, is_met) in enumerate(zip(births, comes, strict=True)):
            if is_met:
                met[child].append((age, born + timedelta(days=int(days[child]))))
    return pd.Series(met, index=children.index)


def _stage(age: int) -> int:
    """Where a child lives at an age in months: at birth, at two or at five."""
    return sum(age >= first for first in STAGE_FROM) - 1


def _known_of_them(
    plan: dict, rows: pd.DataFrame, writing: _Writing
) -> tuple[pd.Series, pd.Series]:
    """The address and the family name that a service has of each child."""
    first = rows["contacts"].map(lambda met: _stage(met[0][0]))
    last = rows["contacts"].map(lambda met: _stage(met[-1][0]))
    renewed = writing.share(plan["writing"]["address_renewed_share"])
    stage = last.where(renewed, first)
    address = rows["address_0"]
    for later in range(1, STAGES):
        address = address.where(stage < later, rows[f"address_{later}"])
    renamed = writing.share(plan["writing"]["family_name_renewed_share"])
    is_late = (first == STAGES - 1) | ((last == STAGES - 1) & renamed)
    return address, rows["family_name"].where(~is_late, rows["family_name_late"])


def _names(
    plan: dict,
    service: dict,
    rows: pd.DataFrame,
    family_name: pd.Series,
    writing: _Writing,
) -> tuple[pd.Series, pd.Series]:
    """Given and family names as they are written."""
    spelling = plan["spelling"]
    substitutions: list[str] = spelling["substitutions"]
    written: list[pd.Series] = []
    for names in (rows["given_name"], family_name):
        other = writing.share(_by_group(rows, spelling["other_spelling_share"]))
        typed = writing.share(service["typing_share"])
        which, where = writing.uniforms(), writing.uniforms()
        found = []
        for row, name in enumerate(names):
            if other[row]:
                name = other_spelling(name, substitutions, which[row])
            if typed[row]:
                name = mistyped(name, which[row], where[row])
            found.append(name)
        written.append(pd.Series(found, index=rows.index))
    given, family = written
    swapped = writing.share(_by_group(rows, spelling["swapped_names_share"]))
    return given.where(~swapped, family), family.where(~swapped, given)


def _by_group(rows: pd.DataFrame, shares: dict[str, float]) -> np.ndarray:
    """The share of each child's ethnic group."""
    return rows["ethnic_group"].map(shares).to_numpy()


def other_spelling(name: str, substitutions: list[str], uniform: float) -> str:
    """A name with one sound written otherwise; as it is where none of them occurs."""
    pairs = [pair.replace("''", "").split(" ") for pair in substitutions]
    fitting = [pair for pair in pairs if pair[0] in name[1:].lower()]
    if not fitting:
        return name
    one, other = fitting[int(uniform * len(fitting))]
    return name[0] + name[1:].replace(one, other, 1)


def mistyped(name: str, which: float, where: float) -> str:
    """A name with two letters swapped, one left out or one twice; not the first."""
    at = 1 + int(where * max(len(name) - 2, 1))
    if which < 1 / 3:
        return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    if which < 2 / 3:
        return name[:at] + name[at + 1 :]
    return name[:at] + name[at] + name[at:]


def _dates(plan: dict, dates: pd.Series, writing: _Writing) -> list[date]:
    """Days of birth, some with day and month swapped and some with another day."""
    swapped = writing.share(plan["writing"]["swapped_date_share"])
    wrong, days = writing.share(plan["writing"]["wrong_day_share"]), writing.uniforms()
    written = []
    for born, is_swapped, is_wrong, day in zip(
        dates, swapped, wrong, days, strict=True
    ):
        if is_swapped and born.day <= 12:
            born = date(born.year, born.day, born.month)
        elif is_wrong:
            born = born.replace(day=1 + int(day * 28))
        written.append(born)
    return written
