"""The columns of the wide ward profile, written from the figures that policy lists.

Its contract names every column, so that they stand in YAML; which they are is policy.
What was written of a column by hand stays.
"""

import re
import textwrap

from early_years.csv_rows import Row, csv_rows
from early_years.environment import Project

POLICY = "seeds/policy/policy_profile_figures.csv"
MODEL = "models/marts/wards/_ward_profile__models.yml"
MACRO = "macros/profile_columns.sql"
# The figures stand between these two columns of the profile.
BEFORE, AFTER = "early_years_residents_count", "need_score"
# What is shown of a figure by the table that it comes from, in the order of columns.
LIMITS = ("lower_95", "upper_95")
SHARE = ("period_code", "numerator_count", "denominator_count", "value")
PARTS: dict[str, tuple[str, ...]] = {
    "indicator": (*SHARE, *LIMITS, "status", "caution"),
    "provision": (*SHARE, "status", "caution"),
    "context": (*SHARE, "status", "caution"),
    # Places within reach are shared with other wards: they have no numerator here.
    "access": (
        *("period_code", "denominator_count", "value", "band_label"),
        *("status", "caution"),
    ),
}
# What a column says of a figure, and its type.
SAID = {
    "period_code": ("Period of the figure on {}; blank where there is none.", "string"),
    "numerator_count": ("Number counted: {}.", "integer"),
    "denominator_count": ("Denominator of the figure on {}.", "integer"),
    "value": ("Value of the figure on {}; blank where the status says why.", "double"),
    "lower_95": ("Lower 95 % limit of the figure on {}.", "double"),
    "upper_95": ("Upper 95 % limit of the figure on {}.", "double"),
    "band_label": ("Band of the value against the council's: {}.", "string"),
    "status": (
        "Status of the figure on {}: observed, or why there is none.",
        "string",
    ),
    "caution": ("What to be careful of with the figure on {}.", "string"),
}
WIDTH = 88
COLUMN = re.compile(r"(?m)^(?=      - name: )")

Figures = list[Row]


def profile_files(project: Project) -> dict[str, str]:
    """The text of the profile's YAML and of its macro, by path from the root.

    A project without them has nothing to write.
    """
    policy, model = project.root / POLICY, project.root / MODEL
    if not policy.is_file() or not model.is_file():
        return {}
    figures = sorted(csv_rows(policy), key=_order)
    return {
        MACRO: _macro(figures),
        MODEL: _model(model.read_text(encoding="utf-8"), figures),
    }


def is_out_of_date(project: Project) -> bool:
    """Whether the profile has other columns than the figures that policy lists."""
    return any(
        not (path := project.root / relative).is_file()
        or path.read_text(encoding="utf-8") != text
        for relative, text in profile_files(project).items()
    )


def _order(figure: Row) -> tuple[int, str]:
    order = figure["figure_order"]
    return (int(order) if order.isdigit() else 0), figure["figure_code"]


def _parts(figure: Row) -> tuple[str, ...]:
    return PARTS.get(figure["source_code"], ())


def _macro(figures: Figures) -> str:
    lines = [
        f"{{#- Written by `python -m early_years contracts` from {POLICY}; not edited. "
        "-#}",
        "{% macro profile_columns() -%}",
        "    {{ return({",
        *(
            f"        {figure['figure_code']!r}: {list(_parts(figure))!r},"
            for figure in figures
        ),
        "    }) }}",
        "{%- endmacro %}",
    ]
    return "\n".join(lines) + "\n"


def _model(text: str, figures: Figures) -> str:
    """The YAML with a column for each part of each figure, and of no other."""
    blocks = COLUMN.split(text)
    named = {_name(block): block for block in blocks[1:]}
    names = list(named)
    first, last = names.index(BEFORE) + 1, names.index(AFTER)
    written = [
        named.get(name) or _block(name, part, figure["figure_label"])
        for figure in figures
        for part in _parts(figure)
        for name in [f"{figure['figure_code']}_{part}"]
    ]
    kept = [named[name] for name in names]
    return "".join([blocks[0], *kept[:first], *written, *kept[last:]])


def _name(block: str) -> str:
    return block.partition("\n")[0].removeprefix("      - name: ")


def _block(name: str, part: str, label: str) -> str:
    said, kind = SAID[part]
    words = textwrap.fill(
        said.format(label[:1].lower() + label[1:]),
        WIDTH,
        initial_indent=" " * 10,
        subsequent_indent=" " * 10,
    )
    lines = [
        f"      - name: {name}",
        "        description: >",
        words,
        f"        data_type: {kind}",
    ]
    if part == "value":
        check = [f'          - type: check\n            expression: "{name} >= 0"']
        lines += ["        constraints:", *check]
    if part == "status":
        lines += ["        constraints:", "          - type: not_null"]
    return "\n".join(lines) + "\n"
