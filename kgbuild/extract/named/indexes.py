"""Rows of framework indexes (HKEX, GRI, SASB, TCFD, ESRS): code, what it asks, the pages or the omission."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kgbuild.cite import cite
from kgbuild.extract.named import codes, cues
from kgbuild.extract.named.codes import Code
from kgbuild.extract.named.printed import (
    CALLED_PAGES,
    FEWEST,
    ONLY_PAGES,
    REQUIREMENT_LIMIT,
    Row,
    leading_pages,
    omission_like,
    pages_in,
)
from kgbuild.extract.named.running import columns, refused, running
from kgbuild.extract.named.tcfd import recommendations
from kgbuild.identity import folded
from kgbuild.model import BlockKind, Cell, Disclosure, Document, Evidence, Labels, Span, Table, Words
from kgbuild.model.fact import Role

FEW_IN_TABLE = 2
SHORT = 40
#: A cell without a header over it that calls pages among other words is no longer than this.
CALLED_LIMIT = 60
#: Where to look, not why there is nothing.
REFERS = re.compile(r"(?:please )?(?:refer|see)\b|section\b|chapter\b|https?:|www\.", re.IGNORECASE)
GENERAL = re.compile(r"\s*General Disclosures?\b", re.IGNORECASE)
HEADER_WORDS = 6
#: An aspect as a line of its own over its rows: "Aspect A1: Emissions".
HKEX_SPOKEN = re.compile(r"\s*(?:Aspect\s+)?[AB]\d\b[.:]?\s+[A-Z]")
ASPECT_LIMIT = 80
NOT_A_REQUIREMENT = re.compile(
    r"^(?:comply or explain|recommended disclosures?|mandatory disclosure(?: requirement)?s?|"
    r"comply|voluntary|quantitative|qualitative|discussion and analysis|core|n/?a|"
    r"general disclosures?|yes|no|fully|partially|full|partial|disclosed|x|✓|✔|√)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class State:
    """What holds over tables that go on: the header, folded, and the aspect named last."""

    header: dict[int, str]
    aspect: tuple[Words, Code] | None = None
    #: What the table before was an index of, and in how many columns.
    frameworks: frozenset[str] = frozenset()
    columns: int = 0


@dataclass(frozen=True, slots=True)
class Header:
    """The words over each column, folded; whether one is over pages, and whether several are years."""

    words: dict[int, str]
    paged: bool = False
    years: bool = False


def disclosures(document: Document) -> Iterator[Disclosure]:
    """The rows of every framework index of a document, one fact a code."""
    known = codes.editions(document.text)
    rows = [*_tabled(document, known), *recommendations(document)]
    tabled = {row.code.key for row in rows}
    rows += [row for row in columns(document, known) if row.code.key not in tabled]
    seen_well = {row.code.key for row in rows if row.pages or row.omission} | tabled
    rows += [row for row in running(document, known) if row.code.key not in seen_well]
    by_code: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_code.setdefault(row.code.key, []).append(row)
    families = {key[0]: sum(1 for other in by_code if other[0] == key[0]) for key in by_code}
    for key, seen in by_code.items():
        tabled_well = any(row.rule == "disclosure/table" and (row.pages or row.omission) for row in seen)
        if families[key[0]] >= FEWEST or (tabled_well and families[key[0]] >= FEW_IN_TABLE):
            for together in _apart(seen):
                fact = _fact(document, together)
                if fact is not None:
                    yield fact


def _apart(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one code: each that says where or why is a row of its own (GRI 103-1 is answered topic by topic);
    the rest only repeat the code.
    """
    said = [[row] for row in rows if row.pages or row.omission]
    bare = [row for row in rows if not (row.pages or row.omission)]
    if not said:
        return [bare]
    said[0] += bare
    return said


def _fact(document: Document, rows: Sequence[Row]) -> Disclosure | None:
    evidence: list[Evidence] = []
    for row in rows:
        for span in row.spans[:1]:
            beside = [*row.beside, *(("label", other) for other in row.spans[1:])]
            if row.code.framework == "gri" and not row.beside:
                beside += _family(document, span)
            try:
                evidence.append(cite(document, span, beside))
            except ValueError:
                continue
    if not evidence:
        return None
    pages = tuple(dict.fromkeys(page for row in rows for page in row.pages))
    requirement = next((row.requirement for row in rows if row.requirement), None)
    omission = (
        next((row.omission for row in rows if row.omission), None)
        if not pages
        else next((row.omission for row in rows if row.omission and len(row.omission) > 3), None)
    )
    code = rows[0].code
    return Disclosure(
        framework=code.framework,
        edition=code.edition,
        code=code.text,
        requirement=requirement,
        page_labels=pages,
        omission=omission,
        omission_code=omission_code(omission),
        evidence=tuple(evidence),
        rule=f"named/{rows[0].rule}",
    )


def _family(document: Document, span: Span) -> list[tuple[Role, Span]]:
    """The nearest "GRI" before a row that does not print it, so that the code can be read from its words."""
    near = document.quote(span)
    if codes.FAMILY.search(near):
        return []
    at = max((m.start() for m in codes.FAMILY.finditer(document.text, 0, span.start)), default=None)
    return [] if at is None else [("label", Span(at, at + 3))]


def omission_code(omission: str | None) -> str | None:
    """How an omission is classed: not applicable, not disclosed, or explained."""
    if omission is None:
        return None
    plain = omission.strip().lower().strip(".")
    for code, phrases in cues.named("indexes", "omissions").items():
        for phrase in phrases:
            if plain == phrase or (len(phrase) > 4 and phrase in plain):
                return code
    return "explained"


# ---------------------------------------------------------------- tables


def _tabled(document: Document, known: Mapping[str, str]) -> Iterator[Row]:
    heading = ""
    state = State({})
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            heading = block.text
        if block.table is None and block.words and len(block.text) < ASPECT_LIMIT and HKEX_SPOKEN.search(block.text):
            code = codes.leading(block.text, codes.Context(frozenset(["hkex"]), known))
            if code is not None and code.aspect:
                state = replace(state, aspect=(block.words, code))
        if block.table is None or refused(document, block):
            continue
        over = " ".join([*block.section, heading, block.table.caption.text if block.table.caption else ""])
        rows, state = _rows_of(block.table, over, state, known)
        yield from rows


def _rows_of(table: Table, over: str, before: State, known: Mapping[str, str]) -> tuple[list[Row], State]:
    lines: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.words.text.strip():
            lines.setdefault(cell.row, []).append(cell)
    own = _header(lines)
    header = own or (before.header if table.columns >= max(before.header, default=0) else {})
    about = Header(
        header,
        any(map(_over_pages, header.values())),
        sum(bool(re.search(r"\b(?:19|20)\d\d\b", text)) for text in header.values()) >= 2,
    )
    context = codes.context(" ".join([over, *header.values()]), _all_text(table), known)
    if not own and table.columns == before.columns:
        context = replace(context, frameworks=context.frameworks | before.frameworks)
    found: list[Row] = []
    family: Words | None = None
    aspect = before.aspect
    for number in sorted(lines):
        cells = lines[number]
        family = next((cell.words for cell in cells if codes.FAMILY.search(cell.words.text)), family)
        for part in _side_by_side(cells, context):
            rows = _row(part, about, context, family)
            found += rows or _general_row(part, about, aspect)
            aspect = next((one for cell in part if (one := _aspect(cell, context)) is not None), aspect)
    return found, State(header, aspect, context.frameworks if found else frozenset(), table.columns)


def _side_by_side(cells: Sequence[Cell], context: codes.Context) -> list[Sequence[Cell]]:
    """The rows of an index that is printed in several columns: code, words, pages, and again code, words, pages."""
    at = [i for i, cell in enumerate(cells) if (code := codes.leading(cell.words.text, context)) and not code.aspect]
    if len(at) < 2 or not all(two - one >= 2 for one, two in pairwise(at)):
        return [cells]
    if at[0] <= len(cells) - 1 - at[-1]:
        return [cells[one:two] for one, two in pairwise([*at, len(cells)])]
    return [cells[one:two] for one, two in pairwise([0, *(end + 1 for end in at[:-1]), len(cells)])]


def _aspect(cell: Cell, context: codes.Context) -> tuple[Words, Code] | None:
    code = codes.leading(cell.words.text, context)
    return (cell.words, code) if code is not None and code.aspect else None


def _general_row(cells: Sequence[Cell], table: Header, aspect: tuple[Words, Code] | None) -> list[Row]:
    """A row that only says "General Disclosure": it answers the aspect named above it."""
    holder = next((cell for cell in cells if GENERAL.match(cell.words.text)), None)
    if holder is None or aspect is None:
        return []
    words, code = aspect
    others = [cell for cell in cells if cell is not holder]
    pages, printed = _page_cells(others, table)
    notes = [cell for cell in others if cell not in printed]
    requirement = (
        holder.words.text[:REQUIREMENT_LIMIT] if len(holder.words.text) > SHORT else _requirement(holder, notes)
    )
    omission = _omission(printed, pages, notes, table, requirement)
    if not pages and omission is None:
        return []
    spans = (holder.words.span, *(cell.words.span for cell in printed))
    return [Row(code, requirement[:REQUIREMENT_LIMIT], pages, omission, spans, (("label", words.span),))]


def _all_text(table: Table) -> str:
    return "\n".join(cell.words.text for cell in table.cells)


def _header(lines: dict[int, list[Cell]]) -> dict[int, str]:
    """The words over each column, where the first rows are a header."""
    for number in sorted(lines)[:3]:
        words = {cell.column: folded(cell.words.text) for cell in lines[number]}
        if any(map(_over_pages, words.values())) or (
            sum(text in _set("code_headers") for text in words.values()) >= 1 and len(words) >= 2
        ):
            return dict(words.items())
    return {}


def _over_pages(header: str) -> bool:
    """Whether a header stands over pages: it is one of the table's words, or begins with a few that speak of pages."""
    first = header.split()[:HEADER_WORDS]
    return header in _set("page_headers") or bool({"page", "pages"} & set(first))


def _set(key: str) -> frozenset[str]:
    return frozenset(folded(word) for word in cues.listed("indexes", key))


def _row(cells: Sequence[Cell], table: Header, context: codes.Context, family: Words | None) -> list[Row]:
    coded: list[tuple[Cell, Code]] = []
    for cell in cells:
        code = codes.leading(cell.words.text, context)
        if code is not None:
            coded.append((cell, code))
    if not coded:
        return []
    holder, code = coded[-1] if coded[0][1].aspect and len(coded) > 1 else coded[0]
    others = [cell for cell in cells if cell is not holder]
    pages, printed = _page_cells(others, table)
    if code.aspect and not _general(cells):
        return []
    notes = [cell for cell in others if cell not in printed]
    together = [code] if code.aspect else codes.series(holder.words.text, code, context)
    requirement = codes.rest(holder.words.text, together[-1]) or _requirement(holder, notes)
    omission = _omission(printed, pages, notes, table, requirement)
    if not pages and omission is None and not table.words:
        return []
    spans = [
        holder.words.span,
        *(c.words.span for c in others if c in printed or codes.same_text(c.words.text, requirement)),
    ]
    beside: list[tuple[Role, Span]] = []
    if family is not None and code.framework == "gri" and "gri" not in holder.words.text.lower():
        beside = [("label", family.span)]
    said = requirement[:REQUIREMENT_LIMIT]
    return [Row(one, said, pages, omission, tuple(spans), tuple(beside)) for one in together]


def _general(cells: Sequence[Cell]) -> bool:
    """An aspect row ("A1 Emissions") is a row of its own only where it is the general disclosure."""
    return any(
        re.match(r"\s*(?:general disclosure|information on|policies|\(a\))", cell.words.text, re.IGNORECASE)
        for cell in cells
    ) or any("general disclosure" in cell.words.text.lower() for cell in cells)


def _page_cells(cells: Sequence[Cell], table: Header) -> tuple[tuple[Labels, ...], tuple[Cell, ...]]:
    """The pages of a row and the cells that print them.

    They stand under a header of pages, or in the columns after it that have no header of their own (a reader often
    parts "19 - 20; 118" in two); without such a header, in a last or first cell of nothing else.
    """
    headed = tuple(cell for cell in cells if _over_pages(table.words.get(cell.column, "")))
    first = min((column for column, words in table.words.items() if _over_pages(words)), default=None)
    if first is not None:
        after = min(
            (column for column in table.words if column > first and not _over_pages(table.words[column])), default=None
        )
        group = [cell for cell in cells if cell.column >= first and (after is None or cell.column < after)]
        beyond = [
            cell
            for cell in cells
            if after is not None and cell.column == after and ONLY_PAGES.fullmatch(cell.words.text)
        ]
        printed = [
            cell for cell in sorted([*group, *beyond], key=lambda one: one.column) if leading_pages(cell.words.text)
        ]
        pages = tuple(dict.fromkeys(page for cell in printed for page in leading_pages(cell.words.text)))
        if pages:
            return pages, tuple(printed)
        if group or headed:
            return (), tuple(headed[:1] or group[:1])
    if not cells or table.years or table.paged:
        return (), tuple(cells[-1:]) if cells and not table.years and omission_like(cells[-1].words.text) else ()
    for cell in (cells[-1], cells[0], *reversed(cells[1:-1])):
        if ONLY_PAGES.fullmatch(cell.words.text):
            return pages_in(cell.words.text), (cell,)
    last = cells[-1]
    if len(last.words.text) < CALLED_LIMIT and CALLED_PAGES.search(last.words.text):
        return leading_pages(last.words.text), (last,)
    return (), (cells[-1],) if omission_like(cells[-1].words.text) else ()


def _omission(
    printed: Sequence[Cell], pages: tuple[Labels, ...], notes: Sequence[Cell], table: Header, requirement: str
) -> str | None:
    for cell in notes:
        if table.words.get(cell.column, "") in _set("omission_headers") and not ONLY_PAGES.fullmatch(cell.words.text):
            return cell.words.text.strip()
    if pages:
        return None
    if printed:
        said = printed[0].words.text.strip()
        headed = "page" in table.words.get(printed[0].column, "page")
        return said if omission_like(said) or (headed and not REFERS.match(said)) else None
    for cell in () if table.years else reversed(notes):
        if omission_like(cell.words.text) and not codes.same_text(cell.words.text, requirement):
            return cell.words.text.strip()
    return None


def _requirement(holder: Cell, cells: Sequence[Cell]) -> str:
    """What the code asks: the words right after it, or before it where the code stands last."""
    worded = [
        cell
        for cell in cells
        if re.search(r"[A-Za-z]{3}", cell.words.text)
        and not NOT_A_REQUIREMENT.match(cell.words.text.strip())
        and not codes.FAMILY.search(cell.words.text)
        and not codes.BARE.fullmatch(cell.words.text.strip())
    ]
    general = [cell for cell in worded if re.match(r"\s*general disclosure", cell.words.text, re.IGNORECASE)]
    after = [cell for cell in worded if cell.column > holder.column]
    before = [cell for cell in worded if cell.column < holder.column]
    chosen = (general or after or before[:1] or [None])[0]  # type: ignore[list-item]
    return chosen.words.text.strip() if chosen is not None else ""
