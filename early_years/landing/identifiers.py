"""What in a text says who somebody is or where they live, however it is written.

A text is evened out first: full-width and other forms of a sign become the plain one
(NFKC), invisible signs go. Blanks and punctuation between the signs do not hide an
identifier. Where there is a check digit it has to be right, so that few other numbers
are taken for one.
"""

import re
import unicodedata

# At most so many blanks, dots or dashes stand between two signs of one identifier.
GAP = r"[\W_]{0,3}"
# DfE: the letters of UPNs in the order of their values; no I, O and S.
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
NHS_LENGTH = 10
# Royal Mail's areas; the last two letters of a postcode are never C, I, K, M, O and V.
POSTCODE_AREAS = (
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE "
    "DG DH DL DN DT DY E EC EH EN EX FK FY G GIR GL GU GY HA HD HG HP HR HS HU HX IG "
    "IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL "
    "OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD "
    "TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)


def _spaced(*signs: str) -> str:
    return GAP.join(signs)


_AREAS = "|".join(
    _spaced(*area) for area in sorted(POSTCODE_AREAS.split(), key=len, reverse=True)
)
_LAST = "[ABD-HJLNP-UW-Z]"
# Dates and times have as many digits as a number of the NHS may have.
DATES = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))"
    r"(?!\d)|(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
)
PATTERNS = {
    # One sign before the @ is enough: a longer search tries each place of a long text
    # again.
    "e-mail address": re.compile(r"[A-Z0-9._%+-]\s?@\s?[A-Z0-9-]+\.[A-Z0-9-]"),
    "postcode": re.compile(
        rf"(?<![A-Z0-9])(?:{_AREAS}){GAP}[0-9]{GAP}(?:[A-Z0-9]{GAP})?"
        + _spaced("[0-9]", _LAST, _LAST)
        + "(?![A-Z0-9])"
    ),
    "National Insurance number": re.compile(
        r"(?<![A-Z0-9])(?!BG|GB|NK|KN|TN|NT|ZZ)"
        # QQ is given to nobody and stands in examples.
        + _spaced("(?:Q(?=[\\W_]*Q)|[A-CEGHJ-PR-TW-Z])", "[A-CEGHJ-NP-TW-Z]")
        + GAP
        + _spaced(*["[0-9]"] * 6, "[A-D]")
        + "(?![A-Z0-9])"
    ),
    "telephone number": re.compile(
        r"(?<![A-Z0-9])(?:\+" + GAP + _spaced("4", "4") + "|" + _spaced(*"0044") + ")"
        rf"{GAP}(?:\({GAP}0{GAP}\))?{GAP}"
        + _spaced("[1-9]", *["[0-9]"] * 8)
        + rf"(?:{GAP}[0-9])?(?![0-9])"
        + r"|(?<![A-Z0-9+])\(?"
        + _spaced("0", "[1-35-9]", *["[0-9]"] * 8)
        + rf"(?:{GAP}[0-9])?(?![A-Z0-9])"
    ),
}
UPN = re.compile(r"(?<![A-Z0-9])" + _spaced("[A-Z]", *["[0-9]"] * 11, "[0-9A-Z]"))
# Groups of digits with little between them.
DIGITS = re.compile(rf"\d+(?:{GAP}\d+)*")


def evened(text: str) -> str:
    """A text in capitals and plain signs, without those that nobody sees."""
    plain = unicodedata.normalize("NFKC", text)
    seen = (sign for sign in plain if unicodedata.category(sign) != "Cf")
    # Digits of other scripts say the same number.
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in seen
    ).upper()


def kinds_in(text: str) -> set[str]:
    """The kinds of identifiers that stand in a text."""
    plain = DATES.sub(" DATE ", evened(text))
    found = {kind for kind, pattern in PATTERNS.items() if pattern.search(plain)}
    if any(is_upn(_bare(match[0])) for match in UPN.finditer(plain)):
        found.add("UPN")
    if _has_nhs_number(plain):
        found.add("NHS number")
    return found


def is_upn(text: str) -> bool:
    """Whether a letter and twelve signs are a UPN, by its first letter's check."""
    weighted = [
        (UPN_LETTERS.find(sign) if sign.isalpha() else int(sign)) * weight
        for weight, sign in enumerate(text[1:], start=2)
    ]
    return text[0] in UPN_LETTERS and UPN_LETTERS[sum(weighted) % 23] == text[0]


def is_nhs_number(text: str) -> bool:
    """Whether ten digits are an NHS number, by modulus 11."""
    weighted = sum(int(text[place]) * (10 - place) for place in range(9))
    return (11 - weighted % 11) % 11 == int(text[9])


def _has_nhs_number(plain: str) -> bool:
    """Whether ten digits that begin and end with a group of digits are one."""
    for run in DIGITS.finditer(plain):
        groups = re.findall(r"\d+", run[0])
        for first in range(len(groups)):
            together = ""
            for group in groups[first:]:
                together += group
                if len(together) >= NHS_LENGTH:
                    break
            if len(together) == NHS_LENGTH and is_nhs_number(together):
                return True
    return False


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
