"""Identifiers of children, made anew before anything is stored.

What a supplier sends is a pseudonym of its own. It is keyed once more (HMAC-SHA256, RFC
2104), so that nobody with the store alone can go back to the supplier's records. The
key lies outside the project, in a file that an environment variable names.
"""

import hashlib
import hmac
import os
import re
from pathlib import Path

from early_years.environment import KEY_FILE, PlainError, Project
from early_years.landing import identifiers

SHORTEST_KEY = 32
# Rights of the group and of everyone.
OF_OTHERS = 0o077
# One sign over and over is long, and guessed at once.
FEWEST_SIGNS = 8
DIGITS_KEPT = 16

# A short mark of the collection, such as ASQ-, says nothing about the child.
PREFIX = re.compile(r"[A-Z]{1,5}-")
# DfE: a letter, twelve digits; in a temporary UPN the last is a letter.
UPN = re.compile(r"[A-Z][0-9]{11}[A-Z0-9]")
NHS_NUMBER = re.compile(r"[0-9]{10}")
# As Excel shows a long number; column_problem.sql rejects it, and the mark as well.
SHORTENED = re.compile(r"[0-9]+([.][0-9]+)?[Ee][+][0-9]+")
SHORTENED_MARK = "E+09"
SEPARATORS = re.compile(r"[\W_]+")

HOW_TO_MAKE_ONE = (
    "Make one outside the project, once, and keep it safe:\n"
    '  python -c "import os; from secrets import token_hex; '
    "open('KEY_FILE', 'w', opener=lambda path, how: os.open(path, how, 0o600))"
    '.write(token_hex(32))"\n'
    f"then let the environment variable {KEY_FILE} hold the path of that file. With "
    "another key the same child gets another identifier."
)


def read_key(project: Project) -> bytes:
    """The key of the file that the environment names.

    Raises PlainError when there is none, when it is short or a few characters repeated,
    when others on this machine can read it, or when it lies in the project, where it
    would be handed on with the data.
    """
    named = os.environ.get(KEY_FILE, "").strip()
    if not named:
        raise PlainError(
            "Child-level files are landed only with a key for the identifiers of "
            f"children, and {KEY_FILE} is not set. {HOW_TO_MAKE_ONE}"
        )
    path = Path(os.path.expanduser(named)).resolve()
    if path.is_relative_to(project.root.resolve()):
        raise PlainError(
            f"The file that {KEY_FILE} names lies in the project. Move it elsewhere: "
            "a key beside the data protects nothing."
        )
    try:
        # Windows keeps rights elsewhere: there nothing is said here.
        is_open = os.name == "posix" and path.stat().st_mode & OF_OTHERS
        key = path.read_bytes().strip()
    except OSError:
        raise PlainError(
            f"The file that {KEY_FILE} names cannot be read. {HOW_TO_MAKE_ONE}"
        ) from None
    if len(key) < SHORTEST_KEY:
        raise PlainError(
            f"The key is shorter than {SHORTEST_KEY} characters. {HOW_TO_MAKE_ONE}"
        )
    if len(set(key)) < FEWEST_SIGNS:
        raise PlainError(
            f"The key consists of a few characters repeated. {HOW_TO_MAKE_ONE}"
        )
    if is_open:
        raise PlainError(
            f"Others on this machine may use the file that {KEY_FILE} names. Take that "
            "right away from them (chmod 600), and ask yourself who may have read it."
        )
    return key


def pseudonym(child_id: str, key: bytes) -> str:
    """The identifier that is stored: the prefix, if any, and 16 hexadecimal digits."""
    plain_id = child_id.strip()
    prefix = PREFIX.match(plain_id)
    digest = hmac.new(key, plain_id.encode("utf-8"), hashlib.sha256).hexdigest()
    return (prefix.group() if prefix else "") + digest[:DIGITS_KEPT]


def stored(child_id: str, key: bytes) -> str:
    """What is stored of an identifier: its pseudonym, or a mark where Excel cut it.

    4.51E+09 stands for many numbers: a pseudonym of it would make one child of them.
    """
    if SHORTENED.fullmatch(child_id.strip()):
        return SHORTENED_MARK
    return pseudonym(child_id, key)


def is_national_identifier(value: str) -> bool:
    """Whether a value is an NHS number (modulus 11) or a UPN, however written.

    A mark before a dash does not hide it: NHS-943 476 5919 is one.
    """
    text = identifiers.evened(value)
    parts = (text, text.partition("-")[2])
    return any(_is_national(SEPARATORS.sub("", part)) for part in parts)


def _is_national(text: str) -> bool:
    if UPN.fullmatch(text):
        return True
    return bool(NHS_NUMBER.fullmatch(text)) and identifiers.is_nhs_number(text)
