"""Proving a metric from nothing but its words: the number read again, times the scale the words give, in their unit.

Neither extraction nor the document is consulted. The gate refuses a fact whose value does not hold; the audit reports
every field's verdict.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from kgbuild.model import Evidence, Metric, NumberStyle
from kgbuild.quantity.bounds import read_bound
from kgbuild.quantity.dates import DateWords, find_dates
from kgbuild.quantity.nouns import counted_code
from kgbuild.quantity.numbers import read_number, resolution_of, scan
from kgbuild.quantity.scales import scale_after, scale_in, scales_in
from kgbuild.quantity.units import UnitReading, kind_of, unit_reader

Verdict = Literal["proven", "consistent", "not provable", "contradicted"]
FIELDS = ("value", "upper_value", "scale", "unit", "bound", "resolution", "period")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|\*{1,2}|\\(?=[%$*_])")
_DIGIT_BEFORE = re.compile(r"\d$|\d[.,]$")
_DIGIT_AFTER = re.compile(r"\d|[.,]\d")
_MASSES = frozenset({"t", "tCO2e"})


@dataclass(frozen=True, slots=True)
class Proof:
    """What the words of one piece of evidence show of a metric.

    `fields` holds (name, verdict) for each of `FIELDS` that the metric states; `value_holds` is False where the value
    cannot be read from the words, and then `reason` says why in a few words.
    """

    fields: tuple[tuple[str, Verdict], ...]
    value_holds: bool
    reason: str = ""

    def verdict(self, name: str) -> Verdict:
        """The verdict on a field; "not provable" for one the metric does not state."""
        return dict(self.fields).get(name, "not provable")


@lru_cache(maxsize=4096)
def spoken(words: str) -> str:
    """Printed words as they are read: mark-up out, entities resolved, white space as single spaces."""
    plain = html.unescape(_MARKUP.sub("", words))
    return re.sub(r"[\s\u00a0]+", " ", re.sub(r"\u00ad|(?<=[a-z])-\r?\n(?=[a-z])", "", plain)).strip()


def place_of(printed: str, words: str) -> tuple[int, int] | None:
    """Where a number as printed first stands in spoken words, as a token of its own."""
    sought = spoken(printed)
    if not sought:
        return None
    if sought[0].isalpha():
        match = re.search(rf"\b{re.escape(sought)}\b", words, re.IGNORECASE)
        return match.span() if match else None
    at = words.find(sought)
    while at >= 0:
        before, after = words[max(0, at - 2) : at], words[at + len(sought) : at + len(sought) + 2]
        if not _DIGIT_BEFORE.search(before) and not _DIGIT_AFTER.match(after):
            return at, at + len(sought)
        at = words.find(sought, at + 1)
    return None


def prove(metric: Metric, evidence: Evidence, style: NumberStyle | None = None) -> Proof:
    """What the words of the evidence (its quote and the words it is read with) show of the metric.

    `style` is how the report prints numbers; where it is not given, a number may be read in either style.
    """
    if evidence.quote is None:
        return Proof((), False, "its words are not at hand")
    words = spoken(evidence.quote)
    beside = [spoken(other.quote) for other in evidence.with_ if other.quote]
    place = place_of(metric.printed, words)
    if place is None:
        return Proof((("value", "not provable"),), False, f"the number {metric.printed!r} is not in its words")
    worths = _worths(metric.printed, words, place, style)
    if not worths:
        return Proof((("value", "not provable"),), False, f"{metric.printed!r} is no number")
    scale = _scale(metric, words, place, beside)
    value: Verdict = "proven" if any(worth * metric.scale == metric.value for worth in worths) else "contradicted"
    fields: list[tuple[str, Verdict]] = [("value", value if scale == "proven" else "contradicted"), ("scale", scale)]
    if metric.upper_value is not None:
        fields.append(("upper_value", _upper(metric, words, place, style)))
    fields += [("unit", _unit(metric, words, place, beside)), ("bound", _bound(metric, words, place, beside))]
    if metric.resolution is not None:
        fields.append(("resolution", _resolution(metric, worths)))
    if metric.period is not None:
        fields.append(("period", _period(metric, [words, *beside])))
    reason = _reason(metric, worths, dict(fields))
    return Proof(tuple(fields), not reason, reason)


def _reason(metric: Metric, worths: tuple[Decimal, ...], fields: dict[str, Verdict]) -> str:
    if fields["scale"] != "proven":
        return f"its words do not scale {metric.printed!r} by {metric.scale}"
    if fields["value"] != "proven":
        return f"{metric.printed!r} times {metric.scale} is {worths[0] * metric.scale}, not {metric.value}"
    if fields.get("upper_value", "proven") != "proven":
        return f"the upper value {metric.upper_value} is not in its words"
    if fields["unit"] == "contradicted":
        return f"its words state another unit than {metric.unit!r}"
    return ""


def _worths(printed: str, words: str, place: tuple[int, int], style: NumberStyle | None) -> tuple[Decimal, ...]:
    styles = (style,) if style else (NumberStyle.POINT, NumberStyle.COMMA)
    found: list[Decimal] = []
    for each in styles:
        read = read_number(printed, each)
        if read is None:
            continue
        value, kind = read
        if kind == "word" and value == Decimal("0.5"):
            found.append(Decimal(50))
        found.append(value)
        if words[place[0] - 1 : place[0]] == "(" and words[place[1] : place[1] + 1] == ")":
            found.append(-value)
    return tuple(dict.fromkeys(found))


def _scale(metric: Metric, words: str, place: tuple[int, int], beside: list[str]) -> Verdict:
    direct, _ = scale_after(words, place[1])
    headers = [made[0] for text in beside if (made := _scale_in(text))]
    if direct != 1:
        return (
            "proven"
            if metric.scale == direct or metric.scale in [direct * header for header in headers]
            else "contradicted"
        )
    if metric.scale == 1:
        return "proven"
    given = {*headers, *scales_in(words), *(scale for text in beside for scale in scales_in(text))}
    return "proven" if metric.scale in given else "contradicted"


def _upper(metric: Metric, words: str, place: tuple[int, int], style: NumberStyle | None) -> Verdict:
    for each in (style,) if style else (NumberStyle.POINT, NumberStyle.COMMA):
        for number in scan(words, each):
            if (
                number.start >= place[1] - 1
                and number.value is not None
                and abs(number.value) * metric.scale == metric.upper_value
            ):
                return "proven"
    return "not provable"


def _unit(metric: Metric, words: str, place: tuple[int, int], beside: list[str]) -> Verdict:
    reader = unit_reader()
    kind = read_number(metric.printed)
    if kind and kind[1] == "all" and metric.unit == "%":
        return "proven"
    if words[place[0] : place[1]].casefold() == "half" and metric.unit == "%":
        return "proven"
    _, end = scale_after(words, place[1])
    after, before = reader.after(words, end), reader.money(words, place[0])
    for direct in (after, before):
        if direct is not None:
            codes = {direct.code, direct.code.partition("/")[0]}
            if metric.unit in codes:
                return "proven"
            if metric.unit.partition("/")[0] in codes or _alike(metric.unit, codes):
                return "consistent"
            if direct.kind == "DimensionlessRatio" and metric.unit != direct.code:
                return "contradicted"
    read = {found.code for text in [*beside, words] if (found := _unit_within(text))}
    if metric.unit in read:
        return "proven"
    if _alike(metric.unit, read):
        return "consistent"
    if kind_of(metric.unit) in ("Count", "Ratio"):
        named = {counted_code(word) for text in [words, *beside] for word in re.findall(r"[A-Za-z][\w'-]*", text)}
        parts = [part for part in re.split(r"[/ ]", metric.unit) if part not in ("million", "per")]
        held = [part in named or part in read for part in parts]
        return "proven" if all(held) else "consistent" if any(held) else "not provable"
    return "not provable"


@lru_cache(maxsize=4096)
def _unit_within(text: str) -> UnitReading | None:
    return unit_reader().within(text)


@lru_cache(maxsize=4096)
def _scale_in(text: str) -> tuple[Decimal, int, int] | None:
    return scale_in(text)


@lru_cache(maxsize=4096)
def _dates(text: str, year_end: tuple[int, int]) -> tuple[DateWords, ...]:
    return find_dates(text, year_end)


def _alike(unit: str, codes: set[str]) -> bool:
    """Tonnes of greenhouse gas are often headed "tons" only."""
    head, _, tail = unit.partition("/")
    others = {code.partition("/") for code in codes}
    return any({head, other[0]} <= _MASSES and other[2] == tail for other in others)


def _bound(metric: Metric, words: str, place: tuple[int, int], beside: list[str]) -> Verdict:
    if metric.bound == "range":
        return "proven" if metric.upper_value is not None else "not provable"
    _, end = scale_after(words, place[1])
    read = read_bound(words, *place).bound
    if read == "exact" and end != place[1]:
        read = read_bound(words, place[0], end).bound
    if read == metric.bound:
        return "proven"
    if read == "exact" and metric.bound != "exact":
        return "not provable"
    return "consistent" if metric.bound == "exact" else "contradicted"


def _resolution(metric: Metric, worths: tuple[Decimal, ...]) -> Verdict:
    return (
        "proven" if any(resolution_of(worth) * metric.scale == metric.resolution for worth in worths) else "consistent"
    )


def _period(metric: Metric, texts: list[str]) -> Verdict:
    period = metric.period
    assert period is not None
    wanted: tuple[date | None, ...] = (period.as_of,) if period.as_of else (period.start, period.end)
    last = period.as_of or period.end
    assert last is not None
    year_end = (last.month, last.day) if period.start and (last - period.start).days > 360 else (12, 31)
    found = [item for text in texts for item in _dates(text, year_end)]
    for item in found:
        if set(wanted) <= {item.first, item.last}:
            return "proven"
    years = {item.last.year for item in found}
    return "consistent" if last.year in years else "not provable"
