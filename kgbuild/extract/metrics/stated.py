"""A figure in the report's own words, number with scale and unit: "69.44 ten thousand tons", "RMB 2.8 million"."""

from __future__ import annotations

import re

from kgbuild.extract.metrics.statement import Statement
from kgbuild.model import Document
from kgbuild.quantity.prove import spoken
from kgbuild.quantity.scales import scale_after, scale_in
from kgbuild.quantity.units import unit_reader

_BEFORE = 12
_AFTER = 60
#: Longer words are a label that names its unit among others.
_UNIT_WORDS = 40


def stated(document: Document, statement: Statement) -> str:
    """The number as printed with the scale and unit words it is read with, wherever those stand."""
    start, end = statement.number
    number, before = spoken(document.text[start:end]), spoken(document.text[max(start - _BEFORE, 0) : start])
    words = spoken(document.text[max(start - _BEFORE, 0) : end + _AFTER])
    first = max(words.find(number, len(before)), 0)
    scale, last = scale_after(words, first + len(number))
    reader = unit_reader()
    money, unit = reader.money(words, first), reader.after(words, last)
    if money is not None and money.code.partition("/")[0] == statement.unit.partition("/")[0]:
        return words[money.start : last].strip()
    if unit is None or (scale == 1 and statement.scale != 1):
        return f"{words[first:last]} {_elsewhere(document, statement)}".strip()
    return words[first : unit.end].strip()


def _elsewhere(document: Document, statement: Statement) -> str:
    """The scale and unit words among the words the number is read with, or in brackets beside it."""
    beside = [spoken(document.quote(span)) for role, span in statement.beside if role in ("unit", "scale")]
    bracketed: list[str] = re.findall(r"[(（]([^()（）]{1,40})[)）]", spoken(document.quote(statement.quote)))
    reader = unit_reader()
    for words in [*beside, *bracketed]:
        if len(words) <= _UNIT_WORDS and (scale_in(words) or reader.within(words)):
            return words.strip(" ()（）")
    return ""
