"""The unit of a quantity that none stands beside: given before it, in brackets, or by what the words measure."""

from __future__ import annotations

import re
from dataclasses import replace

from kgbuild.extract.metrics import phrases
from kgbuild.extract.metrics.concept import concept_for
from kgbuild.extract.metrics.counting import count_before
from kgbuild.extract.metrics.quantities import Quantity
from kgbuild.extract.metrics.setting import Setting
from kgbuild.quantity import kind_of, scale_after, unit_reader
from kgbuild.quantity.nouns import counted_code

_SCORE = re.compile(r"\bscored?s?\b", re.IGNORECASE)
#: Kinds of quantity that running text gives without a unit.
_PLAIN = frozenset({"Dimensionless", "SpecificVolume"})
_BARE = re.compile(
    r"\b(?:PUE|WUE|CUE|LTIR|LTIFR|TRIR|TRIFR|DART|LWIR|IR|rate|ratio|index|coefficient|score|intensity|factor|number|NPS|multiple|eNPS)\b",
    re.IGNORECASE,
)


def settled(text: str, quantity: Quantity, setting: Setting, headline: bool) -> Quantity | None:
    """The quantity with its unit: where none stands beside it, the one that the words before it imply."""
    before = text[max(0, quantity.start - 140) : quantity.start]
    clause = re.split(r"[;]|,(?!\d)|\bwhile\b", before)[-1]
    if quantity.unit == "session" and re.match(
        r"\s*times\b", text[quantity.count.start - 1 if quantity.count else quantity.end :]
    ):
        compared = re.search(r"\b(?:as|more|higher|greater|than|the)\b", text[quantity.end : quantity.end + 16])
        return None if compared and quantity.value < 1000 else quantity
    headed = _unit_before(text, quantity)
    if headed is not None and (quantity.unit is None or quantity.kind == "Count"):
        return headed
    if quantity.count is not None and quantity.count.end - quantity.count.start <= 6:
        known = concept_for(text[quantity.count.start : quantity.count.end], "", "", "", setting.lexicon)
        if known and known.default_unit and kind_of(known.default_unit) in _PLAIN:
            return _with(quantity, known.default_unit, kind_of(known.default_unit))
    if quantity.unit is not None and not (quantity.kind == "Count" and _of_left(clause)):
        return quantity
    if _SCORE.search(clause[-60:]) and quantity.unit in (None, "point"):
        return _with(quantity, "score", "Dimensionless")
    counted = count_before(clause)
    if counted and (quantity.unit is None or quantity.count is None or quantity.count.abstract):
        return _with(quantity, counted.code, "Count")
    if quantity.unit is not None:
        return quantity
    label = phrases.tidy(clause)
    concept = concept_for(label, "", "", "", setting.lexicon)
    if concept and concept.default_unit and kind_of(concept.default_unit) in _PLAIN and re.search(r"[A-Za-z]", label):
        return _with(quantity, concept.default_unit, kind_of(concept.default_unit))
    if _BARE.search(clause[-60:]) and re.search(
        r"\b(?:was|were|is|of|at|to|reach\w*|stood|:|=|than|exceed\w*)\W*$", clause + " "
    ):
        return _with(quantity, "1", "Dimensionless")
    if headline and quantity.number.kind == "figure":
        rest = phrases.tidy(text[: quantity.start] + " " + text[quantity.end :])
        if (
            len(re.findall(r"\d", text)) == len(re.findall(r"\d", quantity.number.text))
            and 1 <= len(rest.split()) <= 5
            and (quantity.value > 20 or "." in quantity.number.text)
        ):
            known = concept_for(rest, "", "", "", setting.lexicon)
            if known and known.default_unit and kind_of(known.default_unit) in _PLAIN:
                return _with(quantity, known.default_unit, kind_of(known.default_unit))
            return _with(quantity, _noun_of(rest), "Count")
    return None


def _unit_before(text: str, quantity: Quantity) -> Quantity | None:
    """The quantity with the unit that stands in brackets before it: "Water consumption (thousand tons) 20.5"."""
    match = re.search(r"[(（]([^()（）]{1,60})[)）][\s:：*]*$", text[: quantity.number.start])
    found = unit_reader().whole(match.group(1)) if match else None
    if found is None or quantity.number.value is None:
        return None
    number = quantity.number
    scale = quantity.scale * found.scale
    upper = None if quantity.upper is None else quantity.upper * found.scale
    value = quantity.value * found.scale
    return replace(
        quantity,
        end=max(number.end, scale_after(text, number.end)[1]),
        value=value,
        upper=upper,
        scale=scale,
        unit=found.code,
        kind=found.kind,
        count=None,
    )


def _of_left(clause: str) -> bool:
    return bool(re.search(r"\b(?:number of|score)\b", clause, re.IGNORECASE))


def _noun_of(rest: str) -> str:
    head = re.split(r"\b(?:of|for|in|on|at|by|with|from|to|per)\b", rest)[0].split() or rest.split()
    if re.search(r"(?:participated|attended|trained|reached|benefited)$", head[-1], re.IGNORECASE):
        return "person"
    return counted_code(head[-1])


def _with(quantity: Quantity, unit: str, kind: str) -> Quantity:
    return replace(quantity, unit=unit, kind=kind, count=None)
