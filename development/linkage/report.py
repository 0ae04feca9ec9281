"""What the laboratory prints: its answer, and how far a linkage can be believed."""

from collections.abc import Callable

import duckdb

from development.linkage.children import read_plan
from development.linkage.records import make
from development.linkage.running import run
from early_years.environment import PlainError, Project
from early_years.tables import print_table

MADE_UP = "MADE-UP CHILDREN"
PASSES = {"keys": "match keys", "keys_and_splink": "keys, then Splink"}
BASES = {"truth": "the truth", "linked": "the linked records"}
# How many children the list of contacts shows.
SHOWN = 3
Rows = list[tuple]


def print_laboratory(project: Project) -> None:
    """Make, link and print.

    Raises PlainError where the truth of a ward lies outside the bounds.
    """
    with run(project, make(read_plan())) as database:
        for title, show in SECTIONS.items():
            print(f"\n{MADE_UP}: {title}")
            show(database)
        print(f"\n{MADE_UP}: no figure above is about anybody. Nothing was written.")
        refuse_truth_outside(database)


def refuse_truth_outside(database: duckdb.DuckDBPyConnection) -> None:
    """Raise PlainError with the wards where the truth lies outside the bounds."""
    outside = database.sql(
        "select distinct ward_name from attendance_and_outcome "
        "where not is_inside order by ward_name"
    ).fetchall()
    if outside:
        raise PlainError(
            "The truth lies outside the bounds from area data in "
            f"{', '.join(name for (name,) in outside)}: either "
            "int_associations__overlap_bounds or the laboratory is wrong."
        )


def _services(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select services.service_label, count(*), count(records.postcode),
            count(records.national_identifier)
        from records
        inner join services on records.service_code = services.service_code
        group by services.service_label
        order by services.service_label
        """
    ).fetchall()
    _print(("service", "records", "with postcode", "with identifier"), rows)


def _quality(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select group_kind, group_label, pass_code, children_count, recall_rate,
            recall_lower_95, recall_upper_95, precision_rate, precision_lower_95,
            precision_upper_95, is_small_group
        from linkage_quality
        order by group_kind, group_label, pass_code
        """
    ).fetchall()
    _print(
        ("group", "pass", "children", "recall", "95 %", "precision", "95 % ", "note"),
        [
            (
                group[:1].upper() + group[1:],
                PASSES[step],
                children,
                _percent(recall),
                _limits(*recall_limits),
                _percent(precision),
                _limits(*precision_limits),
                "few children" if is_small else "",
            )
            for (
                _,
                group,
                step,
                children,
                recall,
                *recall_limits,
                precision,
                precision_lower,
                precision_upper,
                is_small,
            ) in rows
            for precision_limits in [(precision_lower, precision_upper)]
        ],
    )


def _wards(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select ward_name, true_count, linked_count, linked_error_rate, added_count,
            added_error_rate
        from ward_counts
        union all
        select 'All wards', sum(true_count), sum(linked_count),
            sum(linked_count) / sum(true_count) - 1, sum(added_count),
            sum(added_count) / sum(true_count) - 1
        from ward_counts
        order by 1
        """
    ).fetchall()
    _print(
        ("ward", "children", "linked", "off by", "lists added up", "off by "),
        [
            (ward, true, linked, _percent(error), added, _percent(added_error))
            for ward, true, linked, error, added, added_error in rows
        ],
    )


def _contacts(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        f"""
        with
        busiest as (
            select person_number from service_contacts group by person_number
            order by count(*) desc, person_number limit {SHOWN}
        )
        select service_contacts.person_number, service_label, first_contact_date,
            last_contact_date, role_label, role_mailbox
        from service_contacts
        inner join busiest
            on service_contacts.person_number = busiest.person_number
        order by service_contacts.person_number, first_contact_date
        """
    ).fetchall()
    _print(("child", "service", "first met", "last met", "ask", "at"), rows)


def _contact_errors(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select service_label, named_count, never_met_count, met_count, not_named_count
        from contact_errors order by service_label
        """
    ).fetchall()
    _print(("service", "named", "never met", "met", "not named"), rows)


def _bounds(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select population_label, ward_name, children_count, not_attending_count,
            not_at_outcome_count, lower_count, both_count, upper_count, is_inside,
            linked_both_count, sent_lower_count, sent_upper_count, is_inside_as_sent
        from attendance_and_outcome order by population_code, ward_name
        """
    ).fetchall()
    _print(
        (
            *("children", "ward", "assessed", "not there", "below"),
            *("at least", "truth", "at most", "inside", "linked"),
            *("as sent", "inside "),
        ),
        [
            (
                *row[:8],
                _yes(row[8]),
                row[9],
                "" if row[10] is None else f"{row[10]} to {row[11]}",
                _yes(row[12]),
            )
            for row in rows
        ],
    )


def _answer(database: duckdb.DuckDBPyConnection) -> None:
    rows = database.sql(
        """
        select population_label, basis_code, has_attended_at_two, children_count,
            not_at_outcome_count, value, lower_95, upper_95
        from answer
        order by population_code, basis_code desc, has_attended_at_two
        """
    ).fetchall()
    _print(
        ("children", "by", "at two", "assessed", "below", "rate", "95 %"),
        [
            (
                population,
                BASES[basis],
                "attended" if attended else "did not attend",
                children,
                below,
                _percent(rate),
                _limits(lower, upper),
            )
            for population, basis, attended, children, below, rate, lower, upper in rows
        ],
    )


SECTIONS: dict[str, Callable[[duckdb.DuckDBPyConnection], None]] = {
    "what the services hold": _services,
    "how much of the truth linkage finds, and how much of what it finds is true": (
        _quality
    ),
    "how many children services know": _wards,
    f"which services know a child, since when, and whom to ask ({SHOWN} of them)": (
        _contacts
    ),
    "what would go wrong if one asked": _contact_errors,
    "not attending at two and below a good level at five, beside the bounds": _bounds,
    "are the children who do not attend those with the lowest outcomes?": _answer,
}


def _print(headings: tuple[str, ...], rows: Rows) -> None:
    """Cells are words where the first row has words."""
    cells = [["" if cell is None else _cell(cell) for cell in row] for row in rows]
    right = [
        heading
        for heading, cell in zip(headings, cells[0], strict=True)
        if cell[:1].isdigit() or cell[:1] == "-"
    ]
    print_table(headings, cells, right=right)


def _cell(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1%}"


def _limits(lower: float | None, upper: float | None) -> str:
    return f"{_percent(lower)} to {_percent(upper)}"


def _yes(is_so: bool | None) -> str:
    return {None: "", True: "yes", False: "NO"}[is_so]
