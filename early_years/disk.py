"""Waiting until the disk has what was written."""

import os
from pathlib import Path


def sync_names(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows does so by itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
