"""Metrics: every number a company discloses, with what it measures.

Sentences, key figures, list items and table cells all become `Statement`s; statements of one fact become one metric
with several pieces of evidence. `coverage` lists the numbers that became none, each with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kgbuild.cite import cite
from kgbuild.extract.metrics.merge import Merged, merged
from kgbuild.extract.metrics.prose import Lead, Talk, read_block
from kgbuild.extract.metrics.setting import Setting, setting_of
from kgbuild.extract.metrics.stated import stated
from kgbuild.extract.metrics.statement import Unused, Yield
from kgbuild.extract.metrics.tables import read_table
from kgbuild.lexicon import Lexicon
from kgbuild.model import Block, BlockKind, Document, Evidence, Metric, Span, Words
from kgbuild.quantity import find_dates, prove, scan

__all__ = ["Unused", "coverage", "extract"]

_TARGET = re.compile(r"\b(?:targets?|goals?)\b(?!.*\b(?:achiev|progress|attain|complet|perform))", re.IGNORECASE)
_SILENT = {BlockKind.CONTENTS: "contents", BlockKind.FURNITURE: "page furniture"}
_RULES = {BlockKind.LIST_ITEM: "list-item", BlockKind.KEY_FIGURE: "key-figure", BlockKind.FOOTNOTE: "footnote"}


def extract(document: Document, lexicon: Lexicon | None = None) -> Iterable[Metric]:
    """The metrics of a document, in reading order; none whose value its own words do not prove."""
    return [metric for metric, _ in _made(document, lexicon)[0]]


def coverage(document: Document, lexicon: Lexicon | None = None) -> list[Unused]:
    """Every number of the document that became no fact, in reading order, with the reason."""
    facts, unused = _made(document, lexicon)
    used = {span for _, spans in facts for span in spans}
    told = {item.span: item for item in unused if item.span not in used}
    for number in scan(document.text, document.number_style):
        span = Span(number.start, number.end)
        if number.kind == "figure" and not any(_meet(span, other) for other in _near(span, used, told)):
            told[span] = Unused(number.text, span, "outside all text that was read")
    return [told[span] for span in sorted(told)]


def _near(span: Span, used: set[Span], told: dict[Span, Unused]) -> Iterator[Span]:
    for start in range(span.start - 24, span.end + 1):
        for end in range(max(start, span.start), span.end + 24):
            if Span(start, end) in used or Span(start, end) in told:
                yield Span(start, end)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _made(document: Document, lexicon: Lexicon | None) -> tuple[list[tuple[Metric, list[Span]]], list[Unused]]:
    setting = setting_of(document, lexicon)
    found = _statements(document, setting)
    facts: list[tuple[Metric, list[Span]]] = []
    for group in merged(found.statements):
        metric = _metric(document, group)
        if metric is None:
            found.unused.append(
                Unused(document.quote(group.main.number), group.main.number, "its words do not prove the value")
            )
        else:
            facts.append((metric, [each.number for each in group.all]))
    return facts, found.unused


def _statements(document: Document, setting: Setting) -> Yield:
    made = Yield()
    lead = before = Lead()
    section: tuple[str, ...] = ()
    last: Block | None = None
    for index, block in enumerate(document.blocks):
        page = document.page_at(block.span.start) if block.words else None
        if page is not None and page.refused:
            continue
        if block.section != section:
            before, lead, section = lead, _from_heading(block, setting), block.section
        if block.table is not None and last is not None and last.kind is BlockKind.HEADING and lead.date is None:
            lead = before
        lead = _carried(lead, last, block)
        result, lead = _block(document, block, index, setting, lead, last)
        made.add(result)
        last = block
    return made


def _carried(lead: Lead, last: Block | None, block: Block) -> Lead:
    """What the block before hands on: a paragraph starts anew, a list item or table goes on from what leads to it."""
    if block.kind in (BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.CAPTION, BlockKind.HEADING):
        return lead
    if (
        last is not None
        and last.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.KEY_FIGURE)
        and _leads(last)
    ):
        return lead
    return Lead(target=lead.target)


def _leads(block: Block) -> bool:
    """Whether a block is a few words that what follows is read under."""
    return len(block.text.split()) <= 12 and not block.text.rstrip().endswith(".")


def _from_heading(block: Block, setting: Setting) -> Lead:
    """The time that the section's heading names ("As of December 31, 2020")."""
    if not block.section:
        return Lead()
    dates = find_dates(block.section[-1], setting.year_end)
    usable = [item for item in dates if item.sense in ("at", "in", "by")]
    target = bool(_TARGET.search(block.section[-1]))
    return Lead(usable[-1], target=target) if usable and len(block.section[-1].split()) <= 8 else Lead(target=target)


def _block(
    document: Document, block: Block, index: int, setting: Setting, lead: Lead, last: Block | None
) -> tuple[Yield, Lead]:
    if block.kind in _SILENT or not block.words:
        return _unread(block.words, setting, _SILENT.get(block.kind, "no words")), lead
    if block.kind is BlockKind.TABLE:
        made, running = read_table(block, index, setting, lead)
        for cell in running:
            made.add(read_block(Talk(cell.words, setting, False, "table-text", block.section), lead)[0])
        return made, lead
    if block.kind is BlockKind.HEADING and not re.search(r"\d[\d,.]* ?(?:%|million|billion|percent)", block.text):
        return _unread(block.words, setting, "heading"), lead
    if block.kind is BlockKind.CHART:
        return _unread(block.words, setting, "chart"), lead
    headline = block.kind is BlockKind.KEY_FIGURE
    return read_block(Talk(block.words, setting, headline, _RULES.get(block.kind, "sentence"), block.section), lead)


def _unread(words: Words, setting: Setting, reason: str) -> Yield:
    numbers = scan(words.text, setting.style) if words else ()
    return Yield(unused=[Unused(n.text, words.source(n.start, n.end), reason) for n in numbers if n.kind == "figure"])


def _metric(document: Document, group: Merged) -> Metric | None:
    """The fact of a group: only with evidence that proves its value."""
    main = group.main
    metric = Metric(
        label=main.label,
        concept=main.concept,
        value=main.value,
        upper_value=main.upper,
        unit=main.unit,
        bound=main.bound,
        status=main.status,
        period=main.when.period,
        period_basis=main.when.basis,
        dims=dict(main.dims),
        level=main.level,
        about=main.about,
        boundary=main.boundary,
        due_year=main.due,
        base_year=main.base,
        stated=stated(document, main),
        printed=document.quote(main.number),
        scale=main.scale,
        resolution=main.resolution,
        rule=main.rule,
        evidence=(cite(document, main.quote, main.beside),),
    )
    proven: list[Evidence] = []
    for statement in group.all:
        first = statement is group.all[0]
        try:
            evidence = cite(document, statement.quote, statement.beside)
        except ValueError:  # its words run over a page break
            if first:
                return None
            continue
        if prove(metric, evidence, document.number_style).value_holds:
            proven.append(evidence)
        elif first:
            return None
    return metric.model_copy(update={"evidence": tuple(proven)})
