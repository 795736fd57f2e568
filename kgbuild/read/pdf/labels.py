"""Printed page numbers: what stands in the margins of the pages, and what the PDF itself says.

A number in a margin is believed where it advances with the pages: by one, or by two where a physical page is a spread
that prints two. Pages between that print none then have theirs too. In an excerpt, whose pages do not follow each
other, each page has the number it prints, as long as the numbers grow from page to page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.model import Label

_OF = re.compile(r"(?<![\d/])(\d{1,4})\s*(?:/|of)\s*\d{1,4}(?![\d/])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,/%$€£:-])\d{1,4}(?![.,/:]?\w|%)")
_ROMAN = re.compile(r"^(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLabels:
    """The printed number of every page, the last one where a page prints two, and what they were taken from."""

    first: tuple[Label | None, ...]
    last: tuple[Label | None, ...]
    basis: str


def page_labels(given: Sequence[str], margins: Sequence[Sequence[str]]) -> PageLabels:
    """The labels of a report's pages.

    Args:
        given: the PDF's own page labels, "" where it has none.
        margins: the running lines of each page: headers, footers, page numbers.
    """
    own = [_own(label) for label in given]
    seen = _numbers(margins)
    printed = _steady(seen)
    if printed is not None:
        step, start = printed
        numbers = [start + step * index for index in range(len(given))]
        first: list[Label | None] = [
            number if number > 0 else label for number, label in zip(numbers, own, strict=True)
        ]
        last: list[Label | None] = [
            number + step - 1 if number > 0 else label for number, label in zip(numbers, own, strict=True)
        ]
        _romans(first, last, seen, margins)
        return PageLabels(tuple(first), tuple(last), "printed")
    if any(given) and list(given) != [str(index + 1) for index in range(len(given))]:
        return PageLabels(tuple(own), tuple(own), "pdf")
    single = _single(seen)
    return PageLabels(single, single, "printed" if any(single) else "none")


def _own(label: str) -> Label | None:
    if not label:
        return None
    return int(label) if label.isascii() and label.isdigit() and len(label) < 6 else label


def _numbers(margins: Sequence[Sequence[str]]) -> list[set[int]]:
    """The numbers in the margins of each page, but for those that are the same all over (a year)."""
    found: list[set[int]] = []
    for lines in margins:
        numbers: set[int] = set()
        for line in lines:
            of = _OF.findall(line)
            numbers.update(int(number) for number in (of or _NUMBER.findall(line)))
        found.append(numbers)
    counts = Counter(number for numbers in found for number in numbers)
    usual = {number for number, count in counts.items() if count > max(2, 0.25 * len(found))}
    return [numbers - usual for numbers in found]


def _steady(seen: Sequence[set[int]]) -> tuple[int, int] | None:
    """How numbers advance from page to page, and the number of the first page; None where they do not."""
    filled = sum(1 for numbers in seen if numbers)
    best: tuple[int, int, int] | None = None
    for step in (1, 2):
        votes: Counter[int] = Counter()
        for index, numbers in enumerate(seen):
            votes.update(number - step * index for number in numbers if step == 1 or number + 1 in numbers)
        for start, count in sorted(votes.items()):
            if best is None or count > best[0] or (count == best[0] and abs(start) < abs(best[2])):
                best = (count, step, start)
    if best is None or best[0] < max(2, 0.5 * filled):
        return None
    return best[1], best[2]


def _single(seen: Sequence[set[int]]) -> tuple[Label | None, ...]:
    """The one number of each page, where they grow."""
    numbers = [next(iter(found)) if len(found) == 1 else None for found in seen]
    known = [number for number in numbers if number is not None]
    grows = all(one < other for one, other in pairwise(known))
    return tuple(numbers) if len(known) > 1 and grows else (None,) * len(seen)


def _romans(
    first: list[Label | None], last: list[Label | None], seen: Sequence[set[int]], margins: Sequence[Sequence[str]]
) -> None:
    """Front matter in roman numerals, where the margin prints them before the first page with a number."""
    for index, lines in enumerate(margins):
        if first[index] in seen[index]:
            return
        for line in lines:
            if _ROMAN.match(line.strip()):
                first[index] = last[index] = line.strip()
                break
