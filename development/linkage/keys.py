"""Match keys: what is compared in the place of names, days and postcodes."""

import hashlib
import hmac
import re
import secrets

import duckdb
from duckdb.sqltypes import VARCHAR

SALT_BYTES = 32
DIGITS_KEPT = 16
# Letters that stand for one sound; what is spelt with either gets one key.
SAME_SOUND = str.maketrans("CQZVGYJ", "KKSWKII")
REPEATED = re.compile(r"(.)\1+")
VOWELS_AND_H = re.compile(r"[AEIOUH]")


def new_salt() -> bytes:
    """A secret salt, kept nowhere: no figure depends on it."""
    return secrets.token_bytes(SALT_BYTES)


def keyed(text: str, salt: bytes) -> str:
    """What stands for a text: HMAC-SHA256 (RFC 2104), of which 16 digits are kept."""
    digest = hmac.new(salt, text.encode("utf-8"), hashlib.sha256)
    return digest.hexdigest()[:DIGITS_KEPT]


def sounded(name: str) -> str:
    """What is left of a name in capitals where one sound is spelt in several ways."""
    alike = name.translate(SAME_SOUND)
    return alike[:1] + REPEATED.sub(r"\1", VOWELS_AND_H.sub("", alike[1:]))


def teach(database: duckdb.DuckDBPyConnection, salt: bytes) -> None:
    """Let SQL call keyed(text) and sounded(name); of what is blank both are blank."""
    database.create_function(
        "keyed", lambda text: keyed(text, salt), [VARCHAR], VARCHAR
    )
    database.create_function("sounded", sounded, [VARCHAR], VARCHAR)
