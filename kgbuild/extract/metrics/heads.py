"""What the headers of a table cell say: axis, member, date, unit, kind of number, or what is measured."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from kgbuild.extract.metrics import phrases
from kgbuild.extract.metrics.counting import count_after
from kgbuild.extract.metrics.dims import Dim, age_of, axis_of_header, dims_within, member_of, scope_of
from kgbuild.extract.metrics.setting import Setting
from kgbuild.extract.metrics.staff import category_within, employed_as, staff_category
from kgbuild.lexicon import Lexicon
from kgbuild.model import Cell, Table, Words
from kgbuild.quantity import DateWords, find_dates, unit_reader
from kgbuild.quantity.dates import year_of
from kgbuild.quantity.nouns import counted_code
from kgbuild.quantity.units import UnitReading

Role = Literal["axis", "member", "date", "unit", "generic", "share", "label"]

_GENERIC = re.compile(
    r"^(?:(?:esg|key|performance|sustainability|environmental|social|governance) (?:metrics?|indicators?|data|items?)"
    r"|indicators?|items?|numbers?|nos?\.?|data|values?|units?|unit of measure(?:ment)?|total|amounts?"
    r"|figures?|metrics?|kpis?|description|performance"
    r"|quantity|key performance indicators?|categor(?:y|ies)|types?|parameters?|aspects?|topics?|measures?"
    r"|years?|periods?|results?|actual|\W*|of which"
    r"|sub-?total|n\.?|nr\.?|n°|#|grand total|overall|group|company|all|consolidated|tot\.?|totale"
    r"|total for the group|group total|total group|all regions|all employees|the group|baseline year|base year"
    r"|baseline|restated|disclosures?|content|details?|no\. of (?:persons?|people)|current year|previous year"
    r"|ytd|fy)$",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"^\W*(?:percent(?:age)?s?|proportions?|shares?|%|in %|(?:percentage )?ratios?|% of total|% of the total"
    r"|as % of total)\W*(?:\(%\)|\(?[A-Z] ?/ ?[A-Z]\)?)?\W*$",
    re.IGNORECASE,
)
#: "Current financial year", "Previous FY": columns of two years without a number.
_RELATIVE = re.compile(
    r"\b(current|previous|prior|preceding)\s(?:financial |fiscal |reporting |calendar )?(?:years?|FY|period)\b",
    re.IGNORECASE,
)
_MOSTLY_LETTERS = re.compile(r"[A-Za-z]{3,}")
_NUMBERED = re.compile(r"^(?:table|figure|exhibit)?\s*\d+[.\d]*[.)]?\s+(?=[A-Z])", re.IGNORECASE)
#: Headers that name all of those a breakdown parts.
_WHOLES = re.compile(
    r"\W*(?:total|all|overall|employees|staff|workers|workforce|headcount|suppliers|new hires|leavers|number"
    r"|persons|people)\b",
    re.IGNORECASE,
)
CHANGE = re.compile(
    r"\b(?:change|variation|var\.?|yoy|y-o-y|year[- ]on[- ]year|increase|decrease|difference|delta|trend|vs\.?"
    r"|versus|reduction)\b|[Δ△]|\b20\d\d ?[-/] ?20\d\d\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"^\W*(?:\d{4}\s+)?(?:(?:annual|yearly|interim|long[- ]term|short[- ]term|mid[- ]term|medium[- ]term"
    r"|reduction)\s+)?(?:targets?|goals?|objectives?|ambition)\b(?! (?:audience|group|people))"
    r"|(?<!inspection)(?<!training)(?<!survey)(?<!audit)(?<!management)\s(?:targets?|goals?)\W*(?:\(?(?:by "
    r"|for )?\d{4}\)?)?\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """One header of a cell and what it is; `row` is True for headers of the row."""

    words: Words
    role: Role
    row: bool
    dims: tuple[Dim, ...] = ()
    date: DateWords | None = None
    #: True for a category of staff that is none of the lexicon's.
    staff: bool = False

    @property
    def text(self) -> str:
        """The header as printed."""
        return self.words.text.strip()


def heads_of(
    table: Table,
    cell: Cell,
    setting: Setting,
    axes: Mapping[str, str] = MappingProxyType({}),
    apart: bool = False,
) -> tuple[Head, ...]:
    """The headers of a cell, those of its row first, each from the outermost in.

    Where the reader found none, the words left of it and above it stand in. `axes` are headers known to be members of
    an axis by those beside them (`sibling_axes`); `apart` is True where the table tells employees from workers.
    """
    rows, columns = cell.row_path, cell.column_path
    if not rows and not columns:
        rows = tuple(
            c.words
            for c in table.cells
            if c.row == cell.row and c.column < cell.column and _MOSTLY_LETTERS.search(c.words.text)
        )
        columns = tuple(
            c.words for c in table.cells if c.row < cell.row and c.column == cell.column and (c.header or c.row == 0)
        )
    found: list[Head] = []
    for path, row in ((rows, True), (columns, False)):
        axis = _caption_axis(table, setting)
        for words in path:
            head = _head(words, row, axes.get(words.text.strip(), axis), setting)
            found.append(head)
            axis = axis_of_header(head.text, setting.lexicon) or axis
    return _with_staff(found, cell, apart)


def _with_staff(heads: list[Head], cell: Cell, apart: bool) -> tuple[Head, ...]:
    """The headers with the categories of staff that they name: whole headers, or employees as against workers."""
    made = []
    for head in heads:
        if head.role == "label" and (said := staff_category(head.text)):
            head = replace(head, role="member", dims=(*head.dims, Dim("category", said)), staff=True)
        elif (
            head.role in ("label", "member", "generic")
            and not any(dim.axis == "category" for dim in head.dims)
            and (dim := (employed_as(head.text) if apart else None) or _about(head.text))
        ):
            alone = bool(re.fullmatch(r"\W*(?:employees|workers)\W*", head.text, re.IGNORECASE))
            among = alone and any(other is not head and other.role == "label" for other in heads)
            head = replace(head, role="member" if among else head.role, dims=(*head.dims, dim))
        made.append(head)
    if apart and cell.unit is not None and (dim := employed_as(cell.unit.text)) and len(cell.unit.text.split()) == 1:
        made.append(Head(cell.unit, "member", True, (dim,)))
    return tuple(made)


def _about(text: str) -> Dim | None:
    said = category_within(text)
    return Dim("category", said) if said else None


def sibling_axes(table: Table, setting: Setting) -> dict[str, str]:
    """Headers that stand in a row among members of one axis ("Asia, Europe and Africa, Oceania") are members too."""
    made: dict[str, str] = {}
    lines: dict[tuple[str, int], list[str]] = {}
    for cell in table.cells:
        if cell.header and cell.words.text.strip():
            line = ("row", cell.row) if cell.column > 0 and cell.row <= 2 else ("column", cell.column)
            lines.setdefault(line, []).append(cell.words.text.strip())
    for heads in lines.values():
        heads = [text for text in heads if not _WHOLES.match(text)]
        members = [member_of(text, setting.lexicon) for text in heads]
        axes = [member.axis for member in members if member]
        for axis in sorted(set(axes)):
            if axes.count(axis) >= 2 and 2 * axes.count(axis) >= len(heads):
                made.update({text: axis for text, member in zip(heads, members, strict=True) if member is None})
    return made


def _caption_axis(table: Table, setting: Setting) -> str | None:
    """The axis that a caption announces at its end ("Number of suppliers by region")."""
    if table.caption is None:
        return None
    caption = plain(table.caption.text)
    match = re.search(r"\bby [a-z &/-]+$", caption, re.IGNORECASE)
    return (
        axis_of_header(match.group(), setting.lexicon) if match and axis_of_header(caption, setting.lexicon) else None
    )


def _head(words: Words, row: bool, axis: str | None, setting: Setting) -> Head:
    role, dims, date = _classified(words.text.strip(), axis, setting)
    return Head(words, role, row, dims, date)


@lru_cache(maxsize=8192)
def _classified(text: str, axis: str | None, setting: Setting) -> tuple[Role, tuple[Dim, ...], DateWords | None]:
    """What a header is; headers come again for every cell under them."""
    lexicon = setting.lexicon
    date = header_date(text, setting)
    if date is not None and len(re.sub(r"\W|\d", "", _dateless(text))) <= 2:
        return "date", (), date
    bare = plain(text)
    if announced := axis_of_header(text, lexicon):
        rest = re.sub(r"(?i)\s*\bby [a-z &/-]+$", "", bare).strip()
        whole = not rest or (axis_of_header(bare, lexicon) == announced and len(bare.split()) <= 2)
        return "axis" if whole else "label", (), date
    if member := member_of(text, lexicon):
        said = re.sub(r"\s+", " ", re.sub(r"\(\d+\)|(?<=[a-z])\d{1,2}$|[:*]", "", text)).strip()
        if member.axis == "region" or (
            member.axis in ("category", "race", "employmentType")
            and member.member.casefold() not in said.casefold()
            and (member.axis != "employmentType" or said.casefold() in _worded(lexicon))
        ):
            member = Dim(member.axis, said)
        return "member", (member,), date
    if _SHARE.match(text):
        return "share", (), date
    if unit_reader().whole(text):
        return "unit", (), date
    if _GENERIC.match(bare) or (
        re.fullmatch(r"(?i)\W*(?:persons?|people|employees|cases|times|sessions?|headcount)\W*", bare) and axis
    ):
        return "generic", (), date
    if axis and not re.search(r"\btotal\b", text, re.IGNORECASE) and len(text) <= 80 and not _measures(text):
        free = age_of(text, True) if axis == "age" else None
        return "member", (Dim(axis, free or phrases.tidy(bare) or text),), date
    found = list(dims_within(text, lexicon))
    if scope := scope_of(text):
        found.append(Dim("scope", scope))
    return "label", tuple(found), date


@lru_cache(maxsize=8)
def _worded(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(
        wording.casefold() for axis in lexicon.axes for member in axis.members for wording in member.wordings
    )


def is_target(text: str) -> bool:
    """Whether a header says that the figures under it are targets ("Target 2030", "2025 goal")."""
    return bool(_TARGET.search(text))


def _measures(text: str) -> bool:
    """Whether a label under an axis is itself a measure ("Turnover rate (%)") rather than a member of the axis."""
    return bool(
        re.search(
            r"\b(?:rate|number of|hours|percentage|proportion|average|ratio|emissions|consumption)\b",
            text,
            re.IGNORECASE,
        )
    )


def _dateless(text: str) -> str:
    return re.sub(
        r"(?i)\b(?:FY|as|of|at|for|the|year|years|ended|ending|end|fiscal|financial|CY|recalculated|unaudited|audited|estimated|baseline|base|total|current|previous|prior|preceding|reporting|january|february|march|april|may|june|july|august|september|october|november|december|dec|in|actual|restated)\b|\d",
        "",
        text,
    )


@lru_cache(maxsize=8192)
def header_date(text: str, setting: Setting) -> DateWords | None:
    """The one date or year that a header names; None where it names none or several."""
    if (match := _RELATIVE.search(text)) and setting.last:
        back = 0 if match.group(1).casefold() == "current" else 1
        first, last = year_of(setting.last.year - back, setting.year_end)
        return DateWords(match.start(), match.end(), first, last, "plain", False)
    year = setting.last.year if setting.last else None
    found = [item for item in find_dates(text, setting.year_end, year) if item.sense != "since"]
    if len(found) == 1 or (found and found[-1].sense in ("at", "in")):
        return _own_year(found[-1], setting)
    return None


def _own_year(item: DateWords, setting: Setting) -> DateWords:
    """A business year that ends with the report's begins with it too: years of 52 or 53 weeks begin on other days."""
    if setting.first is None or item.last != setting.last or abs((item.first - setting.first).days) > 8:
        return item
    return replace(item, first=setting.first)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Header words without the unit in brackets, footnote marks and numbering."""
    made = _NUMBERED.sub("", re.sub(r"\s+", " ", text).strip())
    for match in reversed(list(re.finditer(r"\(([^()]*)\)", made))):
        inner = match.group(1)
        if (
            unit_reader().whole(inner)
            or re.fullmatch(r"\d{1,2}|[A-Za-z]|[A-Z] ?/ ?[A-Z]|note \d+", inner)
            or counted_unit(inner) in ("person", "session", "case")
        ):
            made = made[: match.start()] + made[match.end() :]
    made = re.sub(r"\s+", " ", made).strip(" :*–-,")
    reading = unit_reader().within(made)
    if reading and "," in made and made.rfind(",") < reading.start:
        made = made[: made.rfind(",")].strip()
    return made


@lru_cache(maxsize=8192)
def counted_unit(text: str) -> str | None:
    """The counted noun that a unit cell or bracket consists of ("persons", "No. of cases"); None for anything else."""
    bare = re.sub(
        r"(?i)^\W*(?:units?|unit of measure(?:ment)?)\s*[:：]?|[()\[\]:：]|\bin\b|\b(?:no\.?|number|numbers"
        r"|nos\.?|n\.?|nr\.?|n°) of\b",
        " ",
        text,
    ).strip()
    if len(bare) < 3 or len(bare.split()) > 3 or re.search(r"\d", bare):
        return None
    if re.fullmatch(
        r"(?:numbers?|nos?\.?|n\.?|nr\.?|n°|#|num\.?|total|count|value|unit|scope|ratio|index|rate|times?)",
        bare,
        re.IGNORECASE,
    ):
        return None
    return counted_code(bare)


@lru_cache(maxsize=8192)
def counted_in(text: str) -> str | None:
    """What "Number of suppliers", "Employees" or "Total employees" counts."""
    match = re.search(r"\b(?:number|nos?\.?|count|quantity|n\.) of (.+)", text, re.IGNORECASE)
    bare = match.group(1) if match else re.sub(r"(?i)^\W*(?:total|average|overall)\s+", "", text)
    bare = re.sub(r"\([^)]*\)|[:*]", " ", bare).strip()
    counted = count_after(bare, 0)
    if counted and not counted.abstract and (match or counted.code in ("person", "case", "session", "supplier")):
        return counted.code
    words = re.sub(r"[^A-Za-z ]", "", bare).split()
    return counted_code(" ".join(words)) if match and 0 < len(words) <= 3 else None


@lru_cache(maxsize=8192)
def unit_in_header(text: str) -> UnitReading | None:
    """The unit that a header's words name."""
    return unit_reader().within(text)


def title_of(table: Table) -> Words | None:
    """What a table says it measures: the header in its upper left corner ("Waste (in tonnes)"), else its caption."""
    corner = next((c.words for c in table.cells if c.header and c.row == 0 and c.column == 0), None)
    if corner is not None and not _GENERIC.match(plain(corner.text)) and re.search(r"[^\W\d]{3}", plain(corner.text)):
        return corner
    return table.caption
