"""A report of a company that does not exist, with one fact of each kind written by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kgbuild.cite import cite
from kgbuild.model import (
    Award,
    Certification,
    Committee,
    Disclosure,
    Document,
    Evidence,
    Fact,
    Membership,
    Metadata,
    MetadataItem,
    Metric,
    Page,
    PageBound,
    Period,
    Policy,
    Program,
    Regulation,
    ReportInfo,
    Span,
    Topic,
)
from kgbuild.model.fact import Role

PAGES = (
    """Lumen Harbour Holdings Limited
2025 Sustainability Report
The Board of Directors oversees the Sustainability Committee, which advises on every matter of climate and people.
""",
    """Our people
At year end the group employed 1,802 people, of whom 1,802 had a contract and 640 were women.
Staff turnover was 6%-9% in our plants. We aim to train 95% of all staff by 2030.
Under the Quiet Harbour Program (静港计划), run with the Coral Trust, 12,500 trees were planted.
In November 2025 the Harbour Green Council gave us the Clean Quay Award 2025.
Our Supplier Code of Conduct bans child labour. We follow the Waste Disposal Ordinance.
The harbour depot is certified to ISO 14001 since 2019. We joined the Blue Ports Alliance as a founding member.
Scope 1 emissions were 4.2 thousand tonnes of CO2e in the year; we used 0.35 tonnes of paper per person.
""",
    """Energy use\tMWh\t1,802
Material topics: energy, water
A1.2 Greenhouse gas emissions in total and, where it applies, intensity, stated by scope and by unit of output\tP2-3
A1.3 Hazardous waste\tnot material to the group
""",
)
COMPANY = "Lumen Harbour Holdings Limited"
SLUG = "lumen-harbour-2025"
TEXT = "\f".join(PAGES)


def document(paged: bool = False, marked: bool = False) -> Document:
    """The report as text with bounded pages, as text with page breaks (`marked`), or as a PDF (`paged`)."""
    starts = [0, len(PAGES[0]) + 1, len(PAGES[0]) + len(PAGES[1]) + 2]
    pages = tuple(
        Page(index, start, start + len(words), label=index + 10)
        for index, (start, words) in enumerate(zip(starts, PAGES, strict=True), start=1)
    )
    bounds = (PageBound(0, (1, 2)), PageBound(starts[1], (2, 4)), PageBound(starts[2], (5, None)))
    return Document(
        name="lumen.pdf" if paged else "lumen.txt",
        text=TEXT,
        blocks=(),
        pages=pages if paged or marked else (),
        bounds=() if paged or marked else bounds,
        paged=paged,
        media_type="application/pdf" if paged else "text/plain",
        file_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        reader="kgbuild.text 1",
        metadata=Metadata(short_names=("Lumen",)),
    )


def span(words: str, after: str = "") -> Span:
    """Where words stand, the first time after others."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span(start, start + len(words))


def words(of: Document, quote: str, *beside: tuple[Role, str], after: str = "") -> Evidence:
    """Evidence for words of the report."""
    return cite(of, span(quote, after), [(role, span(other)) for role, other in beside])


def info(of: Document) -> ReportInfo:
    """What is known of the report."""
    title = MetadataItem(value="2025 Sustainability Report", evidence=(words(of, "2025 Sustainability Report"),))
    return ReportInfo(
        report=SLUG,
        organization="lumen-harbour-holdings",
        title=title,
        company=MetadataItem(value=COMPANY, evidence=(words(of, COMPANY),)),
        period_start=MetadataItem(value="2025-01-01"),
        period_end=MetadataItem(value="2025-12-31"),
        exchange=MetadataItem(value="HKEX"),
        stock_code=MetadataItem(value="09999"),
        language="en",
        media_type=of.media_type,
        reader=of.reader,
        file_sha256=of.file_sha256,
        text_sha256=of.text_sha256,
        pages=len(of.pages) or None,
    )


def metrics(of: Document) -> list[Metric]:
    """Figures: a stock with a breakdown, a range, a target, an activity's, a scaled one, one read from a table."""
    end = Period(as_of=date(2025, 12, 31))
    year = Period(start=date(2025, 1, 1), end=date(2025, 12, 31))
    return [
        Metric(
            label="employees", value=Decimal(1802), unit="person", printed="1,802", stated="1,802 people", period=end,
            period_basis="stated", resolution=Decimal(1), rule="stock", confidence=Decimal("0.97"),
            evidence=(words(of, "employed 1,802 people"),),
        ),
        Metric(
            label="employees with a contract", value=Decimal(1802), unit="person", printed="1,802", stated="1,802",
            evidence=(words(of, "1,802 had a contract"),), rule="stock",
        ),
        Metric(
            label="female employees", value=Decimal(640), unit="person", printed="640", stated="640", rule="stock",
            period=end, dims={"gender": "female"}, evidence=(words(of, "640 were women"),),
        ),
        Metric(
            label="staff turnover", value=Decimal(6), upper_value=Decimal(9), unit="%", bound="range", printed="6",
            stated="6%-9%", evidence=(words(of, "Staff turnover was 6%-9% in our plants"),), boundary="our plants",
        ),
        Metric(
            label="staff trained", value=Decimal(95), unit="%", status="target", due_year=2030, printed="95",
            stated="95%", evidence=(words(of, "aim to train 95% of all staff by 2030"),),
        ),
        Metric(
            label="trees planted", value=Decimal(12500), unit="tree", printed="12,500", stated="12,500 trees",
            level="activity", about="静港计划", period=year, period_basis="report",
            evidence=(words(of, "12,500 trees were planted"),),
        ),
        Metric(
            label="Scope 1 emissions", value=Decimal(4200), unit="tCO2e", printed="4.2", scale=Decimal(1000),
            resolution=Decimal(100), stated="4.2 thousand tonnes of CO2e", period=year, dims={"scope": "1"},
            evidence=(words(of, "Scope 1 emissions were 4.2 thousand tonnes of CO2e"),),
        ),
        Metric(
            label="paper per person", value=Decimal("0.35"), unit="t/person", printed="0.35", stated="0.35 tonnes",
            evidence=(words(of, "0.35 tonnes of paper per person"),),
        ),
        Metric(
            label="energy use", value=Decimal(1802), unit="MWh", printed="1,802", stated="1,802 MWh",
            evidence=(words(of, "1,802", ("label", "Energy use"), ("unit", "MWh"), after="Energy use"),),
        ),
    ]  # fmt: skip


def named(of: Document) -> list[Fact]:
    """One fact of each kind that has a name."""
    return [
        Committee(name="Board of Directors", aliases=("Board",), evidence=(words(of, "The Board of Directors"),)),
        Committee(
            name="Sustainability Committee", parent="Board", role="advises on every matter of climate and people",
            evidence=(words(of, "The Board of Directors oversees the Sustainability Committee"),),
        ),
        Program(
            name="Quiet Harbour Program", aliases=("静港计划",), partners=("Coral Trust",), start="2025",
            evidence=(words(of, "the Quiet Harbour Program (静港计划), run with the Coral Trust"),),
        ),
        Award(
            name="Clean Quay Award 2025", issuer="Harbour Green Council", date="2025-11", recipient="Lumen",
            program="Quiet Harbour Program",
            evidence=(words(of, "In November 2025 the Harbour Green Council gave us the Clean Quay Award 2025"),),
        ),
        Policy(name="Supplier Code of Conduct", topic="energy", evidence=(words(of, "Our Supplier Code of Conduct"),)),
        Regulation(name="Waste Disposal Ordinance", evidence=(words(of, "the Waste Disposal Ordinance"),)),
        Certification(
            name="ISO 14001", standard="ISO 14001", date="2019", evidence=(words(of, "certified to ISO 14001"),)
        ),
        Membership(
            organization="Blue Ports Alliance", role="founding member",
            evidence=(words(of, "joined the Blue Ports Alliance as a founding member"),),
        ),
        Topic(name="energy", group="E", evidence=(words(of, "energy", after="Material topics"),)),
        Disclosure(
            framework="hkex", edition="appendix-27", code="A1.2", page_labels=((2, 3),),
            requirement="Greenhouse gas emissions in total and, where it applies, intensity, stated by scope and by "
            "unit of output",
            evidence=(words(of, "A1.2 Greenhouse gas emissions in total"),),
        ),
        Disclosure(
            framework="hkex", edition="appendix-27", code="A1.3", omission="not material to the group",
            omission_code="explained", evidence=(words(of, "A1.3 Hazardous waste\tnot material to the group"),),
        ),
    ]  # fmt: skip


def facts(of: Document) -> Sequence[Fact]:
    """All of it."""
    return [*metrics(of), *named(of)]
