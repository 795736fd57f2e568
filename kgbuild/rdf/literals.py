"""Literals made from strings and decimals, never from floats, each value in one lexical form."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal

from kgbuild.rdf.vocab import XSD

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_DATE_TYPES = {4: XSD["gYear"], 7: XSD["gYearMonth"], 10: XSD["date"]}


def sound(text: str) -> str:
    """The text with code points that no encoding can carry (lone surrogates) replaced."""
    return _SURROGATES.sub("\ufffd", text)


def string(text: str) -> Literal:
    """A plain string."""
    return Literal(sound(text))


def label(text: str, language: str) -> Literal:
    """Text for people, tagged with its language: a name in Chinese characters alone is Chinese in any report."""
    tag = "zh" if _HAN.search(text) and not _LATIN.search(text) else language
    return Literal(sound(text), language=tag)


def decimal(number: Decimal) -> Literal:
    """An `xsd:decimal` in canonical form: no exponent, no idle zeros.

    >>> decimal(Decimal("1.50E+3")).value, decimal(Decimal("-0.0")).value
    ('1500', '0')
    """
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text in ("-0", "") else text, datatype=XSD["decimal"])


def integer(number: int) -> Literal:
    """An `xsd:integer`."""
    return Literal(str(number), datatype=XSD["integer"])


def day(value: date) -> Literal:
    """An `xsd:date`."""
    return Literal(value.isoformat(), datatype=XSD["date"])


def partial_date(text: str) -> Literal:
    """A date as precise as stated: `2020`, `2020-11` or `2020-11-30`."""
    return Literal(text, datatype=_DATE_TYPES[len(text)])


def page_label(value: int | str) -> Literal:
    """A printed page number: an integer where it is decimal, else a string."""
    return integer(value) if isinstance(value, int) else string(value)
