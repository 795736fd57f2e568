"""Words and signs that multiply a number: million, ten thousand, 万, '000."""

from __future__ import annotations

import re
from decimal import Decimal

_WORDS = {
    "hundred million": 8, "hundred thousand": 5, "ten thousand": 4, "ten million": 7, "ten billion": 10,
    "hundred": 2, "thousands": 3, "thousand": 3, "thsd": 3, "millions": 6, "million": 6, "mln": 6, "mio": 6, "mn": 6,
    "billions": 9, "billion": 9, "bln": 9, "bn": 9, "trillion": 12, "lakhs": 5, "lakh": 5, "lacs": 5, "lac": 5,
    "crores": 7, "crore": 7, "百万": 6, "千万": 7, "万": 4, "萬": 4, "亿": 8, "億": 8, "千": 3,
}  # fmt: skip
#: Letters glued to a number or a currency: $5M, 1.2bn, 30k.
_GLUED = {"k": 3, "K": 3, "m": 6, "M": 6, "MM": 6, "B": 9, "b": 9, "bn": 9, "mn": 6}
_LATIN = sorted((word for word in _WORDS if word.isascii()), key=len, reverse=True)
_HAN = sorted((word for word in _WORDS if not word.isascii()), key=len, reverse=True)
_AFTER = re.compile(
    rf"[\s\u00a0*_-]*(?:({'|'.join(word.replace(' ', r'[ -]') for word in _LATIN)})\b\.?|({'|'.join(_HAN)}))",
    re.IGNORECASE,
)
_GLUE = re.compile(r"(MM|bn|mn|[kKMB])(?![A-Za-z0-9²³/])")
_THOUSANDS = re.compile(r"(?:['’‘`´]\s?000s?\b|\b000s\b|/000\b|(?<![\d.,])\b000\b)")
_HEADER = re.compile(
    rf"(?<![\d.,]\s)\b({'|'.join(word.replace(' ', r'[ -]') for word in _LATIN)})\b|({'|'.join(_HAN)})", re.IGNORECASE
)
_CURRENCY_SCALE = re.compile(
    r"(?:[€$£¥]|\b(?:EUR|USD|RMB|CNY|HKD))\s?(mln|bn|mn|[kKmMbB])(?![A-Za-z0-9])|\b([kKMm])[€$£](?!\w)"
)


_FIGURE = re.compile(
    r"(?<![\d.,])(1,000|10,000|100,000|1,000,000|10,000,000|100,000,000)(?=\s?[A-Za-z\u4e00-\u9fff€$£])"
)


def _power(word: str) -> Decimal:
    key = re.sub(r"[ -]+", " ", word)
    exponent = _WORDS.get(key.casefold()) or _WORDS.get(key) or _GLUED.get(key, 0)
    return Decimal(10) ** exponent


def scale_after(text: str, at: int) -> tuple[Decimal, int]:
    """The scale of a number that ends at a position, and where the words for it end: 1 and `at` where there is none.

    Mark-up may stand between the number and the word.
    """
    match = _AFTER.match(text, at)
    if match:
        worth, end = _power(match.group(1) or match.group(2)), match.end()
        # "2 hundred million", "3 thousand billion": words that multiply each other
        further = _AFTER.match(text, end)
        return (worth * _power(further.group(1) or further.group(2)), further.end()) if further else (worth, end)
    glued = _GLUE.match(text, at)
    return (_power(glued.group(1)), glued.end()) if glued else (Decimal(1), at)


_MM = re.compile(r"\bMM\b(?=\s?(?:[a-z$]|of\b))")


def scale_in(text: str) -> tuple[Decimal, int, int] | None:
    """The scale that a header or a unit gives for the numbers under it ("in ten thousand tons", "RMB'000"), and where.

    A number with its own scale ("per 1 million hours") is no header scale.
    """
    match = _CURRENCY_SCALE.search(text)
    if match:
        return _power(match.group(1) or match.group(2)), match.start(), match.end()
    match = _MM.search(text)
    if match:
        return Decimal(10) ** 6, match.start(), match.end()
    match = _THOUSANDS.search(text)
    if match:
        return Decimal(1000), match.start(), match.end()
    for match in _HEADER.finditer(text):
        before = text[: match.start()].rstrip().casefold()
        if not re.search(r"(?:\bper|/|\beach|\bevery|\ba|\bone|\d)$", before):
            return _power(match.group(1) or match.group(2)), match.start(), match.end()
    match = _FIGURE.search(text)
    if match and not re.search(r"(?:\bper|/|\beach|\bevery)\s*$", text[: match.start()], re.IGNORECASE):
        return Decimal(match.group(1).replace(",", "")), match.start(), match.end()
    return None


def scales_in(text: str) -> frozenset[Decimal]:
    """Every scale that words of a text could give."""
    found = {
        Decimal(10) ** _WORDS[re.sub(r"[ -]+", " ", m.group(1) or m.group(2)).casefold()]
        for m in _HEADER.finditer(text)
    }
    header = scale_in(text)
    return frozenset(found | ({header[0]} if header else set()))
