"""Numbers as reports print them: figures, number words, signs; always exact decimals, never floats.

`scan` finds every number of a text, `read_figure` and `read_number` say what one is worth. Both are part of the
published reader: the gate and the audit re-read every number of a release with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kgbuild.model import NumberStyle

Kind = Literal["figure", "word", "none", "all"]

#: A run of digits with what may stand inside a number. A plain space is no part of it here (`SPACED` is for cells).
_CHAIN = re.compile(r"\d(?:[\d.,'’\u00a0\u2009\u202f]*\d)?")
SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d{1,3})?")
_GROUP = r"['’\u00a0\u2009\u202f]"
_POINT = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?:\.\d+)?|\d+(?:\.\d+)?|\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:[.,]\d+)?"
)
_COMMA = re.compile(rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?|\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:[.,]\d+)?")
#: What is read as comma style in a report that mixes both: a point that groups, a comma that does not.
_MIXED_COMMA = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+,(?:\d{1,2}|\d{4,})")
#: Readable whatever the report's style: two groups can be nothing else, nor can a zero before the mark.
_CLEAR_COMMA = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+|0,\d+")
_CLEAR_POINT = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+|0\.\d+")

_ONES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SMALL = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
WORD = re.compile(
    rf"\b(?:a dozen|dozen|half|zero|nil|(?:{'|'.join(_TENS)})[- ](?:one|two|three|four|five|six|seven|eight|nine)"
    rf"|(?:a|{_SMALL}) hundred(?: and (?:{_SMALL}))?|{_SMALL})\b",
    re.IGNORECASE,
)
NONE = re.compile(
    r"\b(?:no|none|not|nor|never|without|zero|nil|neither|did not|was not|were not|has not|have not|had not)\b"
    r"|^[-–—―/]+$",
    re.IGNORECASE,
)
ALL = re.compile(r"\b(?:all|every|each|both|entire|full|fully|whole|100)\b", re.IGNORECASE)
_MINUS = "-−–—"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: where it stands, as it is printed, and what it is worth (None where it is a code).

    `resolution` is the size of its last printed digit.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    resolution: Decimal | None
    kind: Kind = "figure"


def read_figure(text: str, style: NumberStyle = NumberStyle.POINT) -> Decimal | None:
    """What figures are worth: "1,234.5" is 1234.5, in the comma style "1.234,5" is; None for anything else."""
    text = text.strip()
    sign = 1
    if text[:1] and text[0] in _MINUS + "+":
        sign = 1 if text[0] == "+" else -1
        text = text[1:].lstrip()
    elif text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    if SPACED.fullmatch(text):
        text = text.replace(" ", "\u00a0")
    comma = style is NumberStyle.COMMA or (style is NumberStyle.MIXED and _MIXED_COMMA.fullmatch(text) is not None)
    if (_COMMA if comma else _POINT).fullmatch(text):
        decimal = "," if comma else "."
        grouped = re.search(_GROUP, text)
        if grouped and decimal not in text:
            decimal = "." if comma else ","
    elif _CLEAR_COMMA.fullmatch(text):
        decimal = ","
    elif _CLEAR_POINT.fullmatch(text):
        decimal = "."
    else:
        return None
    whole, _, part = text.partition(decimal)
    digits = re.sub(r"\D", "", whole)
    return sign * Decimal(f"{digits}.{part}" if part else digits)


def resolution_of(value: Decimal) -> Decimal:
    """The size of the last digit of a figure as read: 0.1 for 2.8, 1 for 1,802."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def read_word(text: str) -> Decimal | None:
    """What number words are worth: "a dozen" is 12, "half" 0.5, "zero" 0, "twenty-five" 25; None for anything else."""
    words = re.split(r"[-\s]+", text.strip().casefold())
    if not words or words == [""]:
        return None
    if words[-1] == "dozen" and words[:-1] in ([], ["a"]):
        return Decimal(12)
    if words == ["half"]:
        return Decimal("0.5")
    if words in (["zero"], ["nil"]):
        return Decimal(0)
    total = 0
    for word in words:
        if word == "hundred":
            total = max(total, 1) * 100
        elif word not in ("a", "and"):
            worth = _ONES.get(word) or _TENS.get(word)
            if worth is None:
                return None
            total += worth
    return Decimal(total) if total else None


def read_number(printed: str, style: NumberStyle = NumberStyle.POINT) -> tuple[Decimal, Kind] | None:
    """What a number as printed is worth: figures, number words, words for none (0) and for all (100, in percent).

    None where it is no number.
    """
    value = read_figure(printed, style)
    if value is not None:
        return value, "figure"
    value = read_word(printed)
    if value is not None:
        return value, "word"
    folded = printed.strip()
    if NONE.fullmatch(folded):
        return Decimal(0), "none"
    if ALL.fullmatch(folded):
        return Decimal(100), "all"
    return None


def scan(text: str, style: NumberStyle = NumberStyle.POINT) -> tuple[Number, ...]:
    """Every run of figures and every number word of a text, in order.

    A run that is no number in the style (a version, a telephone number) has the value None.
    """
    found = [_figure(match, text, style) for match in _CHAIN.finditer(text)]
    for match in WORD.finditer(text):
        value = read_word(match.group())
        found.append(Number(match.start(), match.end(), match.group(), value, Decimal(1), "word"))
    return tuple(sorted(found, key=lambda number: number.start))


def _figure(match: re.Match[str], text: str, style: NumberStyle) -> Number:
    start = match.start()
    value = read_figure(match.group(), style)
    resolution = None if value is None else resolution_of(value)
    before = text[start - 1 : start]
    signed = before and before in _MINUS and (start == 1 or text[start - 2] in " (:\t\u00a0")
    if value is not None and signed and before != "—" and text[start - 3 : start - 1] != "  ":
        return Number(start - 1, match.end(), text[start - 1 : match.end()], -value, resolution)
    return Number(start, match.end(), match.group(), value, resolution)
