"""The rows of a file by council, so that the pages of one read its own alone."""

import csv
from contextlib import ExitStack
from pathlib import Path

COUNCIL = "local_authority_code"
# What stands there in a row that is of every council.
OF_ALL = ("", "all")


class Divided:
    """Files divided among councils as they are asked for, in a folder of theirs.

    Each is read once, whatever the number of councils.
    """

    def __init__(self, folder: Path, councils: tuple[str, ...]) -> None:
        self._folder, self._councils = folder, councils
        self._is_divided: dict[Path, bool] = {}

    def path(self, whole: Path, council: str) -> Path:
        """Where the rows of a council lie; the file itself if it names no council."""
        if whole not in self._is_divided:
            self._is_divided[whole] = self._divide(whole)
        return self._part(whole, council) if self._is_divided[whole] else whole

    def _part(self, whole: Path, council: str) -> Path:
        return self._folder / council / whole.parent.name / whole.name

    def _divide(self, whole: Path) -> bool:
        with (
            whole.open(encoding="utf-8-sig", newline="") as lines,
            ExitStack() as open_,
        ):
            rows = csv.reader(lines)
            columns = next(rows, [])
            if COUNCIL not in columns:
                return False
            writers = {}
            for council in self._councils:
                part = self._part(whole, council)
                part.parent.mkdir(parents=True, exist_ok=True)
                file = open_.enter_context(part.open("w", encoding="utf-8", newline=""))
                writers[council] = csv.writer(file, lineterminator="\n")
                writers[council].writerow(columns)
            place = columns.index(COUNCIL)
            for cells in rows:
                of_all = cells[place] in OF_ALL
                for council in self._councils if of_all else (cells[place],):
                    if council in writers:
                        writers[council].writerow(cells)
            return True
