"""The chain up to the gate: a report file in, its facts and what was refused out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgbuild.cite import cite
from kgbuild.errors import FactsError, ReadError
from kgbuild.extract import extractors
from kgbuild.facts import dump_line, load_reports, parse_fact, parse_lines, read_text
from kgbuild.gate import Refusal, admit, admit_all, admit_info, title
from kgbuild.identity import organization_slug, report_slug
from kgbuild.model import Document, Fact, Found, MetadataItem, ReportInfo
from kgbuild.read import SUFFIXES, read
from kgbuild.read.unread import unread

FACTS_SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller says of a report; it overrides what is found in it.

    `kind` tells two reports of one company and year apart ("climate"); `year` is the year the period ends.
    """

    company: str | None = None
    year: int | None = None
    lei: str | None = None
    kind: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Extracted:
    """A report with the facts that passed the gate and those that did not."""

    info: ReportInfo
    document: Document
    facts: tuple[Fact, ...]
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFacts:
    """What a facts file is written from; `unnamed` says why the facts do not name their report, if they do not.

    `unread` says which pages yield no facts, and why.
    """

    facts: tuple[Fact, ...]
    refused: tuple[Refusal, ...]
    unnamed: str | None = None
    unread: tuple[str, ...] = ()


def describe(document: Document, given: Given = NOTHING_GIVEN) -> ReportInfo:
    """What is known of a report, each thing with the words it was read from.

    Raises:
        ReadError: company or period are neither found in it nor given.
    """
    found = document.metadata
    company = _item(document, found.company, given.company)
    if company is None:
        raise ReadError("the company is not named in it: say --company", where=document.name)
    start, end = _period(document, given.year)
    organization = organization_slug(company.value)
    year = date.fromisoformat(end.value).year
    return ReportInfo(
        report=report_slug(organization, year, given.kind, found.language),
        organization=organization,
        title=_item(document, found.title),
        company=company,
        period_start=start,
        period_end=end,
        exchange=_item(document, found.exchange),
        stock_code=_item(document, found.stock_code),
        lei=_item(document, found.lei, given.lei),
        language=found.language,
        media_type=document.media_type,
        reader=document.reader,
        file_sha256=document.file_sha256,
        text_sha256=document.text_sha256,
        pages=len(document.pages) or None,
        refused_pages={page.index: page.refused for page in document.pages if page.refused},
    )


def _item(document: Document, found: Found | None, given: str | None = None) -> MetadataItem | None:
    if given is not None:
        return MetadataItem(value=given)
    if found is None:
        return None
    return MetadataItem(value=found.value, evidence=(cite(document, found.span),))


def _period(document: Document, year: int | None) -> tuple[MetadataItem, MetadataItem]:
    start = _item(document, document.metadata.period_start)
    end = _item(document, document.metadata.period_end)
    if year is not None and (end is None or date.fromisoformat(end.value).year != year):
        return MetadataItem(value=f"{year}-01-01"), MetadataItem(value=f"{year}-12-31")
    if start is None or end is None:
        raise ReadError("no reporting year is found in it: say --year", where=document.name)
    return start, end


def extract(path: Path, given: Given = NOTHING_GIVEN) -> Extracted:
    """Read a report and find its facts, with every extractor installed; all of them pass the gate.

    Raises:
        ReadError: the report cannot be read, or does not say whose it is.
    """
    document = read(path)
    info = describe(document, given)
    facts, refused = _found(document)
    return Extracted(info, document, _ordered(facts, info.report), refused)


def extract_facts(path: Path, given: Given = NOTHING_GIVEN) -> FoundFacts:
    """The facts of a report for a facts file, where a fact may leave open which report it is of.

    Raises:
        ReadError: the report cannot be read.
    """
    document = read(path)
    facts, refused = _found(document)
    try:
        report, unnamed = describe(document, given).report, None
    except ReadError as error:
        report, unnamed = "", str(error)
    return FoundFacts(_ordered(facts, report), refused, unnamed, unread(document))


def _found(document: Document) -> tuple[list[Fact], tuple[Refusal, ...]]:
    facts: list[Fact] = []
    refused: list[Refusal] = []
    for extractor in extractors().values():
        passed, stopped = admit_all(extractor(document), document)
        facts += passed
        refused += stopped
    return facts, tuple(refused)


def _ordered(facts: Iterable[Fact], report: str) -> tuple[Fact, ...]:
    """The facts in reading order, each told which report it is of."""
    signed = [fact.model_copy(update={"report": report}) for fact in facts]
    return tuple(sorted(signed, key=_reading_order))


def _reading_order(fact: Fact) -> tuple[int, int, int, str, str]:
    first = fact.evidence[0]
    return (first.page_index or 0, first.start or 0, first.end or 0, fact.type, fact.model_dump_json())


def reports_in(inputs: Sequence[Path]) -> list[Path]:
    """The report files among files and folders: a folder gives those in it, sorted by name.

    Raises:
        ReadError: an input does not exist, or a folder holds no report.
    """
    found: list[Path] = []
    for path in inputs:
        if path.is_dir():
            inside = sorted(child for child in path.iterdir() if child.suffix.lower() in SUFFIXES)
            if not inside:
                raise ReadError(f"holds no report ({', '.join(SUFFIXES)})", where=path)
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise ReadError("does not exist", where=path)
    return found


def take_facts(path: Path, sources: Sequence[Path], given: Given = NOTHING_GIVEN) -> list[Extracted]:
    """The facts of a facts file from any extractor, each held against its report.

    A fact names its report by slug; with one source it may leave that out. A `reports.jsonl` beside the file tells
    which slug belongs to which file digest, so that slugs given on extraction hold.

    Raises:
        FactsError: the file breaks its schema, or a fact names a report that no source is.
        ReadError: a source cannot be read.
    """
    documents = {info.report: (info, document) for info, document in _sources(path, sources, given)}
    if not documents:
        raise FactsError("its reports are not at hand: name them with --source", where=path)
    only = next(iter(documents)) if len(documents) == 1 else None
    passed: dict[str, list[Fact]] = {slug: [] for slug in documents}
    refused: dict[str, list[Refusal]] = {slug: [] for slug in documents}
    seen: dict[str, int] = {}
    for line, value in parse_lines(read_text(path), path):
        fact = parse_fact(value, line, path)
        slug = fact.report or only
        if slug not in documents or slug is None:
            raise FactsError(f"line {line}: no --source is the report {fact.report!r}", where=path)
        outcome = admit(fact, documents[slug][1], line)
        if not isinstance(outcome, Refusal):
            first = seen.setdefault(f"{slug} {dump_line(outcome)}", line)
            outcome = outcome if first == line else Refusal(title(fact), f"is the fact of line {first} again", line)
        if isinstance(outcome, Refusal):
            refused[slug].append(outcome)
        else:
            passed[slug].append(outcome)
    return [
        Extracted(info, document, _ordered(passed[slug], slug), tuple(refused[slug]))
        for slug, (info, document) in documents.items()
        if passed[slug] or refused[slug]
    ]


def _sources(path: Path, sources: Sequence[Path], given: Given) -> Iterable[tuple[ReportInfo, Document]]:
    beside = path.with_name("reports.jsonl")
    known = {info.file_sha256: info for info in load_reports(beside)} if beside.is_file() else {}
    for source in reports_in(sources):
        document = read(source)
        info = known.get(document.file_sha256)
        if info is None:
            yield describe(document, given), document
            continue
        outcome = admit_info(info, document)
        if isinstance(outcome, Refusal):
            raise FactsError(str(outcome), where=beside)
        yield outcome, document


def coverage_lines(path: Path) -> list[str]:
    """Every number of a report that became no fact: place, number as printed and reason, a line each.

    Raises:
        ReadError: the report cannot be read.
    """
    from kgbuild.extract.metrics import coverage

    document = read(path)
    lines: list[str] = []
    for unused in coverage(document):
        place = document.place(unused.span)
        page = "" if place.page_index is None else f"p{place.page_index}:"
        lines.append(f"{path}:{page}{place.start}\t{unused.printed}\t{unused.reason}\n")
    return lines
