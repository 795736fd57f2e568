"""Numbers of a sentence with their unit, scale and bound, and the reasons of those that are no figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics.counting import Count, count_after
from kgbuild.extract.metrics.exclude import masked, why_not
from kgbuild.extract.metrics.setting import Setting
from kgbuild.model import Bound
from kgbuild.quantity import DateWords, Number, find_dates, read_bound, scale_after, scan, unit_reader
from kgbuild.quantity.numbers import resolution_of

_RANGE = re.compile(r"[*_]{0,2}\s?(?:[-–—~～]|to|and)\s?[*_]{0,2}", re.IGNORECASE)
_HALF_OF = re.compile(r"\s(?:of|the)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with all that belongs to it, in positions of the words it was read in.

    `start` to `end` takes in bound, currency, scale and unit words; `number` is the figure itself. `unit` is None
    where no unit stands beside the number; `count` is the noun it counts, if that is what gives the unit.
    """

    start: int
    end: int
    number: Number
    value: Decimal
    upper: Decimal | None
    scale: Decimal
    unit: str | None
    kind: str
    bound: Bound
    count: Count | None = None

    @property
    def resolution(self) -> Decimal:
        """The size of the last digit printed, in the unit."""
        assert self.number.value is not None
        return resolution_of(self.number.value) * self.scale


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that is no figure, and why."""

    number: Number
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the numbers of some words are: quantities, refused numbers, dates."""

    quantities: tuple[Quantity, ...]
    refused: tuple[Refused, ...]
    dates: tuple[DateWords, ...]


def read_quantities(text: str, setting: Setting) -> Reading:
    """All numbers of a sentence or key figure."""
    year = setting.last.year if setting.last else None
    dates = find_dates(text, setting.year_end, year)
    masks = masked(text)
    made: list[Quantity] = []
    refused: list[Refused] = []
    numbers = scan(text, setting.style)
    skip = -1
    for index, number in enumerate(numbers):
        if number.start < skip:
            continue
        reason = why_not(text, number, _true_dates(text, dates, number), masks)
        if reason:
            refused.append(Refused(number, reason))
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        quantity = _quantity(text, number, following)
        if quantity.upper is not None and following is not None:
            skip = following.end
        made.append(quantity)
    return Reading(tuple(made), tuple(refused), dates)


def _true_dates(text: str, dates: tuple[DateWords, ...], number: Number) -> tuple[DateWords, ...]:
    """Dates but for a bare figure like a year that plainly counts something ("a total of 2020 employees")."""
    if re.search(
        r"(?:total of|more than|over|approximately|nearly|about) $", text[max(0, number.start - 16) : number.start]
    ):
        count = count_after(text, number.end)
        if count and not count.abstract and count.start - number.end <= 2:
            return tuple(item for item in dates if not (item.start == number.start and item.end == number.end))
    return dates


def _quantity(text: str, number: Number, following: Number | None) -> Quantity:
    assert number.value is not None
    reader = unit_reader()
    start, end = number.start, number.end
    value, upper = number.value, None
    money = reader.money(text, start)
    scale, end = scale_after(text, end)
    unit = reader.after(text, end)
    if following is not None and following.value is not None and abs(following.value) > value >= 0:
        ranged = _range(text, unit.end if unit else end, following)
        between = re.search(r"\b(?:between|from) [^,;]{0,12}$", text[max(0, start - 24) : start], re.IGNORECASE)
        if ranged and (
            ranged.strip(" *_").casefold() in "-–—~～" or (ranged.strip(" *_").casefold() == "to" or between)
        ):
            upper = abs(following.value)
            later, end = scale_after(text, following.end)
            after = reader.after(text, end)
            money = money or reader.money(text, following.start)
            if unit is None or after is not None:
                unit = after
            scale = later if later != 1 else scale
    bound_words = read_bound(text, money.start if money else start, end)
    bound: Bound = bound_words.bound
    low = min(
        each
        for each in (
            start,
            money.start if money else start,
            bound_words.start if bound_words.start is not None else start,
        )
    )
    code, kind, count = None, "", None
    if money and not (unit and "/" in unit.code):
        code, kind = money.code, money.kind
    elif unit:
        code, kind, end = unit.code, unit.kind, unit.end
        if bound == "exact":
            bound = read_bound(text, start, unit.end).bound
    if number.kind == "word" and value == Decimal("0.5"):
        if _HALF_OF.match(text, end):
            return Quantity(low, end, number, Decimal(50), None, Decimal(1), "%", "DimensionlessRatio", bound)
        return Quantity(low, end, number, value, None, Decimal(1), None, "", bound)
    if code is None:
        count = count_after(text, max(end, bound_words.end or end), many=value != 1)
        if count:
            code, kind = count.code, "Count"
    if upper is not None:
        upper, bound = upper * scale, "range"
    return Quantity(
        low, max(end, bound_words.end or end), number, value * scale, upper, scale, code, kind, bound, count
    )


def _range(text: str, at: int, following: Number) -> str | None:
    match = _RANGE.match(text, at)
    return match.group() if match and match.end() == following.start else None
