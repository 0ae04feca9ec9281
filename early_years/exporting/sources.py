"""What a file rests on, by the graph of the manifest: datasets, and tables of ours."""

import re
from dataclasses import dataclass

# The store's list of releases is of no dataset.
RAW_HOME = re.compile(
    r"(?:seed\.\w+\.raw_|source\.\w+\.landing_store\.(?!releases$))(\w+)"
)
OWN_TABLE = re.compile(r"seed\.\w+\.((?:ref|xwalk|policy|governance)_\w+)")
# What meta.lends says of a model that lends no names but says what may be used.
JUDGEMENT = "judgement"


@dataclass(frozen=True)
class Sources:
    """Datasets whose rows a model is made of, and seeds of ours, in order of names."""

    datasets: tuple[str, ...]
    tables: tuple[str, ...]


def sources_of(
    unique_id: str, manifest: dict, leaves_out: list[str] | None = None
) -> Sources:
    """What the figures of a model rest on, however many models away.

    Datasets come as raw seeds, or as sources of the landing store. A model that lends
    names (meta.lends) says nothing of what a figure is made of, so behind it tables of
    ours alone count, and behind one that judges what may be used nothing does; nor what
    is behind the models of which a file, or a model on the way (meta.leaves_out), reads
    no figure.
    """
    nodes = manifest["nodes"]
    start = (unique_id, frozenset(leaves_out or ()), True)
    waiting, seen = [start], {start}
    while waiting:
        current, left, is_figure = waiting.pop()
        meta = nodes.get(current, {}).get("config", {}).get("meta", {})
        lends = meta.get("lends") if current != unique_id else None
        if lends == JUDGEMENT:
            continue
        left |= frozenset(meta.get("leaves_out", ()))
        for parent in nodes.get(current, {}).get("depends_on", {}).get("nodes", []):
            step = (parent, left, is_figure and not lends)
            if parent.split(".")[-1] not in left and step not in seen:
                seen.add(step)
                waiting.append(step)
    figures = {name for name, _, is_figure in seen if is_figure}
    return Sources(
        _matching(RAW_HOME, figures), _matching(OWN_TABLE, {name for name, *_ in seen})
    )


def _matching(pattern: re.Pattern, names: set[str]) -> tuple[str, ...]:
    found = (pattern.fullmatch(name) for name in names)
    return tuple(sorted({match[1] for match in found if match}))
