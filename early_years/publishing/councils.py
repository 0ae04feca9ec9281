"""What a refresh builds: all councils, or those alone that sent something since."""

from dataclasses import dataclass

from early_years.publishing import kept as keeping
from early_years.publishing.inputs import Inputs
from early_years.publishing.kept import Kept
from early_years.publishing.lineage import Changed, lineage_of
from early_years.publishing.places import Building

NAMED = 3


@dataclass(frozen=True)
class Part:
    """The councils that are built alone (code -> name), of so many, and from what."""

    kept: Kept
    councils: dict[str, str]
    served: int
    datasets: list[str]

    @property
    def changed(self) -> Changed:
        """Which tables are built anew for them, and which for all."""
        lineage = lineage_of(self.kept.manifest, self.kept.columns)
        return lineage.changed(self.datasets)

    @property
    def line(self) -> str:
        """What is said of it."""
        return (
            f"Built {_listed(list(self.councils.values()))} alone "
            f"({len(self.councils)} of {self.served} councils), which sent "
            f"{_listed(self.datasets)}; what looks at all councils was built for all."
        )


def part_to_build(building: Building, inputs: Inputs) -> Part | str:
    """The part that changed since the last refresh, or why all of it is built."""
    kept = keeping.last_kept(building)
    if kept is None:
        return "no earlier build of theirs is kept"
    now, before = keeping.built_from(building, inputs), kept.built_from
    reasons = (
        (now["code"] != before["code"], "code or reference data have changed"),
        (now["policy"] != before["policy"], "policy has changed"),
        (now["noise_mark"] != before["noise_mark"], "noise is made with another key"),
        (now["folder"] != before["folder"], "another program holds the last build"),
    )
    for is_so, reason in reasons:
        if is_so:
            return reason
    return _councils_part(kept, now["counted"], before["counted"])


def _councils_part(kept: Kept, now: dict, before: dict) -> Part | str:
    changed: dict[str, set[str]] = {}
    for dataset in sorted({*now, *before}):
        new, old = now.get(dataset, {}), before.get(dataset, {})
        parts = {part for part in {*new, *old} if new.get(part) != old.get(part)}
        if "" in parts:
            return f"{dataset} is of all councils, or came or went as a whole"
        if parts:
            changed[dataset] = parts
    names = {
        code: (name, is_served)
        for code, name, is_served in keeping.councils(kept.database)
    }
    codes = sorted(set().union(*changed.values()))
    if not codes:
        return "none of them sent anything"
    # Their rows count in a council of today, which may be among these.
    held = set().union(*now.values(), *before.values())
    if former := sorted(held & keeping.former_councils(kept.database)):
        return f"{_listed(former)} in the files is no council of today"
    if unknown := [code for code in codes if code not in names]:
        return f"{_listed(unknown)} in the files is no council of today"
    served = sum(is_served for _, is_served in names.values())
    if 2 * len(codes) > served:
        return "most of them sent something"
    found = {code: names[code][0] for code in codes}
    return Part(kept, found, served, sorted(changed))


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    left = len(names) - NAMED
    return f"{shown} and {left:,} more" if left > 0 else shown
