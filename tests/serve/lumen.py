"""A small release of a fictional company and its sister, made with the real mapping, for tests of the endpoint.

The reports' words are invented; places are found by the words, so that evidence stands where it says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kgbuild.cite import digest
from kgbuild.model import (
    Award,
    Certification,
    Committee,
    Disclosure,
    Document,
    Evidence,
    Fact,
    Membership,
    MetadataItem,
    Metric,
    Period,
    Policy,
    Program,
    Regulation,
    ReportInfo,
    Topic,
    WithWords,
)
from kgbuild.model.document import Labels

if TYPE_CHECKING:
    from kgbuild.rdf import Edition

YEAR = Period(start=date(2023, 1, 1), end=date(2023, 12, 31))

LUMEN = """Lumen Harbour Holdings Limited lights the quays of six invented ports.

Emissions (in tonnes)
Scope 1 greenhouse gas emissions	1,784
Scope 2 greenhouse gas emissions	5,216
Greenhouse gas emissions, Scope 1 and 2	7,000
Emissions per employee came to 1.75 tonnes of CO2e.

At the end of 2023 the company had 4,000 employees, 1,500 of them women.
More than 900 of them joined the Lantern Days program.
We aim to cut emissions by 30% by 2030.

The Tide & Light Foundation gave us the Bright Quay Award in June 2023.
The Climate Working Group reports to the Sustainability Committee.
Our Fair Light Policy covers working conditions. We follow the Port Safety Ordinance.
We hold ISO 14001 certification and joined the League of Lit Harbours.
Material topic: Safety at night.
A1.2 Greenhouse gas emissions 12
A2.4 Water: not applicable
"""

TIDEWATER = """Tidewater Looms plc weaves invented sails.
Emissions per employee were 0.42 tonnes of CO2e in 2023, among about 310 people.
"""


def evidence(
    text: str, quote: str, labels: Labels, basis: str = "bounded", beside: Sequence[tuple[str, str]] = ()
) -> Evidence:
    """Evidence at the first place of the quote."""
    start = text.index(quote)
    with_ = tuple(
        WithWords(role=role, start=text.index(words), end=text.index(words) + len(words), quote=words)
        for role, words in beside
    )
    return Evidence(
        start=start,
        end=start + len(quote),
        quote=quote,
        quote_sha256=digest(quote),
        page_labels=labels,
        page_basis=basis,
        with_=with_,
    )


def lumen_facts() -> list[Fact]:
    """Every kind of fact, once or twice."""

    def at(quote: str, low: int, high: int, *beside: tuple[str, str]) -> tuple[Evidence, ...]:
        return (evidence(LUMEN, quote, (low, high), "exact" if low == high else "bounded", beside),)

    in_tonnes = ("unit", "in tonnes")
    return [
        Metric(
            label="Scope 1 greenhouse gas emissions", concept="ghg-emissions-scope-1", value=Decimal(1784),
            unit="tCO2e", printed="1,784", stated="1,784 tonnes", period=YEAR, period_basis="report",
            evidence=at("1,784", 51, 54, ("label", "Scope 1 greenhouse gas emissions"), in_tonnes),
        ),
        Metric(
            label="Scope 2 greenhouse gas emissions", concept="ghg-emissions-scope-2", value=Decimal(5216),
            unit="tCO2e", printed="5,216", stated="5,216 tonnes", period=YEAR, period_basis="report",
            evidence=at("5,216", 51, 54, ("label", "Scope 2 greenhouse gas emissions"), in_tonnes),
        ),
        Metric(
            label="Greenhouse gas emissions per employee", concept="ghg-intensity", value=Decimal("1.75"),
            unit="tCO2e/person", printed="1.75", stated="1.75 tonnes of CO2e", period=YEAR, period_basis="report",
            evidence=at("Emissions per employee came to 1.75 tonnes of CO2e", 52, 52),
        ),
        Metric(
            label="Employees", concept="employees-total", value=Decimal(4000), unit="person", printed="4,000",
            stated="4,000 employees", period=Period(as_of=date(2023, 12, 31)), period_basis="stated",
            evidence=at("4,000 employees", 20, 20),
        ),
        Metric(
            label="Women among the employees", concept="employees-total", value=Decimal(1500), unit="person",
            printed="1,500", stated="1,500 of them women", period=Period(as_of=date(2023, 12, 31)),
            period_basis="stated", dims={"gender": "female"}, evidence=at("1,500 of them women", 20, 20),
        ),
        Metric(
            label="Employees who joined Lantern Days", value=Decimal(900), unit="person", bound="min", printed="900",
            stated="More than 900", level="activity", about="Lantern Days",
            evidence=at("More than 900 of them joined the Lantern Days program", 20, 22),
        ),
        Metric(
            label="Cut of emissions", value=Decimal(30), unit="%", status="target", printed="30", stated="30%",
            due_year=2030, evidence=at("We aim to cut emissions by 30% by 2030", 52, 52),
        ),
        Program(name="Lantern Days", start="2021", evidence=at("the Lantern Days program", 20, 22)),
        Award(
            name="Bright Quay Award", issuer="Tide & Light Foundation", date="2023-06", recipient="the company",
            evidence=at("The Tide & Light Foundation gave us the Bright Quay Award in June 2023", 9, 10),
        ),
        Committee(name="Sustainability Committee", evidence=at("the Sustainability Committee", 11, 11)),
        Committee(
            name="Climate Working Group", parent="Sustainability Committee",
            evidence=at("The Climate Working Group reports to the Sustainability Committee", 11, 11),
        ),
        Policy(
            name="Fair Light Policy", topic="working conditions",
            evidence=at("Our Fair Light Policy covers working conditions", 30, 31),
        ),
        Regulation(name="Port Safety Ordinance", evidence=at("We follow the Port Safety Ordinance", 30, 31)),
        Certification(
            name="ISO 14001", standard="ISO 14001", date="2022", evidence=at("We hold ISO 14001 certification", 52, 53)
        ),
        Membership(
            organization="League of Lit Harbours", role="member", evidence=at("joined the League of Lit Harbours", 8, 8)
        ),
        Topic(name="Safety at night", group="S", evidence=at("Material topic: Safety at night", 7, 7)),
        Disclosure(
            framework="hkex", edition="2019", code="A1.2", requirement="Greenhouse gas emissions",
            page_labels=((12, 12),), evidence=at("A1.2 Greenhouse gas emissions 12", 60, 60),
        ),
        Disclosure(
            framework="hkex", edition="2019", code="A2.4", requirement="Water", omission="not applicable",
            omission_code="not-applicable", evidence=at("A2.4 Water: not applicable", 60, 60),
        ),
    ]  # fmt: skip


def total() -> Metric:
    """The sum of both scopes, which the report states too."""
    return Metric(
        label="Greenhouse gas emissions, Scope 1 and 2", concept="ghg-emissions-scope-1-2", value=Decimal(7000),
        unit="tCO2e", printed="7,000", stated="7,000 tonnes", period=YEAR, period_basis="report",
        evidence=(evidence(LUMEN, "7,000", (51, 54), beside=[("unit", "in tonnes")]),),
    )  # fmt: skip


def tidewater_facts() -> list[Fact]:
    """A second company with the same indicator."""
    quote = "Emissions per employee were 0.42 tonnes of CO2e in 2023"
    about = "about 310 people"
    return [
        Metric(
            label="GHG per employee", concept="ghg-intensity", value=Decimal("0.42"), unit="tCO2e/person",
            printed="0.42", stated="0.42 tonnes of CO2e", period=YEAR, period_basis="stated",
            evidence=(evidence(TIDEWATER, quote, (3, 5)),),
        ),
        Metric(
            label="People", concept="employees-total", value=Decimal(310), unit="person", bound="approx", printed="310",
            stated=about, evidence=(evidence(TIDEWATER, about, (3, 5)),),
        ),
    ]  # fmt: skip


def document(name: str, text: str) -> Document:
    """A report as read, without blocks: showing words needs none."""
    return Document(
        name=name, text=text, blocks=(), file_sha256=hashlib.sha256(text.encode()).hexdigest(), reader="kgbuild-text/1"
    )


def info(slug: str, company: str, text: str, code: str | None = None) -> ReportInfo:
    """What is known of a report."""
    return ReportInfo(
        report=f"{slug}-2023",
        organization=slug,
        title=MetadataItem(value=f"{company} Sustainability Report 2023"),
        company=MetadataItem(value=company),
        period_start=MetadataItem(value="2023-01-01"),
        period_end=MetadataItem(value="2023-12-31"),
        stock_code=MetadataItem(value=code) if code else None,
        language="en",
        media_type="text/plain",
        reader="kgbuild-text/1",
        file_sha256=hashlib.sha256(text.encode()).hexdigest(),
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def build(
    folder: Path,
    *,
    edition: Edition = "full",
    base: str = "https://kgbuild.example/",
    without: Collection[str] = (),
    with_total: bool = False,
) -> Path:
    """Write the release as `kgbuild build` does, without the figures printed so."""
    # Servers import this module for its texts only, and start a second sooner without these.
    from kgbuild.publish.release import prepare, write_release

    kept = [fact for fact in lumen_facts() if not (isinstance(fact, Metric) and fact.printed in without)]
    reports: tuple[tuple[ReportInfo, list[Fact], str], ...] = (
        (
            info("lumen-harbour", "Lumen Harbour Holdings Limited", LUMEN, "0999"),
            [*kept, *([total()] if with_total else [])],
            LUMEN,
        ),
        (info("tidewater-looms", "Tidewater Looms plc", TIDEWATER), tidewater_facts(), TIDEWATER),
    )
    parts = [
        prepare(about, facts, base=base, document=document("report.txt", text), edition=edition)
        for about, facts, text in reports
    ]
    release = write_release(folder, parts, base=base, edition=edition)
    assert release.holds, release.left_out
    return folder
