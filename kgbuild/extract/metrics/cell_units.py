"""The unit of a table cell: in the cell, its unit column, its headers, the caption, or what its label counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics.counting import ABSTRACT, count_after
from kgbuild.extract.metrics.heads import Head, counted_in, counted_unit, plain, title_of, unit_in_header
from kgbuild.lexicon import Concept
from kgbuild.model import Cell, Table, Words
from kgbuild.quantity import UnitReading, kind_of, unit_reader
from kgbuild.quantity.nouns import counted_code, is_plural

_NO_CARBON = re.compile(r"\b(?:NO ?x|SO ?[2x]|dust|VOCs?|monoxide|waste|paper|fuel|coal|material)\b", re.IGNORECASE)
_CARBON = re.compile(r"\b(?:CO ?2|CO₂|GHGs?|greenhouse|carbon)\b|\bscopes? ?[123]", re.IGNORECASE)
_MONEY = re.compile(
    r"\b(?:costs?|remuneration|revenues?|profit|fees?|tax(?:es)?|salar(?:y|ies)|wages?|expenses?|expenditure"
    r"|investments?|value generated|value distributed)\b",
    re.IGNORECASE,
)
#: Plurals that are no things to count.
_MASSES = frozenset(
    [
        "table",
        "indicator",
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
#: A caption that ends in one of these says when ("during the year"), not in what.
_SPANS = frozenset({"year", "month", "quarter", "week", "day"})
_KNOWN = frozenset({"person", "case", "session"})
#: "6 (86%)": a count and its share in one cell.
_PAIR = re.compile(r"^\s*[\d,.]+\s*\([\d,.]+\s?%?\)\s*$")
_NUMBER_HEAD = re.compile(
    r"^\W*(?:\([A-Z]\)\s*)?(?:number|nos?\.?|total)\s*(?:\([A-Z]\))?\W*$|\b(?:number|no\.) of\b", re.IGNORECASE
)
#: "Share of profit" may be an amount; "Share of related parties in", over what they have a part in, is none.
_PERCENTAGE = re.compile(r"\b(?:percentage|proportion)\b|^%|^shares? of [^()]{1,40} in:?$", re.IGNORECASE)
#: "No. of employees covered as a % of total employees" is a share though it begins as a count.
_SHARE_OF = re.compile(r"\bas (?:an? )?(?:%|percent(?:age)?) of\b", re.IGNORECASE)
#: Rates that are percentages where nothing else is printed.
_RATE = re.compile(
    r"\b(?:return[- ]to[- ]work|retention|turnover|attrition|retained|recycling|response|participation|attendance"
    r"|employment|coverage)\b[\w ]{0,20}\brates?\b",
    re.IGNORECASE,
)
#: "Injury rate (per one million hours worked)".
_PER_HOURS = re.compile(
    r"\bper (?:(?P<million>(?:one|1|a)?[ -]?million|1,000,000)|(?P<number>\d{1,3},\d{3}))"
    r"[ -]?(?:person|man|work(?:ing|ed)?)?[ -]?hours?\b",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"\b(?:incidents?|injury|injuries|accidents?|complaints?|grievances?|violations?|breach(?:es)?|fines?)\b",
    re.IGNORECASE,
)
_PER_HEAD = re.compile(r"\bper (?:capita|head|employee|person|FTE|worker|staff member|collaborator)\b", re.IGNORECASE)
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
    share: bool,
    second: bool,
) -> UnitFound | None:
    """The unit of a figure in a cell, nearest words first; None where nothing gives one.

    `own` stands in the cell itself; `share` is True under a header like "Percentage"; `second` for the second figure
    of a cell ("6 (86%)": a count and its share).
    """
    text = cell.words.text
    pair = bool(_PAIR.match(text))
    if own is not None and not (own.code == "t" and "%" in text):
        return UnitFound(own.code, own.kind)
    if ("%" in text and not pair) or (pair and second):
        return UnitFound("%", "DimensionlessRatio")
    if found := _per_hours(heads):
        return found
    if any(_SHARE_OF.search(head.text) for head in heads):
        return UnitFound("%", "DimensionlessRatio")
    counts = pair or any(_NUMBER_HEAD.match(head.text) for head in heads if not head.row)
    if (
        cell.unit is not None
        and not share
        and (found := _of_column(cell.unit, heads))
        and not (counts and found.code == "%")
    ):
        return found
    ordered = [*reversed([h for h in heads if h.row]), *reversed([h for h in heads if not h.row])]
    for head in ordered:
        read = unit_in_header(head.text)
        if read and not (share and read.code != "%") and not (counts and read.code == "%"):
            return UnitFound(read.code, read.kind, read.scale, head.words)
    if not counts and (share or any(_PERCENTAGE.search(head.text) for head in heads)):
        return UnitFound("%", "DimensionlessRatio")
    return _of_table(table) or _counted(ordered, table, subject)


def _per_hours(heads: Sequence[Head]) -> UnitFound | None:
    """The unit of a rate whose header says for how many hours of work it is."""
    for head in heads:
        if (per := _PER_HOURS.search(head.text)) and re.search(
            r"\b(?:rates?|frequency|severity)\b", head.text, re.IGNORECASE
        ):
            return UnitFound(f"1/{'million' if per['million'] else per['number']} hour", "Ratio", words=head.words)
    return None


def _of_column(words: Words, heads: Sequence[Head]) -> UnitFound | None:
    """The unit that the reader found for a cell, if its words are one."""
    if _inside_label(words, heads) or any(head.words is words and head.role == "member" for head in heads):
        return None
    read = unit_reader().whole(words.text) or unit_reader().within(words.text)
    if read:
        return UnitFound(read.code, read.kind, read.scale, words)
    if re.search(r"/|\bper\b", words.text) and len(words.text) <= 40 and not _inside_row(words, heads):
        return UnitFound(re.sub(r"\s+", " ", words.text).strip(" ()"), "Ratio", Decimal(1), words)
    noun = counted_unit(words.text)
    if noun is None or (
        _bracketed(words, heads) and noun not in _KNOWN and not is_plural(words.text.split()[-1].strip("()."))
    ):
        return None
    return UnitFound(noun, "Count", Decimal(1), words)


def _inside_row(words: Words, heads: Sequence[Head]) -> bool:
    """Whether words taken for a unit are a part of a row's label outside brackets."""
    bare = re.sub(r"[(（][^)）]*[)）]", " ", " ".join(head.text for head in heads if head.row))
    return words.text.strip() in bare


def _of_table(table: Table) -> UnitFound | None:
    """The unit that holds for a whole table."""
    for words in (table.unit, table.caption):
        read = unit_in_header(words.text) if words is not None else None
        if read and not (words is table.caption and read.code in _SPANS):
            return UnitFound(read.code, read.kind, read.scale, words)
    corner = next((cell.words for cell in table.cells if cell.header and cell.row <= 1 and cell.column == 0), None)
    read = unit_in_header(corner.text) if corner is not None else None
    if read:
        return UnitFound(read.code, read.kind, read.scale, corner)
    noun = counted_unit(table.unit.text) if table.unit is not None else None
    return UnitFound(noun, "Count", Decimal(1), table.unit) if noun else None


def _bracketed(unit: Words, heads: Sequence[Head]) -> bool:
    """Whether words taken for a unit stand in brackets of a label, where they may as well be a remark."""
    return any(re.search(rf"[(（][^)）]*{re.escape(unit.text.strip())}", head.text) for head in heads if head.row)


def _inside_label(unit: Words, heads: Sequence[Head]) -> bool:
    """Whether words taken for a unit are but the end of a label ("generated in operations")."""
    if unit_reader().whole(unit.text) or unit_reader().within(unit.text):
        return False
    return any(head.row and re.search(rf"\b(?:in|of|by) {re.escape(unit.text.strip())}$", head.text) for head in heads)


def _counted(ordered: Sequence[Head], table: Table, subject: Words | None) -> UnitFound | None:
    named = [head.words for head in ordered if head.role == "label"]
    for words in (*named, subject, title_of(table), table.caption):
        if words is None or _MONEY.search(words.text):
            continue
        if _AVERAGE.search(words.text):
            break
        if noun := counted_in(plain(words.text)):
            return UnitFound(noun, "Count", Decimal(1), words)
    for words in (*named, subject, title_of(table), table.caption):
        if words is not None and re.search(r"\bhours\b", words.text, re.IGNORECASE):
            return UnitFound("hour", "Time", Decimal(1), words)
    return None


def implied(concept: Concept | None, label: str) -> UnitFound:
    """The unit of a figure that is printed without one: its concept's, the noun its label counts, else none (1)."""
    if concept and (code := concept.default_unit or concept.counted):
        if code == "case" and (noun := _HAPPENING.search(label)):
            code = counted_code(noun.group())
        return UnitFound(code, kind_of(code))
    if _RATE.search(label):
        return UnitFound("%", "DimensionlessRatio")
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


def per_head(unit: UnitFound, heads: Sequence[Head], context: str) -> UnitFound:
    """Hours are often headed "hours" alone where the headers say that they are an average of each person."""
    own = " ".join(head.text for head in heads if head.role in ("label", "generic"))
    if unit.code not in ("hour", "day") or not (
        _PER_HEAD.search(own) or (_AVERAGE.search(own) and _PER_HEAD.search(context))
    ):
        return unit
    return UnitFound(f"{unit.code}/person", "Ratio", unit.scale, unit.words)
