"""Printed page numbers: what the PDF itself says, and what stands in the margins of its pages.

Numbers in margins are believed where they advance with the pages (by one, or by two where a physical page is a
spread that prints two) on enough pages; pages between that print none then have theirs too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.model import Label

_NUMBER = re.compile(r"(?<![\d.,/%$€£-])\d{1,4}(?![\d.,/%]*\d|[%])")
_ROMAN = re.compile(r"^(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class PageLabels:
    """The printed number of every page, the last one where a page prints two, and what it was taken from."""

    first: tuple[Label | None, ...]
    last: tuple[Label | None, ...]
    basis: str


def page_labels(given: Sequence[str], margins: Sequence[Sequence[str]]) -> PageLabels:
    """The labels of a report's pages.

    Args:
        given: the PDF's own page labels, "" where it has none.
        margins: the lines of text in the margins of each page.
    """
    count = len(given)
    printed = _printed(margins)
    if printed is not None:
        step, start, first_page, last_page = printed
        first: list[Label | None] = []
        last: list[Label | None] = []
        for index in range(count):
            number = start + step * index
            within = first_page <= index <= last_page and number > 0
            first.append(number if within else _own(given[index], None))
            last.append(number + step - 1 if within else first[-1])
        _romans(first, last, margins)
        return PageLabels(tuple(first), tuple(last), "printed")
    if any(given) and list(given) != [str(index + 1) for index in range(count)]:
        own = tuple(_own(label, None) for label in given)
        return PageLabels(own, own, "pdf")
    none: tuple[Label | None, ...] = (None,) * count
    return PageLabels(none, none, "none")


def _own(label: str, missing: Label | None) -> Label | None:
    if not label:
        return missing
    return int(label) if label.isascii() and label.isdigit() and len(label) < 6 else label


def _printed(margins: Sequence[Sequence[str]]) -> tuple[int, int, int, int] | None:
    """Step, number of the first page, and the stretch of pages over which the margins print them."""
    seen = [{int(number) for line in lines for number in _NUMBER.findall(line)} for lines in margins]
    filled = sum(1 for lines in margins if any(line.strip() for line in lines))
    best: tuple[int, int, int] | None = None
    for step in (1, 2):
        votes: Counter[int] = Counter()
        for index, numbers in enumerate(seen):
            for number in numbers:
                start = number - step * index
                if step == 1 or number + 1 in numbers:
                    votes[start] += 1
        for start, count in votes.items():
            rank = (count, -abs(start), step)
            if best is None or rank > (best[0], -abs(best[2]), best[1]):
                best = (count, step, start)
    if best is None or best[0] < max(3 if len(margins) > 3 else 2, 0.3 * filled):
        return None
    count, step, start = best
    on = [index for index, numbers in enumerate(seen) if start + step * index in numbers]
    return step, start, _reach(on, seen, -1), _reach(on, seen, 1)


def _reach(on: Sequence[int], seen: Sequence[set[int]], way: int) -> int:
    """The last page, before or behind those that print it, up to which a number certainly counts on."""
    if way > 0:
        return len(seen) - 1
    return 0


def _romans(first: list[Label | None], last: list[Label | None], margins: Sequence[Sequence[str]]) -> None:
    """Front matter in roman numerals, where the margin prints them."""
    for index, lines in enumerate(margins):
        number = first[index]
        if isinstance(number, int) and any(str(number) in line for line in lines):
            return
        for line in lines:
            text = line.strip()
            if text and _ROMAN.match(text) and roman(text) > 0:
                first[index] = last[index] = text
                break


def roman(text: str) -> int:
    """The value of a roman numeral."""
    values = [_DIGITS[letter] for letter in text.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
