"""The whole sample report, put together from its chapters."""

from __future__ import annotations

from samples import environment, front, governance, index, people
from samples.model import Gold, Report

FACTS: dict[str, Gold] = {**front.FACTS, **governance.FACTS, **environment.FACTS, **people.FACTS}

REPORT = Report(
    title="2023 Environmental, Social and Governance Report",
    author="Lumen Harbour Holdings Limited",
    pages=(*front.PAGES, *governance.PAGES, *environment.PAGES, *people.PAGES, *index.PAGES),
    facts=FACTS,
)
#: The first physical page that has a number printed on it is page 1 of the report: two pages come before it.
OFFSET = 2
