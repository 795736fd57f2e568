"""A fact as its page shows it: the figure, the page, the words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from kgbuild.model import Document
from kgbuild.serve.desk import Desk
from kgbuild.serve.entity import Entity
from kgbuild.serve.words import Beside, Surroundings, surroundings
from kgbuild.store.prefixes import ESG, shorten
from kgbuild.store.table import Term

#: How a number holds, in words.
BOUNDS = {"approx": "about", "min": "at least", "max": "at most"}
_BASES = {"column": "by the column's header", "report": "as the report says of all its figures"}
ROLES = ("label", "unit", "scale", "period", "boundary")


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands, and its words if they may be shown."""

    iri: str
    page: str
    basis: str
    start: int | None
    end: int | None
    page_index: int | None
    sha256: str | None
    quote: str | None
    words: Surroundings | None
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's number as a person reads it."""

    value: str
    unit: str
    bound: str
    period: str
    period_basis: str
    target: bool


def number(text: str) -> str:
    """A decimal with its thousands apart.

    >>> number("16266.50")
    '16,266.50'
    """
    try:
        return f"{Decimal(text):,f}"
    except InvalidOperation:
        return text


def figure(entity: Entity) -> Figure | None:
    """The number of a metric fact."""
    value = entity.first("value")
    if value is None:
        return None
    upper = entity.first("upperValue")
    shown = number(value.value) if upper is None else f"{number(value.value)} to {number(upper.value)}"
    bound = entity.first("bound")
    basis = entity.first("periodBasis")
    unit = entity.first("unit")
    return Figure(
        value=shown,
        unit="" if unit is None or unit.value == "1" else unit.value,
        bound=BOUNDS.get(bound.value, "") if bound else "",
        period=period(entity),
        period_basis=_BASES.get(basis.value, "") if basis else "",
        target=entity.is_a("Target"),
    )


def period(entity: Entity) -> str:
    """When a figure holds, or by when it is due."""
    start, end, as_of, due = (entity.first(name) for name in ("periodStart", "periodEnd", "asOf", "dueYear"))
    parts = []
    if start and end:
        whole = start.value[:4] == end.value[:4] and start.value.endswith("-01-01") and end.value.endswith("-12-31")
        parts.append(start.value[:4] if whole else f"{start.value} to {end.value}")
    if as_of:
        parts.append(f"as of {as_of.value}")
    if due:
        parts.append(f"due {due.value}")
    return ", ".join(parts)


def page_words(basis: str, first: str | None, last: str | None, index: int | None) -> str:
    """The page of evidence, never more certain than it is.

    >>> page_words("exact", "52", "52", None), page_words("bounded", "51", "54", None)
    ('page 52', 'on one of pages 51–54')
    """
    if basis == "exact":
        if first is not None:
            return f"page {first}"
        return "page not known" if index is None else f"page {index} of the file"
    if first is None and last is None:
        return "page not known"
    if last is None:
        return f"on page {first} or later"
    if first is None:
        return f"on page {last} or before"
    return f"on page {first}" if first == last else f"on one of pages {first}–{last}"


async def places(desk: Desk, iri: str, sources: Mapping[str, Document]) -> list[Place]:
    """The evidence of a fact in reading order; `sources` are reports at hand by the start of their digest."""
    fact = NamedNode(iri)
    with_ = " ".join(f"(esg:{role}From '{role}')" for role in ROLES)
    found = await desk.table(
        f"""SELECT ?e ?role ?node ?p ?o ?index WHERE {{
            {{ {fact} esg:evidence ?e BIND(?e AS ?node) BIND("" AS ?role) }}
            UNION {{ VALUES (?link ?role) {{ {with_} }} {fact} esg:evidence ?e . ?e ?link ?node }}
            GRAPH ?g {{ ?node ?p ?o }} FILTER(!CONTAINS(STR(?g), "/graph/inferred"))
            OPTIONAL {{ ?node esg:page ?page . ?page esg:pageIndex ?index }}
        }} ORDER BY ?e ?role ?node ?p ?o"""
    )
    nodes: dict[tuple[str, str, str], dict[str, Term]] = {}
    for row in found.dicts():
        node = nodes.setdefault((row["e"].value, row["role"].value, row["node"].value), {})
        node.setdefault(row["p"].value.removeprefix(ESG), row["o"])
        if "index" in row:
            node["index"] = row["index"]
    made = [_place(key, nodes, sources) for key in nodes if not key[1]]
    return sorted(made, key=lambda place: (place.page_index or 0, place.start or 0))


def _text(node: Mapping[str, Term], name: str) -> str | None:
    return node[name].value if name in node else None


def _whole(node: Mapping[str, Term], name: str) -> int | None:
    text = _text(node, name)
    return int(text) if text is not None and text.isdecimal() else None


def _place(
    key: tuple[str, str, str], nodes: Mapping[tuple[str, str, str], Mapping[str, Term]], sources: Mapping[str, Document]
) -> Place:
    node = nodes[key]
    start, end, index = _whole(node, "start"), _whole(node, "end"), _whole(node, "index")
    source = (_text(node, "source") or "").rsplit("/", 1)[-1]
    document = sources.get(source)
    beside, quoted = [], []
    for (owner, role, _), other in nodes.items():
        other_start, other_end = _whole(other, "start"), _whole(other, "end")
        if owner == key[0] and role and other_start is not None and other_end is not None:
            beside.append(Beside(role, other_start, other_end, _whole(other, "index")))
            quoted.append((role, _text(other, "quote") or f"characters {other_start}–{other_end}"))
    words = None
    if document is not None and start is not None and end is not None:
        words = surroundings(document, start, end, index, _text(node, "quoteSha256"), beside)
    basis = _text(node, "pageBasis") or "unknown"
    return Place(
        iri=key[0],
        page=page_words(basis, _text(node, "firstPage"), _text(node, "lastPage"), index),
        basis=basis,
        start=start,
        end=end,
        page_index=index if document is None or document.paged else None,
        sha256=_text(node, "quoteSha256"),
        quote=_text(node, "quote"),
        words=words,
        beside=tuple(quoted),
    )


def about(entity: Entity) -> list[tuple[str, str, str]]:
    """The few lines that say who states it: label of the line, IRI, label of the thing."""
    lines = []
    for name, shown in (("company", "Company"), ("report", "Report"), ("states", "About"), ("metric", "Indicator")):
        term = entity.first(name)
        if term is not None and term.kind == "uri":
            lines.append((shown, term.value, entity.label_of(name) or shorten(term.value).strip("<>")))
    return lines
