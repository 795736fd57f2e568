"""How a report prints numbers: told by the numbers in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgbuild.model import Block, BlockKind, NumberStyle

_NUMBER = re.compile(r"(?<![\w.,/:-])\d[\d.,]*\d(?![\w/:-])")
_GROUPED_POINT = re.compile(r"\d{1,3}(?:\.\d{3})+")
_DECIMAL_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})")
_DECIMAL_POINT = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})")
FEW = 3
_GROUPED_COMMA = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}")


def number_style_of(blocks: Iterable[Block]) -> NumberStyle:
    """`COMMA` where more numbers of the report can only be read as 1.234,5 than can only be read as 1,234.5.

    A number with both marks weighs most; one with several groups, or with a decimal part that is no group, less; a
    single group of three ("1.382", "1,382"), which may be either, counts little. `MIXED` where both marks group and
    the comma is decimal too.
    """
    numbers = [
        match.group()
        for block in blocks
        if block.kind not in (BlockKind.CONTENTS, BlockKind.FURNITURE, BlockKind.HEADING)
        for match in _NUMBER.finditer(block.text)
    ]
    decimal_commas = sum(_DECIMAL_COMMA.fullmatch(number) is not None for number in numbers)
    decimal_points = sum(_DECIMAL_POINT.fullmatch(number) is not None for number in numbers)
    by_point = sum(_GROUPED_POINT.fullmatch(number) is not None and number[0] != "0" for number in numbers)
    by_comma = sum(_GROUPED_COMMA.fullmatch(number) is not None for number in numbers)
    if min(decimal_commas, by_point, by_comma) >= FEW and 2 * decimal_commas >= decimal_points:
        return NumberStyle.MIXED
    return NumberStyle.COMMA if sum(map(_weight, numbers)) > 0 else NumberStyle.POINT


def _weight(number: str) -> int:
    """Positive for a number that speaks for a decimal comma, negative for one that speaks for a decimal point."""
    points, commas = number.count("."), number.count(",")
    if points and commas:
        if number.rfind(",") > number.rfind(".") and commas == 1:
            return 20
        return -20 if points == 1 and number.rfind(".") > number.rfind(",") else 0
    if commas:
        if _GROUPED_COMMA.fullmatch(number):
            return -10 if commas > 1 else -2
        return 8 if commas == 1 else 0
    if points:
        if _GROUPED_POINT.fullmatch(number):
            return 10 if points > 1 else 2
        return -8 if points == 1 else 0
    return 0
