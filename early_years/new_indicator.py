"""The rows and files that a new indicator needs, written to be filled in.

Nothing is written where anything stands in the way, so that a second start after a
mistake finds the project as it was.
"""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from early_years.environment import PlainError, Project

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
TO_FILL_IN = "FILL IN"
COUNTED = Path("models", "intermediate", "counted")
BRANCHES = COUNTED / "int_counted__indicator_counts.sql"
GRAINS = Path("tests/integrity/assert_every_table_has_one_row_per_grain.sql")
SEEDS = ("indicators", "indicator_sources", "indicator_breakdowns")
UNCERTAINTY = "indicator_uncertainty"
WORDS = ("label", "description", "question_text")

MODEL = """\
-- One row per ward (null: a home in no ward of the council) and period:
-- {fill}: whom the indicator counts, and among whom.
with

counts as (
    select
        '{code}' as indicator_code,
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        -- {fill}: the condition of those who are counted.
        count(*) filter (where true) as numerator_count,
        count(*) as denominator_count,
        -- Without keys of its children a count gets its noise outside by itself; see
        -- int_counted__eyfsp_counts for cells whose noise goes by who is in them.
        cast(null as bigint) as numerator_key,
        cast(null as bigint) as denominator_key,
        'observed' as value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from {{{{ ref('{reads}') }}}}
    where residence_status != 'rejected'
    group by
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end,
        period_code
)

select * from counts
"""
MODEL_YAML = """\
  - name: {model}
    description: >
      One row per ward (null: a home in no ward of the council) and period. {fill}:
      whom the indicator counts, and among whom.
    config:
      meta:
        grain: [indicator_code, local_authority_code, ward_code, period_code]
        grain_blanks: [ward_code]
"""
UNIT_TEST = """\
  - name: {model}__{fill_name}
    description: >
      {fill}: which rows count and which do not. A home in no ward of the council
      counts in no ward, and a rejected row nowhere.
    model: {model}
    given:
      - input: ref('{reads}')
        rows:
          - {{local_authority_code: E1, ward_code: W1, period_code: p,
             residence_status: in_ward}}
          - {{local_authority_code: E1, ward_code: W1, period_code: p,
             residence_status: rejected}}
          - {{local_authority_code: E1, ward_code: X1, period_code: p,
             residence_status: resident_elsewhere}}
    expect:
      rows:
        - {{ward_code: W1, period_code: p, numerator_count: 1, denominator_count: 1}}
        - {{ward_code: null, period_code: p, numerator_count: 1, denominator_count: 1}}
"""


@dataclass
class Draft:
    """Texts of files by their path, all read before the first is written."""

    root: Path
    texts: dict[Path, str] = field(default_factory=dict)

    def text(self, path: Path) -> str:
        if path not in self.texts:
            self.texts[path] = (self.root / path).read_text(encoding="utf-8")
        return self.texts[path]

    def write(self) -> list[str]:
        for path, text in self.texts.items():
            (self.root / path).write_text(text, encoding="utf-8", newline="\n")
        return [path.as_posix() for path in self.texts]


def write_new_indicator(
    project: Project, code: str, like: str, reads: str
) -> list[str]:
    """Write rows, model, YAML and unit test of an indicator; return lines to print.

    code names the new indicator, like one whose rows of policy are taken as they are
    but for what has to be filled in, reads the model of the rows that it counts.
    Raises PlainError when the code is taken or what is named does not exist.
    """
    model = f"int_counted__{code}_counts"
    _judge(project, code, like, reads, COUNTED / f"{model}.sql")
    draft = Draft(project.root)
    for name in (*SEEDS, UNCERTAINTY):
        _add_rows(draft, Path("seeds", "policy", f"policy_{name}.csv"), code, like)
    words = {"code": code, "model": model, "reads": reads, "fill": TO_FILL_IN}
    draft.texts[COUNTED / f"{model}.sql"] = MODEL.format(**words)
    _add_branch(draft, model)
    _add_to_grains(draft, model)
    _add_block(draft, COUNTED / "_counted__models.yml", MODEL_YAML.format(**words))
    _add_block(
        draft,
        COUNTED / "_counted__unit_tests.yml",
        UNIT_TEST.format(fill_name="what_counts", **words),
    )
    return [
        *(f"Written: {path}" for path in draft.write()),
        f'Search them for "{TO_FILL_IN}" and replace each, then: '
        "python -m early_years lint, and build.",
    ]


def _judge(project: Project, code: str, like: str, reads: str, path: Path) -> None:
    if not CODE.fullmatch(code):
        raise PlainError(
            f"{code} cannot be a code: small letters, digits and single underscores, "
            "a letter first, as in asq_below."
        )
    seed = project.root / "seeds" / "policy" / "policy_indicators.csv"
    with seed.open(encoding="utf-8", newline="") as lines:
        known = [row["indicator_code"] for row in csv.DictReader(lines)]
    if code in known or (project.root / path).exists():
        raise PlainError(f"There is an indicator {code} already.")
    if like not in known:
        raise PlainError(f"There is no indicator {like}. Known: {', '.join(known)}.")
    if not list((project.root / "models").rglob(f"{reads}.sql")):
        raise PlainError(
            f"There is no model {reads}. The rows that are linked to wards are in "
            "models/intermediate/linked."
        )


def _add_rows(draft: Draft, path: Path, code: str, like: str) -> None:
    """Append the rows of the one that it is like, with what is to be filled in."""
    text = draft.text(path)
    reader = csv.DictReader(text.splitlines())
    columns = list(reader.fieldnames or ())
    added = []
    for row in reader:
        # The model to be filled in counts the total alone.
        is_total = row.get("breakdown_topic", "total") == "total"
        if row["indicator_code"] != like or not is_total:
            continue
        row |= {"indicator_code": code, "decided_date": date.today().isoformat()}
        row["reason"] = f"{TO_FILL_IN}: why"
        for column in columns:
            if column.endswith(WORDS):
                row[column] = f"{TO_FILL_IN}: {column.replace('_', ' ')}"
        if "is_public" in row:
            row |= {"is_public": "false", "domain_code": "", "indicator_weight": ""}
        added.append(row)
    lines = _csv_lines(columns, added)
    draft.texts[path] = text.rstrip("\n") + "\n" + lines


def _csv_lines(columns: list[str], rows: list[dict]) -> str:
    buffer = io.StringIO()
    csv.DictWriter(buffer, columns, lineterminator="\n").writerows(rows)
    return buffer.getvalue()


def _add_branch(draft: Draft, model: str) -> None:
    text = draft.text(BRANCHES)
    end = text.index("] %}")
    draft.texts[BRANCHES] = f"{text[:end]}    ref('{model}'),\n{text[end:]}"


def _add_to_grains(draft: Draft, model: str) -> None:
    """Name the model in the test of all grains, which has to run after it."""
    lines = draft.text(GRAINS).splitlines(keepends=True)
    hint = f"-- depends_on: {{{{ ref('{model}') }}}}\n"
    hints = [number for number, line in enumerate(lines) if line.startswith(hint[:15])]
    after = [number for number in hints if lines[number] < hint]
    lines.insert((after[-1] if after else hints[0] - 1) + 1, hint)
    draft.texts[GRAINS] = "".join(lines)


def _add_block(draft: Draft, path: Path, block: str) -> None:
    """Put a block of YAML before the first whose name comes after it, or at the end."""
    head, *blocks = re.split(r"(?m)^(?=  - name: )", draft.text(path))
    place = next((i for i, text in enumerate(blocks) if text > block), len(blocks))
    blocks = [text.rstrip("\n") + "\n" for text in blocks]
    draft.texts[path] = head + "\n".join([*blocks[:place], block, *blocks[place:]])
