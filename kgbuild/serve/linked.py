"""Names that lead somewhere: `/id/...` to a page or to data, by what the client wants or by the ending."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from kgbuild.serve import entity, facts, overview
from kgbuild.serve.negotiate import HTML, Choice
from kgbuild.serve.problems import Problem
from kgbuild.serve.protocol import pick
from kgbuild.serve.site import Site, answer
from kgbuild.store.formats import GRAPH_FORMATS, TURTLE
from kgbuild.store.prefixes import ESG

TERM_FOLDERS = ("metric", "framework", "dim", "unit", "counted")
_ONTOLOGY = """CONSTRUCT { ?s ?p ?o } WHERE {
  GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), "graph/ontology")) }"""


def raw_path(request: Request, prefix: str) -> str:
    """The rest of the path as the client sent it, percent signs and all."""
    path = cast("bytes", request.scope.get("raw_path") or request.scope["path"].encode()).decode("latin-1")
    return path.removeprefix(prefix)


async def _found(site: Site, path: str) -> str:
    iri = await entity.known(site.desk, site.links.names(path))
    if iri is None:
        raise Problem(404, "the graph says nothing of a thing by that name")
    return iri


def _ending(path: str) -> tuple[str, Choice | None]:
    """The path without the ending that names a format, and that format."""
    for format_ in GRAPH_FORMATS:
        if path.endswith(f".{format_.extension}"):
            return path[: -len(format_.extension) - 1], Choice(format_, format_.media_type)
    return path, None


def router(site: Site) -> APIRouter:
    """The routes of names, pages and data."""
    made = APIRouter()

    async def named(request: Request, path: str) -> Response:
        """303 to the page or the data, whichever the client likes better; an ending decides by itself."""
        bare, by_ending = _ending(path)
        if by_ending is not None and await entity.known(site.desk, site.links.names(path)) is None:
            return _see_other(site, await _found(site, bare), by_ending)
        iri = await _found(site, path)
        accept = request.headers.get("accept")
        return _see_other(site, iri, pick(request.query_params.get("format"), accept, (*GRAPH_FORMATS, HTML)))

    @made.get("/id/{path:path}", summary="303 to the page or the data about a thing")
    async def thing(request: Request) -> Response:
        return await named(request, raw_path(request, "/id/"))

    for folder in TERM_FOLDERS:
        made.add_api_route(
            f"/{folder}/{{path:path}}", _term(named), methods=["GET"], name=folder, summary="The same for terms"
        )

    @made.get("/page/{path:path}", summary="The page about a thing")
    async def page(request: Request) -> Response:
        iri = await _found(site, raw_path(request, "/page/"))
        choice = Choice(HTML, HTML.media_type)
        links = {"Link": _alternates(site, iri)}
        return await answer(site, request, choice, lambda: _page(site, request, iri), headers=links)

    @made.get("/data/{path:path}", summary="The data about a thing")
    async def data(request: Request) -> Response:
        bare, by_ending = _ending(raw_path(request, "/data/"))
        iri = await _found(site, bare)
        accept = request.headers.get("accept")
        choice = by_ending or pick(request.query_params.get("format"), accept, GRAPH_FORMATS)
        links = {"Link": f"<{_address(iri)}>; rel=describes"}
        query = entity.description(iri)
        return await answer(site, request, choice, lambda: site.desk.bytes(query, choice.format.name), headers=links)

    @made.get("/ontology{ending}", summary="The vocabulary, in a format by its ending")
    @made.get("/ontology", summary="The vocabulary")
    async def ontology(request: Request) -> Response:
        _, by_ending = _ending(request.url.path)
        accept = request.headers.get("accept")
        choice = by_ending or pick(request.query_params.get("format"), accept, (*GRAPH_FORMATS, HTML))
        if choice.format is HTML:
            return await answer(site, request, choice, lambda: _terms(site, request))
        return await answer(site, request, choice, lambda: site.desk.bytes(_ONTOLOGY, choice.format.name, keep=True))

    return made


def _term(named: Callable[[Request, str], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def term(request: Request) -> Response:
        return await named(request, raw_path(request, "/"))

    return term


def _see_other(site: Site, iri: str, choice: Choice) -> Response:
    page = site.links.page(iri)
    assert page is not None
    place = page if choice.format is HTML else f"/data{page.removeprefix('/page')}.{choice.format.extension}"
    return Response(status_code=303, headers={"Location": place, "Vary": "Accept"})


def _address(iri: str) -> str:
    return quote(iri, safe="/:@!$&'()*+,;=~#?%")


def _alternates(site: Site, iri: str) -> str:
    path = (site.links.page(iri) or "").removeprefix("/page")
    made = [f'</data{path}.{form.extension}>; rel=alternate; type="{form.media_type}"' for form in GRAPH_FORMATS]
    return ", ".join([*made, f"<{_address(iri)}>; rel=canonical"])


async def _page(site: Site, request: Request, iri: str) -> bytes:
    by = request.query_params.get("by")
    if by is not None:
        return await _pointing_page(site, request, iri, by)
    found = await entity.entity(site.desk, iri, items=site.settings.page_items)
    turtle = (await site.desk.bytes(entity.description(iri), TURTLE.name)).decode()
    is_fact = found.is_a("Fact")
    reports = [row for row in await overview.reports(site) if iri in (row.iri, row.company)]
    if reports:  # their facts are listed by kind
        found.incoming = [prop for prop in found.incoming if prop.iri not in (f"{ESG}company", f"{ESG}report")]
    response = site.page(
        request,
        "fact.html" if is_fact else "thing.html",
        entity=found,
        turtle=turtle,
        formats=GRAPH_FORMATS,
        data="/data" + (site.links.page(iri) or "").removeprefix("/page"),
        items=site.settings.page_items,
        reports=reports,
        kinds=overview.KINDS,
        figure=facts.figure(found) if is_fact else None,
        places=await facts.places(site.desk, iri, site.sources) if is_fact else [],
        about=facts.about(found) if is_fact else [],
        told=[prop for prop in found.properties if prop.iri.removeprefix(ESG) not in _SHOWN_ALREADY],
    )
    return bytes(response.body)


#: Properties that the top of a fact's page says in words.
_SHOWN_ALREADY = {
    "evidence", "company", "report", "states", "metric", "value", "upperValue", "unit", "bound", "periodStart",
    "periodEnd", "asOf", "periodBasis", "dueYear", "name",
}  # fmt: skip


async def _pointing_page(site: Site, request: Request, iri: str, by: str) -> bytes:
    start = request.query_params.get("from", "0")
    begin = int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 0
    try:
        found = await entity.pointing(site.desk, iri, by, start=begin, items=site.settings.page_items)
    except ValueError:
        raise Problem(400, "`by` is no IRI") from None
    named = await entity.labels(site.desk, [iri])
    response = site.page(
        request, "pointing.html", iri=iri, label=named.get(iri, iri), found=found, start=begin,
        items=site.settings.page_items,
    )  # fmt: skip
    return bytes(response.body)


async def _terms(site: Site, request: Request) -> bytes:
    rows = await site.desk.table(
        """SELECT ?term ?type (SAMPLE(?l) AS ?label) (SAMPLE(?d) AS ?definition) (SAMPLE(?up) AS ?above) WHERE {
             VALUES ?type { owl:Class owl:ObjectProperty owl:DatatypeProperty }
             ?term a ?type ; rdfs:label ?l .
             OPTIONAL { ?term skos:definition ?d }
             OPTIONAL { ?term rdfs:subClassOf|rdfs:subPropertyOf ?up FILTER(STRSTARTS(STR(?up), STR(esg:))) }
             FILTER(STRSTARTS(STR(?term), STR(esg:)))
           } GROUP BY ?term ?type ORDER BY ?type ?term""",
        keep=True,
    )
    return bytes(site.page(request, "ontology.html", terms=rows.dicts(), space=ESG, formats=GRAPH_FORMATS).body)
