"""Zip files from outside: what may be unpacked, and how much of it.

How much is policy: see limits.py. It is judged by the zip's directory, before anything
is unpacked.
"""

import io
import lzma
import re
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from early_years.landing.limits import MEGABYTE, in_force

ENCRYPTED = 0x1
# Of so few bytes more than the ratio says nothing.
SMALL = 64 * 1024

# What reading a damaged zip can end in, beyond what the library calls a bad one.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)

ZIP_MARK = b"PK\x03\x04"
EMPTY_ZIP_MARK = b"PK\x05\x06"
OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"
XLSX, XLSB = {"xl/workbook.xml"}, {"xl/workbook.bin"}
OPEN_DOCUMENT = {"content.xml", "META-INF/manifest.xml"}


class UnsafeArchive(Exception):
    """A zip that is not unpacked; its text says why, in plain words."""


def is_zip(content: bytes) -> bool:
    """Whether bytes are a zip; Excel workbooks are zips as well."""
    return content.startswith((ZIP_MARK, EMPTY_ZIP_MARK))


def is_workbook(content: bytes) -> bool:
    """Whether bytes are a workbook: of Excel (.xlsx, .xlsb, .xls) or OpenDocument."""
    if content.startswith(OLD_EXCEL_MARK):
        return True
    names = _names(content)
    return any(parts <= names for parts in (XLSX, XLSB, OPEN_DOCUMENT))


def is_xlsx(content: bytes) -> bool:
    """Whether bytes are an Excel workbook in XML (.xlsx)."""
    return _names(content) >= XLSX


def _names(content: bytes) -> set[str]:
    """The names of the parts of a zip; none where the bytes are no zip, or damaged."""
    if not is_zip(content):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return set(archive.namelist())
    except DAMAGE:
        return set()


def check_size(content: bytes) -> None:
    """Refuse a zip or workbook that unpacks to too much.

    Raises UnsafeArchive also where the zip is damaged or encrypted.
    """
    with _opened(content) as archive:
        _check_members(archive)


def members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file in a zip, by name, without what systems add.

    Raises UnsafeArchive where a name leads out of the zip, where it holds another zip,
    is encrypted or damaged, holds too many files or unpacks to too much.
    """
    with _opened(content) as archive:
        infos = _check_members(archive)
        wanted = sorted(
            (info.filename, info) for info in infos if not _is_litter(info.filename)
        )
        if not wanted:
            raise UnsafeArchive("the zip holds no file.")
        most = in_force().zip_members
        if len(wanted) > most:
            raise UnsafeArchive(
                f"the zip holds {len(wanted):,} files; up to {most:,} are taken. "
                "Unpack it and land the files, or make several zips of it."
            )
        for name, info in wanted:
            try:
                unpacked = archive.read(info)
            except DAMAGE:
                raise UnsafeArchive(f"{name} in the zip is damaged.") from None
            if is_zip(unpacked) and not is_workbook(unpacked):
                raise UnsafeArchive(
                    f"{name} is a zip within the zip. Unpack it and land its files."
                )
            yield name, unpacked


def unpack_largest(path: Path, pattern: str, largest: int, target: Path) -> str:
    """Unpack the largest file of a zip whose name fits, to target; return its name.

    The rest of the zip is not looked at. Raises UnsafeArchive where no name fits, or
    the file is encrypted, damaged or of more than largest bytes.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [
                info
                for info in archive.infolist()
                if re.search(pattern, info.filename) and not _is_litter(info.filename)
            ]
            if not infos:
                raise UnsafeArchive(f"no file in the zip is called like {pattern}.")
            info = max(infos, key=lambda one: (one.file_size, one.filename))
            _check_amount(info.file_size, info.compress_size, largest)
            with archive.open(info) as packed, target.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, MEGABYTE)
    except DAMAGE as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise UnsafeArchive(
            "the zip is damaged, cut short or encrypted. Download it again."
        ) from None
    return info.filename


def _opened(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except DAMAGE:
        raise UnsafeArchive(
            "the zip is damaged or cut short. Ask the supplier to send it again."
        ) from None


def _check_members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    seen = set()
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in info.filename:
            raise UnsafeArchive(
                f"the name {info.filename} in the zip leads out of it. Such a zip is "
                "never unpacked; ask the supplier for another."
            )
        if info.filename in seen:
            raise UnsafeArchive(f"the zip holds {info.filename} twice.")
        seen.add(info.filename)
        if info.flag_bits & ENCRYPTED:
            raise UnsafeArchive(
                "the zip is encrypted. Unpack it with its password and land the files."
            )
    size = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    _check_amount(size, packed, in_force().unpacked_megabytes * MEGABYTE)
    for info in infos:
        # Beside a large file that does not shrink, one that does would not show.
        _check_ratio(info.file_size, info.compress_size)
    return infos


def _check_amount(size: int, packed: int, largest: int) -> None:
    """Refuse what unpacks to too much, or to far more than it should."""
    if size > largest:
        raise UnsafeArchive(
            f"it unpacks to {size // MEGABYTE:,} MB; up to {largest // MEGABYTE} MB "
            "are taken. Land it in parts, for example one period each."
        )
    _check_ratio(size, packed)


def _check_ratio(size: int, packed: int) -> None:
    most = in_force().unpacked_ratio
    if size > max(packed * most, SMALL):
        raise UnsafeArchive(
            f"it unpacks to more than {most} times its size, which no real "
            "extract does. Ask the supplier what it is."
        )


def _is_litter(name: str) -> bool:
    """Whether a name is of a file that macOS or another system put in by itself."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1].startswith(".")
