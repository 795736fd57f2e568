"""Figures in table cells: what they measure stands in the headers of their row and column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kgbuild.extract.metrics import phrases
from kgbuild.extract.metrics.concept import concept_for
from kgbuild.extract.metrics.counting import ABSTRACT, count_after
from kgbuild.extract.metrics.dims import Dim, age_of, axis_of_header, member_of, scope_of
from kgbuild.extract.metrics.period import NEVER, When, of_date, of_header, report_period
from kgbuild.extract.metrics.prose import Lead
from kgbuild.extract.metrics.setting import Setting
from kgbuild.extract.metrics.statement import Statement, Unused, Yield
from kgbuild.model import Block, Bound, Cell, Span, Table, Words
from kgbuild.model.fact import Role
from kgbuild.quantity import DateWords, Number, find_dates, kind_of, read_bound, scale_after, scan, unit_reader
from kgbuild.quantity.nouns import counted_code, is_plural
from kgbuild.quantity.numbers import SPACED, resolution_of
from kgbuild.quantity.units import UnitReading

_INDEX = re.compile(
    r"\b(?:pages?|page no\.?|section|chapter|references?|location|disclosure (?:item|reference)|notes?|index|code|no\.|gri|sasb|hkex|standard|sdgs?|"
    r"ungc|esrs|reporting requirement|omissions?)\b",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:indicators?|items?|number|no\.?|data|values?|units?|unit of measure(?:ment)?|total|amount|figures?|metrics?|kpis?|description|performance|quantity|key performance indicators?"
    r"|categor(?:y|ies)|type|parameter|aspects?|topic|measure|year|period|results?|actual|\W*|percentage|proportion|%|ratio|rate|of which|subtotal|sub-total|n\.?|nr\.?|n°)$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\b(?:percent(?:age)?|proportion|share|ratio|%|rate)\b|%", re.IGNORECASE)
_SHARE_ONLY = re.compile(r"^\W*(?:percent(?:age)?s?|proportion|share|%|in %|ratio|rate)\W*$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|variation|var\.?|yoy|y-o-y|year[- ]on[- ]year|growth|increase|decrease|difference|delta|trend|vs\.?)\b|[Δ△]",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:targets?|goals?|objectives?|ambition)\b", re.IGNORECASE)
_EMPTY = re.compile(r"^[\s\-–—―/.*]*$|^(?:n/?a|n\.a\.|n/d|nil|none|not applicable|na|nd|tbd|tbc)$", re.IGNORECASE)
_NOTE = re.compile(r"(?:\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡#^]+|\([a-z]\)))+$")
_CODE = re.compile(
    r"^(?:GRI |KPI |HKEX )?(?:\d{3}-\d{1,2}|[AB]\d\.\d|[A-Z]{2,4}-[A-Z]{2,4}-\d{3}|E\d-\d|S\d-\d|G\d-\d)", re.IGNORECASE
)
_LEFT = re.compile(r"^[\s(\[<>≤≥~≈+*$€£¥-]*$")
_MOSTLY_LETTERS = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class Heads:
    """What the headers of a cell say, outermost first: words of the row, words of the column."""

    row: tuple[Words, ...]
    column: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for a whole table."""

    table: Table
    number: int
    block: Block
    setting: Setting
    lead: Lead
    caption: Words | None
    index_columns: frozenset[int]


def read_table(block: Block, number: int, setting: Setting, lead: Lead, caption: Words | None) -> Yield:
    """The statements of a table's cells."""
    made = Yield()
    table = block.table
    if table is None:
        return made
    frame = Frame(table, number, block, setting, lead, table.caption or caption, _index_columns(table))
    subject: Words | None = None
    row_seen = -1
    for cell in sorted(table.cells, key=lambda each: (each.row, each.column)):
        if cell.header or not re.search(r"\d", cell.words.text):
            continue
        heads = heads_of(table, cell)
        if cell.row != row_seen:
            row_seen = cell.row
            subject = _subject(heads, subject, setting)
        reason = _no_value(cell, frame, heads)
        if reason:
            made.unused += [
                Unused(number.text, cell.words.source(number.start, number.end), reason)
                for number in scan(cell.words.text, setting.style)
                if number.kind == "figure"
            ]
            continue
        made.statements += _cell(cell, heads, frame, subject)
    return made


def heads_of(table: Table, cell: Cell) -> Heads:
    """Header words of a cell; where the reader found none, the words left of it and above it."""
    if cell.row_path or cell.column_path:
        return Heads(cell.row_path, cell.column_path)
    row = tuple(
        c.words
        for c in table.cells
        if c.row == cell.row and c.column < cell.column and _MOSTLY_LETTERS.search(c.words.text)
    )
    column = tuple(
        c.words for c in table.cells if c.row < cell.row and c.column == cell.column and (c.header or c.row == 0)
    )
    return Heads(row, column)


def _index_columns(table: Table) -> frozenset[int]:
    """Columns that hold page numbers or codes, and all of a table that is a framework index."""
    columns: set[int] = set()
    first = [cell for cell in table.cells if cell.row <= 1 and (cell.header or cell.row == 0)]
    for cell in first:
        text = cell.words.text.strip()
        if _INDEX.search(text) and len(text.split()) <= 5 and not find_dates(text) and not unit_reader().within(text):
            columns.add(cell.column)
    codes = sum(bool(_CODE.match(cell.words.text.strip())) for cell in table.cells)
    years = any(find_dates(cell.words.text) for cell in first)
    if codes >= 3 and codes >= table.rows / 3 and not years:
        columns |= set(range(table.columns + 1))
    return frozenset(columns)


def _subject(heads: Heads, before: Words | None, setting: Setting) -> Words | None:
    """The last row that names a whole, for the rows that break it down."""
    for words in heads.row:
        text = words.text
        if axis_of_header(text, setting.lexicon) or member_of(text, setting.lexicon) or _GENERIC.match(text.strip()):
            continue
        if len(heads.row) == 1 or re.search(r"\btotal\b", text, re.IGNORECASE):
            return words
    return before


def _no_value(cell: Cell, frame: Frame, heads: Heads) -> str | None:
    text = cell.words.text.strip()
    if _EMPTY.match(text):
        return "no number"
    if cell.column in frame.index_columns:
        return "page, code or index column"
    if any(_INDEX.fullmatch(words.text.strip()) for words in heads.column):
        return "page, code or index column"
    if _CODE.match(text):
        return "code"
    letters = re.sub(r"[^A-Za-z]", "", text)
    if len(letters) > 40 or len(text.split()) > 12:
        return "running words"
    dates = find_dates(text)
    if dates and dates[0].start == 0 and len(text) - (dates[-1].end - dates[0].start) <= 3:
        return "date"
    return None


def running(block: Block) -> list[Cell]:
    """The cells of a table that hold sentences, to be read as such."""
    if block.table is None:
        return []
    return [
        c
        for c in block.table.cells
        if len(c.words.text.split()) >= 5 and len(re.sub(r"[^A-Za-z]", "", c.words.text)) >= 20
    ]


def _cell(cell: Cell, heads: Heads, frame: Frame, subject: Words | None) -> list[Statement]:
    text = cell.words.text
    numbers = [each for each in scan(text, frame.setting.style) if each.kind == "figure" and each.value is not None]
    spaced = SPACED.fullmatch(text.strip())
    if spaced:
        from kgbuild.quantity import read_figure

        value = read_figure(spaced.group(), frame.setting.style)
        low = text.find(spaced.group())
        numbers = (
            [Number(low, low + len(spaced.group()), spaced.group(), value, resolution_of(value))]
            if value is not None
            else []
        )
    made: list[Statement] = []
    body = _NOTE.sub("", text)
    for index, number in enumerate(numbers):
        if number.end > len(body) + 1 and index:
            continue
        glue = text[number.start - 1 : number.start]
        if glue.isalpha() and not unit_reader().money(text, number.start):
            continue
        statement = _one(cell, heads, frame, subject, number, numbers, index)
        if statement is None:
            continue
        made.append(statement)
        if statement.upper is not None:
            break
    return made


@dataclass(frozen=True, slots=True)
class _Unit:
    code: str
    kind: str
    scale: Decimal = Decimal(1)
    words: Words | None = None
    at: tuple[int, int] | None = None


def _one(
    cell: Cell, heads: Heads, frame: Frame, subject: Words | None, number: Number, numbers: Sequence[Number], index: int
) -> Statement | None:
    setting, text = frame.setting, cell.words.text
    assert number.value is not None
    value, upper = number.value, None
    scale, end = scale_after(text, number.end)
    own = unit_reader().after(text, end) or unit_reader().money(text, number.start)
    if (
        re.match(r"\s*\(", text[: number.start][-2:])
        and re.match(r"\s*\)", text[number.end :])
        and not index
        and own is None
        and "," in number.text
    ):
        value = -abs(value)
    following = numbers[index + 1] if index + 1 < len(numbers) else None
    if (
        following is not None
        and re.fullmatch(r"%?\s?(?:[-–—~]|to)\s?", text[number.end : following.start])
        and following.value is not None
        and following.value > value
    ):
        upper = following.value
        own = own or unit_reader().after(text, following.end)
    dims = _dims(heads, frame)
    unit = _unit_of(own, cell, heads, frame, subject, text)
    label, context = _label(heads, frame, subject, unit)
    if not re.search(r"[A-Za-z]{2,}", label):
        return None
    kind = unit.kind if unit else ""
    concept = concept_for(label, context, kind, unit.code if unit else "", setting.lexicon)
    if unit is None:
        code = (
            concept.default_unit
            if concept and concept.default_unit
            else concept.counted
            if concept and concept.counted
            else _plain_unit(label)
        )
        unit = _Unit(code, kind_of(code))
    if unit.code == "t" or unit.code.startswith("t/"):
        carbon = re.search(
            r"\b(?:CO ?2|CO₂|GHG|greenhouse|carbon)\b|\bscopes? ?[123]", f"{label} {context}", re.IGNORECASE
        )
        if carbon and not re.search(r"\b(?:NO ?x|SO ?[2x]|dust|VOC|monoxide|waste|paper)\b", label, re.IGNORECASE):
            unit = _Unit("tCO2e" + unit.code[1:], unit.kind, unit.scale, unit.words, unit.at)
    scale = scale * unit.scale if own is None or unit.scale != 1 else scale
    temporality = _temporality(concept.temporality if concept else None, label, unit)
    when, column_date = _when(heads, frame, temporality)
    target = any(_TARGET.search(words.text) for words in (*heads.row, *heads.column)) and not _CHANGE.search(label)
    bound: Bound = "range" if upper is not None else read_bound(text, number.start, end).bound
    return Statement(
        label=label,
        value=value * scale,
        upper=None if upper is None else upper * scale,
        scale=scale,
        unit=unit.code,
        bound=bound,
        resolution=resolution_of(number.value) * scale,
        number=cell.words.source(number.start, number.end),
        quote=_quote(cell, heads, number),
        rule="table-cell",
        beside=_beside(heads, frame, unit, column_date, subject, cell),
        status="target" if target else "actual",
        due=when.period.as_of.year if target and when.period and when.period.as_of else None,
        when=when,
        dims=tuple((dim.axis, dim.member) for dim in dims),
        concept=concept.slug if concept else None,
        table=frame.number,
        context=context,
    )


def _plain_unit(label: str) -> str:
    if re.search(r"\b(?:rate|ratio|index|coefficient|intensity|PUE|factor|frequency|severity)\b", label, re.IGNORECASE):
        return "1"
    counted = count_after(re.sub(r"(?i)\b(?:total|number|no\.?|of|the|average)\b", " ", label).strip(), 0)
    if counted and not counted.abstract:
        return counted.code
    words = [word for word in re.findall(r"[A-Za-z]+", label) if is_plural(word) and counted_code(word) not in ABSTRACT]
    return counted_code(words[0]) if words else "1"


def _dims(heads: Heads, frame: Frame) -> tuple[Dim, ...]:
    """Breakdowns by the members that header cells consist of, or that stand under the header of an axis."""
    found: dict[str, str] = {}
    for path in (heads.column, heads.row):
        axis: str | None = None
        for words in path:
            text = words.text.strip()
            announced = axis_of_header(text, frame.setting.lexicon)
            if announced:
                axis = announced
                continue
            member = member_of(text, frame.setting.lexicon)
            if member:
                found.setdefault(member.axis, member.member)
            elif (
                axis
                and not re.search(r"\btotal\b", text, re.IGNORECASE)
                and not find_dates(text)
                and not _GENERIC.match(text)
            ):
                free = age_of(text, True) if axis == "age" else None
                found.setdefault(axis, free or phrases.tidy(re.sub(r"\([^)]*\)$", "", text)) or text)
            if scope := scope_of(text):
                found.setdefault("scope", scope)
            inner = re.search(r"\b(female|women|male|men)\b", text, re.IGNORECASE)
            both = re.search(
                r"\b(?:female|women)\b.*\b(?:male|men)\b|\b(?:male|men)\b.*\b(?:female|women)\b", text, re.IGNORECASE
            )
            if inner and not both:
                found.setdefault("gender", "female" if inner.group().casefold() in ("female", "women") else "male")
    return tuple(Dim(axis, member) for axis, member in sorted(found.items()))


def _unit_of(
    own: UnitReading | None, cell: Cell, heads: Heads, frame: Frame, subject: Words | None, text: str
) -> _Unit | None:
    reader = unit_reader()
    if own is not None:
        return _Unit(own.code, own.kind)
    if re.search(r"%", text):
        return _Unit("%", "DimensionlessRatio")
    if cell.unit is not None:
        found = reader.whole(cell.unit.text) or reader.within(cell.unit.text)
        if found:
            return _Unit(found.code, found.kind, found.scale, cell.unit, (found.start, found.end))
        noun = _counted_unit(cell.unit.text)
        if noun:
            return _Unit(noun, "Count", Decimal(1), cell.unit)
    column_share = any(_SHARE_ONLY.match(words.text) for words in heads.column)
    for words in (*reversed(heads.row), *reversed(heads.column)):
        found = reader.within(words.text)
        if found and not (column_share and found.code != "%"):
            return _Unit(found.code, found.kind, found.scale, words, (found.start, found.end))
    if column_share or any(
        re.search(r"\b(?:percentage|proportion)\b", words.text, re.IGNORECASE) for words in (*heads.row, *heads.column)
    ):
        return _Unit("%", "DimensionlessRatio")
    for words in (frame.table.unit, frame.caption):
        if words is not None:
            found = reader.within(words.text)
            if found:
                return _Unit(found.code, found.kind, found.scale, words, (found.start, found.end))
            noun = _counted_unit(words.text) if words is frame.table.unit else None
            if noun:
                return _Unit(noun, "Count", Decimal(1), words)
    for words in (*reversed(heads.row), *reversed(heads.column), subject, frame.caption):
        if words is not None and (noun := _counted(words.text)):
            return _Unit(noun, "Count", Decimal(1), words)
    return None


def _counted_unit(text: str) -> str | None:
    plain = re.sub(
        r"(?i)^\W*(?:units?|unit of measure(?:ment)?)\s*[:：]?|[()\[\]:：]|\bin\b|\bno\. of\b|\bnumber of\b", " ", text
    ).strip()
    if not plain or len(plain.split()) > 3 or re.search(r"\d", plain):
        return None
    if re.fullmatch(r"(?:number|no\.?|n\.?|nr\.?|n°|#|num\.?)", plain, re.IGNORECASE):
        return None
    return counted_code(plain)


def _counted(text: str) -> str | None:
    """What "Number of suppliers", "Employees" or "Total employees" counts."""
    match = re.search(r"\b(?:number|no\.?|count|quantity) of (.+)", text, re.IGNORECASE)
    plain = match.group(1) if match else re.sub(r"(?i)^\W*total\s+", "", text)
    plain = re.sub(r"\([^)]*\)|[:*]", " ", plain)
    counted = count_after(plain.strip(), 0)
    if counted and not counted.abstract and (match or counted.code in ("person", "case", "session", "supplier")):
        return counted.code
    return counted_code(re.sub(r"[^A-Za-z ]", "", plain).strip()) if match and 0 < len(plain.split()) <= 3 else None


def _label(heads: Heads, frame: Frame, subject: Words | None, unit: _Unit | None) -> tuple[str, str]:
    """The label in the words of the headers, and all words that say what is measured."""
    lexicon = frame.setting.lexicon
    kept: list[str] = []
    weak: list[str] = []
    for words in (*heads.row, *heads.column):
        text = _plain(words.text)
        if not text or find_dates(text) and len(re.sub(r"\W|\d", "", _dateless(text))) <= 3:
            continue
        if axis_of_header(text, lexicon) or (member_of(text, lexicon) is not None):
            continue
        if unit_reader().whole(text) or _GENERIC.match(text):
            weak.append(text)
            continue
        if text not in kept:
            kept.append(text)
    share = any(_SHARE_ONLY.match(each) for each in weak)
    context = " ".join(
        [
            *(words.text for words in (*heads.row, *heads.column)),
            frame.caption.text if frame.caption else "",
            subject.text if subject else "",
        ]
    )
    if not kept or (all(len(phrases.content(each)) == 0 for each in kept)):
        whole = (
            _plain(subject.text)
            if subject
            else _plain(frame.caption.text)
            if frame.caption
            else (frame.block.section[-1] if frame.block.section else "")
        )
        whole = re.sub(r"(?i)^(?:\d+[.\d]*\s*|total\s+)+", "", whole)
        if whole and whole not in kept:
            kept.insert(0, whole)
    label = ", ".join(kept)
    if share and "ercent" not in label:
        label = "Percentage of " + re.sub(r"(?i)^(?:total )?(?:number|no\.?) of ", "", label)
    members = [words.text.strip() for words in (*heads.row, *heads.column) if member_of(words.text, lexicon) or False]
    if not label:
        label = ", ".join(members)
    return phrases.cut(label, 24), context + (" " + frame.block.section[-1] if frame.block.section else "")


def _dateless(text: str) -> str:
    return re.sub(r"(?i)\b(?:FY|as (?:of|at)|year|ended|31|30|december|june|march|september)\b|\d", "", text)


def _plain(text: str) -> str:
    """Header words without the unit in brackets and footnote marks."""
    plain = re.sub(r"\s+", " ", text).strip()
    for match in reversed(list(re.finditer(r"\(([^()]*)\)", plain))):
        if (
            unit_reader().whole(match.group(1))
            or re.fullmatch(r"\d{1,2}|[a-z]", match.group(1))
            or _counted_unit(match.group(1)) in ("person", "session", "case")
        ):
            plain = plain[: match.start()] + plain[match.end() :]
    return re.sub(r"\s+", " ", plain).strip(" :*–-,")


def _temporality(given: str | None, label: str, unit: _Unit) -> str:
    if given:
        return given
    stock = re.search(
        r"\b(?:employees|workforce|headcount|staff|suppliers|directors|members|offices|sites|plants|patents held|capacity|floor area|area|assets)\b",
        label,
        re.IGNORECASE,
    )
    flow = re.search(
        r"\b(?:turnover|train\w*|hours|emissions?|consum\w*|generat\w*|hired|new|left|injur\w*|accident|incident|rate|spent|spending|revenue|per|leave|donat\w*|complaints?|cases|resign\w*|days|audited|assessed|dismiss\w*)\b",
        label,
        re.IGNORECASE,
    )
    return "stock" if stock and not flow else "flow"


def _when(heads: Heads, frame: Frame, temporality: str) -> tuple[When, Words | None]:
    flow = "stock" if temporality == "stock" else "flow"
    year = frame.setting.last.year if frame.setting.last else None
    for words in (*reversed(heads.column), *reversed(heads.row)):
        item = _header_date(words.text, frame.setting, year)
        if item is not None:
            return When(of_header(item, flow), "column"), words  # type: ignore[arg-type]
    for words in (frame.caption, frame.table.unit):
        if words is not None:
            item = _header_date(words.text, frame.setting, year)
            if item is not None:
                return When(of_header(item, flow), "stated"), words  # type: ignore[arg-type]
    if frame.lead.date is not None:
        return When(of_date(frame.lead.date, flow), "stated"), None  # type: ignore[arg-type]
    if frame.setting.covers and flow == "flow":
        return When(report_period(frame.setting, "flow"), "report"), None
    return NEVER, None


def _header_date(text: str, setting: Setting, year: int | None) -> DateWords | None:
    found = [item for item in find_dates(text, setting.year_end, year) if item.sense != "since"]
    return found[-1] if len(found) == 1 or (found and found[-1].sense in ("at", "in")) else None


def _quote(cell: Cell, heads: Heads, number: Number) -> Span:
    """The cell, with its label where that is printed directly before it on the line."""
    own = cell.words.span
    if heads.row:
        label = heads.row[-1].span
        if (
            label.end <= own.start <= label.end + 3
            and own.end - label.start <= 300
            and number.text not in heads.row[-1].text
        ):
            return Span(label.start, own.end)
    return own


def _beside(
    heads: Heads, frame: Frame, unit: _Unit, date: Words | None, subject: Words | None, cell: Cell
) -> tuple[tuple[Role, Span], ...]:
    made: list[tuple[Role, Span]] = []
    for words in heads.row:
        made.append(("label", words.span))
    for words in heads.column:
        if words is not date:
            made.append(("label", words.span))
    if date is not None:
        made.append(("period", date.span))
    elif frame.lead.span is not None and frame.lead.date is not None:
        made.append(("period", frame.lead.span))
    if unit.words is not None and unit.words not in heads.row:
        made.append(("unit", unit.words.span))
    if subject is not None and subject not in heads.row:
        made.append(("label", subject.span))
    if frame.caption is not None:
        made.append(("label", frame.caption.span))
    return tuple(dict.fromkeys((role, span) for role, span in made if span != cell.words.span))
