"""The framework index: one row a code, with its pages or why there are none. The descriptions are our own words."""

from __future__ import annotations

from samples.model import Cell, Gold, Heading, Page, Para, Table

GENERAL = "General Disclosure"
ROWS: tuple[tuple[str, str, str], ...] = (
    ("A1 Emissions", GENERAL, "P8"),
    ("A1.1", "Types of emissions and data", "P9"),
    ("A1.2", "Greenhouse gas emissions and intensity", "P9"),
    ("A1.3", "Hazardous waste and intensity", "P9"),
    ("A1.4", "Non-hazardous waste and intensity", "P9"),
    ("A1.5", "Emission targets and steps taken", "P8"),
    ("A1.6", "Handling of waste, reduction targets", "P8-9"),
    ("A2 Use of Resources", GENERAL, "P8"),
    ("A2.1", "Energy consumption by type and intensity", "P9"),
    ("A2.2", "Water consumption and intensity", "P9"),
    ("A2.3", "Energy efficiency targets and steps taken", "P8"),
    ("A2.4", "Sourcing of water, water efficiency targets", "P8"),
    ("A2.5", "Packaging material", "P9"),
    ("A3 Environment and Natural Resources", GENERAL, "P8"),
    ("A3.1", "Significant impacts and actions taken", "P8, P12"),
    ("A4 Climate Change", GENERAL, "P4, P8"),
    ("A4.1", "Climate-related issues and actions taken", "P8"),
    ("B1 Employment", GENERAL, "P10"),
    ("B1.1", "Workforce by gender, type, age and region", "P11"),
    ("B1.2", "Turnover rate by gender, age and region", "P11"),
    ("B2 Health and Safety", GENERAL, "P10"),
    ("B2.1", "Work-related fatalities in three years", "P10-11"),
    ("B2.2", "Lost days due to work injury", "P10-11"),
    ("B2.3", "Health and safety measures", "P10"),
    ("B3 Development and Training", GENERAL, "P10"),
    ("B3.1", "Employees trained by gender and category", "P2"),
    ("B3.2", "Training hours by gender and category", "P11"),
    ("B4 Labour Standards", GENERAL, "P10"),
    ("B4.1", "Review of employment practices", "P10"),
    ("B4.2", "Steps to end such practices", "/"),
    ("B5 Supply Chain Management", GENERAL, "P12"),
    ("B5.1", "Suppliers by region", "P12"),
    ("B5.2", "Practices on engaging suppliers", "P12"),
    ("B5.3", "Identifying risks along the supply chain", "P12"),
    ("B5.4", "Promoting better products when choosing suppliers", "To be disclosed from 2025 on"),
    ("B6 Product Responsibility", GENERAL, "P12"),
    ("B6.1", "Products recalled for safety and health", "P12"),
    ("B6.2", "Complaints and how they are handled", "P12"),
    ("B6.3", "Intellectual property rights", "P12"),
    ("B6.4", "Quality assurance and recall procedures", "Not applicable: port lights are made to order"),
    ("B6.5", "Consumer data protection and privacy", "P12"),
    ("B7 Anti-corruption", GENERAL, "P5"),
    ("B7.1", "Concluded legal cases on corrupt practices", "P5"),
    ("B7.2", "Preventive measures and whistleblowing", "P5"),
    ("B7.3", "Anti-corruption training", "P5"),
    ("B8 Community Investment", GENERAL, "P12"),
    ("B8.1", "Focus areas of contribution", "P12"),
    ("B8.2", "Resources contributed", "P2, P12"),
)


def _pages(text: str) -> list[list[int]]:
    ranges = []
    for part in text.split(", "):
        low, _, high = part.removeprefix("P").partition("-")
        ranges.append([int(low), int(high or low)])
    return ranges


def _fact(code: str, requirement: str, where: str) -> Gold:
    paged = where.startswith("P")
    return {
        "type": "disclosure",
        "code": code.split(" ")[0],
        "requirement": requirement,
        "page_labels": _pages(where) if paged else [],
        "omission": None if paged else where,
    }


def _table(rows: tuple[tuple[str, str, str], ...]) -> Table:
    head = tuple(Cell(text) for text in ("Aspects and KPIs", "Description", "Page / Remarks"))
    body = tuple(
        (
            Cell(code if " " in code else f"KPI {code}", _fact(code, requirement, where)),
            Cell(requirement),
            Cell(where),
        )
        for code, requirement, where in rows
    )
    return Table((head, *body), (170, 200, 110), size=8)


PAGES = (
    Page(
        (
            Heading("HKEX ESG Reporting Guide Index", 1),
            Para("Subject area A. Environmental"),
            _table(ROWS[:17]),
            Para("Subject area B. Social"),
            _table(ROWS[17:30]),
        ),
        13,
    ),
    Page((_table(ROWS[30:]),), 14),
)
FACTS: dict[str, Gold] = {}
