"""Lists of facts: those of a report by kind, and those that a search finds."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from pyoxigraph import Literal, NamedNode

from kgbuild.serve import overview
from kgbuild.serve.facts import BOUNDS, number, page_words
from kgbuild.serve.negotiate import HTML, Choice
from kgbuild.serve.problems import Problem
from kgbuild.serve.site import Site, answer
from kgbuild.store.table import Term

_LONGEST_SEARCH = 200
#: More characters than a page has: positions in a PDF count from the page.
_LONGEST_PAGE = 10_000_000


class Line(NamedTuple):
    """One line of a list: what it links to and what stands beside it."""

    iri: str
    label: str
    cells: tuple[str, ...]


def router(site: Site) -> APIRouter:
    """The routes of lists."""
    made = APIRouter()

    @made.get("/facts", summary="The facts of a report, by kind")
    async def facts(request: Request, report: str, kind: str) -> Response:
        return await answer(site, request, Choice(HTML, HTML.media_type), lambda: _facts(site, request, report, kind))

    @made.get("/search", summary="Things by their name")
    async def search(request: Request, q: str = "") -> Response:
        return await answer(site, request, Choice(HTML, HTML.media_type), lambda: _search(site, request, q))

    return made


def _start_of(request: Request) -> int:
    text = request.query_params.get("from", "0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


async def _facts(site: Site, request: Request, report: str, kind: str) -> bytes:
    title = {name: several for name, _, several in overview.KINDS}.get(kind)
    row = next((row for row in await overview.reports(site) if row.iri == report), None)
    if title is None or row is None:
        raise Problem(404, "there is no such report, or no such kind of facts")
    node = NamedNode(row.iri)
    start, items = _start_of(request), site.settings.page_items
    pattern = f"GRAPH ?g {{ ?fact a esg:{kind} ; esg:report {node} }}"
    total = await site.desk.table(f"SELECT (COUNT(DISTINCT ?fact) AS ?n) WHERE {{ {pattern} }}")
    found = await site.desk.table(
        f"""SELECT ?fact (SAMPLE(?l) AS ?label) (MIN(?v) AS ?value) (SAMPLE(?u) AS ?unit) (SAMPLE(?b) AS ?bound)
                   (MIN(?y) AS ?year) (GROUP_CONCAT(DISTINCT ?part; separator=", ") AS ?parts)
                   (MIN(COALESCE(?index, 0) * {_LONGEST_PAGE} + ?start) AS ?at) WHERE {{
            {pattern} ?fact rdfs:label ?l ; esg:evidence ?e . ?e esg:start ?start .
            OPTIONAL {{ ?e esg:page/esg:pageIndex ?index }}
            OPTIONAL {{ ?fact esg:value ?v ; esg:unit ?u ; esg:bound ?b }}
            OPTIONAL {{ ?fact esg:year ?y }}
            OPTIONAL {{ ?fact esg:dimension/(rdfs:label|skos:prefLabel) ?part }}
        }} GROUP BY ?fact ORDER BY ?at ?fact OFFSET {start} LIMIT {items}"""
    )
    rows = found.dicts()
    pages = await _pages(site, [item["fact"].value for item in rows])
    figures = any("value" in item for item in rows)
    lines = []
    for item in rows:
        iri = item["fact"].value
        page = (pages.get(iri, ""),)
        lines.append(Line(iri, item["label"].value, (*_value(item), *page) if figures else page))
    count = int(total.dicts()[0]["n"].value)
    address = f"/facts?report={quote(report, safe='')}&kind={kind}&from="
    response = site.page(
        request,
        "listing.html",
        title=f"{title.capitalize()}: {row.name}{', ' if row.period else ''}{row.period}",
        searched=None,
        columns=("fact", "value", "unit", "year", "of", "page") if figures else ("fact", "page"),
        numeric=figures,
        rows=lines,
        start=start,
        total=count,
        more=False,
        before=f"{address}{max(start - items, 0)}" if start else None,
        next=f"{address}{start + items}" if start + items < count else None,
    )
    return bytes(response.body)


def _value(row: dict[str, Term]) -> tuple[str, str, str, str]:
    """The number with how it holds, its unit, its year and the part it is restricted to."""
    if "value" not in row:
        return "", "", "", ""
    bound = BOUNDS.get(row["bound"].value, "") if "bound" in row else ""
    unit, year, parts = (row[name].value if name in row else "" for name in ("unit", "year", "parts"))
    return f"{bound} {number(row['value'].value)}".strip(), "" if unit == "1" else unit, year, parts


async def _pages(site: Site, facts: list[str]) -> dict[str, str]:
    """The page on which a reader meets each fact first."""
    if not facts:
        return {}
    found = await site.desk.table(
        f"""SELECT ?fact ?basis ?first ?last ?index WHERE {{
            VALUES ?fact {{ {" ".join(str(NamedNode(iri)) for iri in facts)} }}
            ?fact esg:evidence ?e . ?e esg:pageBasis ?basis ; esg:start ?start .
            OPTIONAL {{ ?e esg:firstPage ?first }} OPTIONAL {{ ?e esg:lastPage ?last }}
            OPTIONAL {{ ?e esg:page/esg:pageIndex ?index }}
        }} ORDER BY COALESCE(?index, 0) ?start"""
    )
    made: dict[str, str] = {}
    for row in found.dicts():
        made.setdefault(row["fact"].value, _page(row))
    return made


def _page(row: dict[str, Term]) -> str:
    first, last = (row[name].value if name in row else None for name in ("first", "last"))
    return page_words(row["basis"].value, first, last, int(row["index"].value) if "index" in row else None)


async def _search(site: Site, request: Request, wanted: str) -> bytes:
    words = " ".join(wanted.split())[:_LONGEST_SEARCH]
    start, items = _start_of(request), site.settings.page_items
    rows = []
    if words:
        found = await site.desk.table(
            f"""SELECT ?thing (MIN(?name) AS ?label) (MIN(?k) AS ?kind) (MIN(?c) AS ?company) WHERE {{
                ?thing rdfs:label|esg:name|esg:alias ?name .
                FILTER(CONTAINS(LCASE(STR(?name)), LCASE({Literal(words)})))
                ?thing a ?type . ?type rdfs:label ?k .
                FILTER(STRSTARTS(STR(?type), STR(esg:)) && ?type NOT IN (esg:Fact, esg:NamedFact, esg:Page))
                OPTIONAL {{ ?thing esg:company/esg:name ?c }}
            }} GROUP BY ?thing ORDER BY ?label ?thing OFFSET {start} LIMIT {items + 1}"""
        )
        rows = found.dicts()
    lines = [
        Line(row["thing"].value, row["label"].value,
             (row["kind"].value, row["company"].value if "company" in row else ""))
        for row in rows[:items]
    ]  # fmt: skip
    address = f"/search?q={quote(words, safe='')}&from="
    response = site.page(
        request,
        "listing.html",
        title=f"Found for “{words}”" if words else "Search",
        searched=words,
        columns=("name", "kind", "company"),
        numeric=False,
        rows=lines,
        start=start,
        total=None,
        more=len(rows) > items,
        before=f"{address}{max(start - items, 0)}" if start else None,
        next=f"{address}{start + items}" if len(rows) > items else None,
    )
    return bytes(response.body)
