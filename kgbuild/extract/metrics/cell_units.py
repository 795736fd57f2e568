"""The unit of a table cell: in the cell, its unit column, its headers, the table's caption, or what its label counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics.counting import ABSTRACT, count_after
from kgbuild.extract.metrics.heads import Head, counted_in, counted_unit, plain, unit_in_header
from kgbuild.lexicon import Concept
from kgbuild.model import Cell, Table, Words
from kgbuild.quantity import UnitReading, kind_of, unit_reader
from kgbuild.quantity.nouns import counted_code, is_plural

_NO_CARBON = re.compile(r"\b(?:NO ?x|SO ?[2x]|dust|VOCs?|monoxide|waste|paper|fuel|coal|material)\b", re.IGNORECASE)
_CARBON = re.compile(r"\b(?:CO ?2|CO₂|GHGs?|greenhouse|carbon)\b|\bscopes? ?[123]", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:costs?|remuneration|revenues?|profit|fees?|tax(?:es)?|salar(?:y|ies)|wages?|expenses?|expenditure|investments?|value generated|value distributed)\b",
    re.IGNORECASE,
)
#: Plurals that are no things to count.
_MASSES = frozenset(
    [
        "emission",
        "saving",
        "sale",
        "revenue",
        "operation",
        "material",
        "good",
        "resource",
        "benefit",
        "activity",
        "service",
        "use",
        "expense",
        "source",
        "consumption",
        "footprint",
        "oxide",
        "compound",
        "solid",
        "substance",
    ]
)
_AVERAGE = re.compile(
    r"\b(?:per (?:capita|employee|person|head)|average|avarage|rate|index|ratio|normali[sz]ed|intensity)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A cell's unit, and the words it was read from."""

    code: str
    kind: str
    scale: Decimal = Decimal(1)
    words: Words | None = None


def unit_of(
    own: UnitReading | None,
    cell: Cell,
    heads: Sequence[Head],
    table: Table,
    subject: Words | None,
    text: str,
    share: bool,
) -> UnitFound | None:
    """The unit of a cell, nearest words first; None where nothing gives one. `share` is True under "Percentage"."""
    if own is not None and own.code != "t":
        return UnitFound(own.code, own.kind)
    if "%" in text:
        return UnitFound("%", "DimensionlessRatio")
    if own is not None:
        return UnitFound(own.code, own.kind)
    if cell.unit is not None and not share and not _inside_label(cell.unit, heads):
        found = unit_reader().whole(cell.unit.text) or unit_reader().within(cell.unit.text)
        if found:
            return UnitFound(found.code, found.kind, found.scale, cell.unit)
        if noun := counted_unit(cell.unit.text):
            return UnitFound(noun, "Count", Decimal(1), cell.unit)
    ordered = [*reversed([h for h in heads if h.row]), *reversed([h for h in heads if not h.row])]
    for head in ordered:
        found = unit_in_header(head.words.text)
        if found and not (share and found.code != "%"):
            return UnitFound(found.code, found.kind, found.scale, head.words)
    if share or any(re.search(r"\b(?:percentage|proportion)\b|^%", head.text, re.IGNORECASE) for head in heads):
        return UnitFound("%", "DimensionlessRatio")
    for words in (table.unit, table.caption):
        if words is not None:
            found = unit_in_header(words.text)
            if found:
                return UnitFound(found.code, found.kind, found.scale, words)
    if table.unit is not None and (noun := counted_unit(table.unit.text)):
        return UnitFound(noun, "Count", Decimal(1), table.unit)
    return _counted(ordered, table, subject)


def _inside_label(unit: Words, heads: Sequence[Head]) -> bool:
    """Whether words taken for a unit are but the end of a label ("generated in operations")."""
    if unit_reader().whole(unit.text) or unit_reader().within(unit.text):
        return False
    return any(head.row and re.search(rf"\b(?:in|of|by) {re.escape(unit.text.strip())}$", head.text) for head in heads)


def _counted(ordered: Sequence[Head], table: Table, subject: Words | None) -> UnitFound | None:
    named = [head.words for head in ordered if head.role == "label"]
    for words in (*named, subject, table.caption):
        if words is None or _MONEY.search(words.text):
            continue
        if _AVERAGE.search(words.text):
            break
        if noun := counted_in(plain(words.text)):
            return UnitFound(noun, "Count", Decimal(1), words)
    for words in (*named, subject, table.caption):
        if words is not None and re.search(r"\bhours\b", words.text, re.IGNORECASE):
            return UnitFound("hour", "Time", Decimal(1), words)
    return None


def implied(concept: Concept | None, label: str) -> UnitFound:
    """The unit of a figure that is printed without one: its concept's, the noun its label counts, else none (1)."""
    if concept and (code := concept.default_unit or concept.counted):
        return UnitFound(code, kind_of(code))
    if re.search(
        r"\b(?:rate|ratio|index|coefficient|intensity|PUE|factor|frequency|severity|score|normali[sz]ed)\b",
        label,
        re.IGNORECASE,
    ):
        return UnitFound("score" if re.search(r"\bscore\b", label, re.IGNORECASE) else "1", "Dimensionless")
    counted = count_after(re.sub(r"(?i)\b(?:total|number|no\.?|of|the|average)\b", " ", label).strip(), 0)
    if counted and not counted.abstract and counted.code not in _MASSES:
        return UnitFound(counted.code, "Count")
    words = [
        word
        for word in re.findall(r"[A-Za-z]+", label)
        if is_plural(word) and counted_code(word) not in ABSTRACT | _MASSES
    ]
    return UnitFound(counted_code(words[0]), "Count") if words else UnitFound("1", "Dimensionless")


def carbon(unit: UnitFound, label: str, context: str) -> UnitFound:
    """Tonnes of greenhouse gas are often headed "tons" only."""
    mass = unit.code.partition("/")[0]
    if mass in ("t", "kg", "kt") and _CARBON.search(label) and not _NO_CARBON.search(label):
        return UnitFound(
            f"{mass}CO2e{unit.code[len(mass) :]}",
            unit.kind if "/" in unit.code else "CO2Equivalent",
            unit.scale,
            unit.words,
        )
    return unit
