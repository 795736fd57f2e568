"""Figures made comparable: what each is a value of, and the interval its printed precision leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.identity import folded, shortened
from kgbuild.model import Fact, Metric
from kgbuild.rdf.places import first_evidence

Dims = tuple[tuple[str, str], ...]
#: Characters between two statements that are not of one table or paragraph; about a page.
APART = 2000
_DECIMALS = re.compile(r"[.](\d+)\D*$")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a figure may stand for."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def over(self, other: Interval) -> Interval:
        """Every quotient of two values of zero or more; the divisor is above zero."""
        return Interval(self.low / other.high, self.high / other.low)

    def times(self, factor: Decimal) -> Interval:
        """The interval scaled by a factor above zero."""
        return Interval(self.low * factor, self.high * factor)


@dataclass(frozen=True)
class Figure:
    """A metric fact with its name and what is compared of it."""

    iri: str
    fact: Metric

    @property
    def label(self) -> str:
        """The label with its breakdown, short enough for a message in any edition."""
        members = ", ".join(shortened(value) for _, value in self.dims)
        return f"{shortened(self.fact.label)} ({members})" if members else shortened(self.fact.label)

    @property
    def subject(self) -> tuple[object, ...]:
        """What it measures of whom and when, its breakdown apart."""
        fact = self.fact
        when = None if fact.period is None else (fact.period.start, fact.period.end, fact.period.as_of)
        where = (fact.level, fact.about, fact.boundary, fact.status)
        return (fact.concept or folded(fact.label), fact.unit, when, *where)

    @property
    def dims(self) -> Dims:
        """The breakdown, sorted by axis."""
        return tuple(sorted(self.fact.dims.items()))

    def apart(self, other: Figure) -> bool:
        """Whether the two are first stated on different pages, or far from each other where there are no pages."""
        one, two = first_evidence(self.fact), first_evidence(other.fact)
        if one.page_index is not None and two.page_index is not None:
            return one.page_index != two.page_index
        return abs((one.start or 0) - (two.start or 0)) > APART

    @property
    def exact(self) -> bool:
        """Whether the number is stated without "about", "more than" or a range."""
        return self.fact.bound == "exact"

    @property
    def interval(self) -> Interval:
        """The value, half of the last printed digit up and down. A count of small things is what it says."""
        half = self._resolution() / 2
        return Interval(self.fact.value - half, self.fact.value + half)

    def _resolution(self) -> Decimal:
        fact = self.fact
        decimals = _DECIMALS.search(fact.printed)
        if decimals is None and fact.scale == 1 and fact.unit != "%":
            return Decimal(0)
        if fact.resolution is not None:
            return fact.resolution
        return fact.scale.scaleb(-len(decimals.group(1)) if decimals else 0)


def figures(facts: Iterable[tuple[str, Fact]]) -> list[Figure]:
    """The metric facts among facts, in their order."""
    return [Figure(iri, fact) for iri, fact in facts if isinstance(fact, Metric)]


def plain(number: Decimal) -> str:
    """A number for a message: no exponent, at most six decimals, thousands apart."""
    text = f"{number:,.6f}"
    return text.rstrip("0").rstrip(".")
