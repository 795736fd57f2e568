"""What the graph says of one thing, gathered in a fixed number of queries however much there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kgbuild.serve.desk import Desk
from kgbuild.store.prefixes import ESG, PREFIXES, shorten
from kgbuild.store.table import Term

RDF_TYPE = f"{PREFIXES['rdf']}type"
LABEL = f"{PREFIXES['rdfs']}label"
_LABELS_AT_ONCE = 800
_WITH = ("label", "unit", "scale", "period", "boundary")


@dataclass(slots=True)
class Value:
    """An object of a statement; the label is empty for a thing that has none."""

    term: Term
    label: str


@dataclass(slots=True)
class Property:
    """The values of one property; `more` says how many there are beyond those kept."""

    iri: str
    label: str
    values: list[Value] = field(default_factory=list)
    inferred: bool = False
    total: int = 0


@dataclass(slots=True)
class Entity:
    """A thing: what is said of it as the reports have it, what follows from that, and what points to it."""

    iri: str
    label: str
    types: list[Value]
    inferred_types: list[Value]
    properties: list[Property]
    inferred: list[Property]
    incoming: list[Property]

    def first(self, name: str) -> Term | None:
        """The first value of one of our properties."""
        found = next((prop for prop in self.properties if prop.iri == ESG + name), None)
        return found.values[0].term if found and found.values else None

    def label_of(self, name: str) -> str | None:
        """The label of the first value of one of our properties."""
        found = next((prop for prop in self.properties if prop.iri == ESG + name), None)
        return found.values[0].label if found and found.values else None

    def is_a(self, name: str) -> bool:
        """Whether it is asserted to be of one of our classes."""
        return any(value.term.value == ESG + name for value in self.types)


async def known(desk: Desk, names: Sequence[str]) -> str | None:
    """The first of some IRIs that the graph says something of."""
    spelt = []
    for name in names:
        try:
            spelt.append(str(NamedNode(name)))
        except ValueError:
            continue
    if not spelt:
        return None
    found = await desk.table(f"SELECT DISTINCT ?s WHERE {{ VALUES ?s {{ {' '.join(spelt)} }} ?s ?p ?o }}")
    there = {row["s"].value for row in found.dicts()}
    return next((name for name in names if name in there), None)


async def labels(desk: Desk, iris: Iterable[str]) -> dict[str, str]:
    """Labels of many things at once; those without one are absent."""
    wanted = sorted(set(iris))[:_LABELS_AT_ONCE]
    if not wanted:
        return {}
    found = await desk.table(
        f"""SELECT ?s ?label ?rank WHERE {{
            VALUES ?s {{ {" ".join(map(str, map(NamedNode, wanted)))} }}
            VALUES (?p ?rank) {{ (rdfs:label 1) (skos:prefLabel 0) (dcterms:title 2) (esg:name 3) }}
            ?s ?p ?label }} ORDER BY ?s ?rank DESC(LANGMATCHES(LANG(?label), "en")) ?label""",
        rows=8000,
    )
    made: dict[str, str] = {}
    for row in found.dicts():
        made.setdefault(row["s"].value, row["label"].value)
    return made


def _is_conclusion(graph: str) -> bool:
    return "/graph/inferred" in graph


async def entity(desk: Desk, iri: str, *, items: int) -> Entity:
    """Everything a page about it shows, `items` values of each property pointing to it."""
    node = NamedNode(iri)
    said = await desk.table(f"SELECT ?g ?p ?o WHERE {{ GRAPH ?g {{ {node} ?p ?o }} }} ORDER BY ?p ?o", rows=2000)
    pointing = await _incoming(desk, node, items)
    rows = said.dicts()
    terms = [row["o"] for row in rows] + [value.term for prop in pointing for value in prop.values]
    named = await labels(
        desk,
        [term.value for term in terms if term.kind == "uri"]
        + [row["p"].value for row in rows]
        + [prop.iri for prop in pointing]
        + [iri],
    )
    own: dict[tuple[str, bool], Property] = {}
    for row in rows:
        key = (row["p"].value, _is_conclusion(row["g"].value))
        prop = own.setdefault(key, Property(key[0], _name(key[0], named), inferred=key[1]))
        if all(value.term != row["o"] for value in prop.values):
            prop.values.append(Value(row["o"], _shown(row["o"], named)))
    for prop in pointing:
        prop.label = _name(prop.iri, named)
        for value in prop.values:
            value.label = _shown(value.term, named)
    return Entity(
        iri=iri,
        label=named.get(iri) or iri.rsplit("/", 1)[-1],
        types=own.pop((RDF_TYPE, False), Property(RDF_TYPE, "type")).values,
        inferred_types=own.pop((RDF_TYPE, True), Property(RDF_TYPE, "type")).values,
        properties=[prop for (_, concluded), prop in own.items() if not concluded],
        inferred=[prop for (_, concluded), prop in own.items() if concluded],
        incoming=pointing,
    )


async def _incoming(desk: Desk, node: NamedNode, items: int) -> list[Property]:
    """What points to it by asserted statements, the first few of each property."""
    counted = await desk.table(
        f"""SELECT ?p (COUNT(DISTINCT ?s) AS ?n) WHERE {{
            GRAPH ?g {{ ?s ?p {node} }} FILTER(!CONTAINS(STR(?g), "/graph/inferred")) }} GROUP BY ?p ORDER BY ?p"""
    )
    found = [Property(row["p"].value, "", total=int(row["n"].value)) for row in counted.dicts()][:20]
    if not found:
        return []
    parts = [
        f"{{ SELECT ?s (<{prop.iri}> AS ?p) WHERE {{ ?s <{prop.iri}> {node} }} ORDER BY ?s LIMIT {items} }}"
        for prop in found
    ]
    by_iri = {prop.iri: prop for prop in found}
    rows = await desk.table(f"SELECT DISTINCT ?p ?s WHERE {{ {' UNION '.join(parts)} }} ORDER BY ?p ?s")
    for row in rows.dicts():
        by_iri[row["p"].value].values.append(Value(row["s"], ""))
    return found


async def pointing(desk: Desk, iri: str, by: str, *, start: int, items: int) -> Property:
    """One page of what points to a thing by one property; an unknown property has nothing.

    Raises:
        ValueError: `by` is no IRI.
    """
    node, prop = NamedNode(iri), NamedNode(by)
    total = await desk.table(f"SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE {{ ?s {prop} {node} }}")
    rows = await desk.table(f"SELECT DISTINCT ?s WHERE {{ ?s {prop} {node} }} ORDER BY ?s OFFSET {start} LIMIT {items}")
    terms = [row["s"] for row in rows.dicts()]
    named = await labels(desk, [by, *(term.value for term in terms if term.kind == "uri")])
    return Property(
        by,
        _name(by, named),
        [Value(term, _shown(term, named)) for term in terms],
        total=int(total.dicts()[0]["n"].value),
    )


def _name(iri: str, named: dict[str, str]) -> str:
    return named.get(iri) or shorten(iri).strip("<>")


def _shown(term: Term, named: dict[str, str]) -> str:
    if term.kind != "uri":
        return term.value
    return named.get(term.value, "")


def description(iri: str) -> str:
    """The query for the data about a thing: what the reports state of it, with the evidence of a fact."""
    node = NamedNode(iri)
    with_ = "|".join(f"esg:{role}From" for role in _WITH)
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
        {{ BIND({node} AS ?s) }} UNION {{ {node} esg:evidence ?s }} UNION {{ {node} esg:evidence/({with_}) ?s }}
        GRAPH ?g {{ ?s ?p ?o }} FILTER(!CONTAINS(STR(?g), "/graph/inferred")) }}"""
