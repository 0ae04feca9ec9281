"""Columns that may be finer than what they are made of: ranks, scores and chances."""

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside
from early_years.intruder.rules import Rules

RANK, SCORE, CHANCE = "_rank", "_score", "_chance_rate"
COUNCIL = "local_authority_code"
# A rank among lists of other things than areas tells nothing of children.
AREAS = ("ward_code", "area_code")


def column_findings(table: Outside, rules: Rules) -> Iterator[Finding]:
    """Ranks that nothing beside them gives, and numbers with too many digits."""
    if not any(name in table.rows for name in AREAS):
        return
    for name in table.rows.columns:
        if name.endswith(RANK) and not _is_rank_of_another(table.rows, name):
            yield Finding(
                "rank",
                table.file,
                f"{name} orders areas by what no column beside it shows",
            )
        elif name.endswith(CHANCE):
            yield from _stepped(table, name, rules.settings["intruder_chance_step"])
        elif name.endswith(SCORE):
            yield from _stepped(table, name, rules.settings["intruder_score_step"])


def _stepped(table: Outside, name: str, step: float) -> Iterator[Finding]:
    """A finding where a column holds a number between two steps."""
    wanted = Decimal(str(step))
    texts = table.rows[name][table.rows[name] != ""]
    fine = [text for text in texts if Decimal(text) % wanted]
    if fine:
        yield Finding(
            "chance" if name.endswith(CHANCE) else "score",
            table.file,
            f"{name} holds {fine[0]}: policy shows steps of {step:g}",
        )


def _is_rank_of_another(rows: pd.DataFrame, name: str) -> bool:
    """Whether a column is, in each council, the rank of the scores in another."""
    ranks = pd.to_numeric(rows[name])
    councils = rows[COUNCIL] if COUNCIL in rows else pd.Series("", index=rows.index)
    is_ranked = ranks.notna()
    for other in rows.columns:
        if not other.endswith(SCORE):
            continue
        scores = pd.to_numeric(rows[other]).where(is_ranked)
        grouped = scores.groupby(councils)
        # Scores are shown in steps: areas of one step may have several ranks.
        best = grouped.rank(ascending=False, method="min")
        worst = grouped.rank(ascending=False, method="max")
        fits = (best <= ranks) & (ranks <= worst)
        if fits[is_ranked].all():
            return True
    return False
