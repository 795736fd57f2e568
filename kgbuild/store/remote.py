"""Asking a SPARQL endpoint elsewhere, as if it were a store of ours."""

from __future__ import annotations

import dataclasses
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPResponse

from kgbuild import __version__
from kgbuild.errors import QueryError, ServerError
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import JSON, TABLE, TURTLE, by_name
from kgbuild.store.limits import SizeLimitError, TimeLimitError
from kgbuild.store.pool import Ticket
from kgbuild.store.prefixes import PREFIXES
from kgbuild.store.release import base_of
from kgbuild.store.sparql import outline, refuse_unsafe, tokens

_PIECE = 2**16


def ask(endpoint: str, job: Job, seconds: float) -> bytes:
    """The answer of an endpoint to a query, in the job's format.

    Raises:
        QueryError: the endpoint says that the query is malformed.
        TimeLimitError, SizeLimitError: it went over a limit, of the endpoint's or of the job's.
        ServerError: the endpoint cannot be reached, or does not answer as SPARQL's protocol has it.
    """
    if urllib.parse.urlsplit(endpoint).scheme not in ("http", "https"):
        raise ServerError("an endpoint is an http or https address", where=endpoint)
    graph = outline(job.query).form in ("CONSTRUCT", "DESCRIBE")
    format_ = (TURTLE if graph else JSON) if job.format == TABLE else by_name(job.format)
    assert format_ is not None
    fields = [("query", job.query)]
    fields += [("default-graph-uri", name) for name in job.default_graphs]
    fields += [("named-graph-uri", name) for name in job.named_graphs]
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        endpoint,
        data=urllib.parse.urlencode(fields).encode(),
        headers={"Accept": format_.media_type, "User-Agent": f"kgbuild/{__version__}"},
    )
    until = time.monotonic() + seconds
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310
            body = _read(response, until, job.bytes, seconds)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(endpoint, error.code, _detail(error.read(10_000))) from None
    except TimeoutError:
        raise TimeLimitError(f"no answer within {seconds:g} s", where=endpoint) from None
    except urllib.error.URLError as error:
        raise ServerError(f"cannot be reached ({error.reason})", where=endpoint) from None
    except OSError as error:
        raise ServerError(f"cannot be reached ({error})", where=endpoint) from None
    return _as_table(endpoint, body, graph, job.rows) if job.format == TABLE else body


def _read(response: HTTPResponse, until: float, limit: int, seconds: float) -> bytes:
    body = bytearray()
    while piece := response.read(_PIECE):
        body += piece
        if len(body) > limit:
            raise SizeLimitError(f"the answer is larger than {limit // 2**20} MiB")
        if time.monotonic() > until:
            raise TimeLimitError(f"the query took longer than {seconds:g} s")
    return bytes(body)


def _refusal(endpoint: str, status: int, detail: str) -> QueryError | TimeLimitError | SizeLimitError | ServerError:
    if status == 400:
        return QueryError(detail or "the endpoint refuses the query", where=endpoint)
    if status == 504:
        return TimeLimitError(detail or "the query took too long", where=endpoint)
    if status == 507:
        return SizeLimitError(detail or "the query needed too much memory", where=endpoint)
    return ServerError(f"answers with status {status} {detail}".strip(), where=endpoint)


def _detail(body: bytes) -> str:
    try:
        problem = json.loads(body)
    except ValueError:
        return " ".join(body.decode("utf-8", "replace").split())[:300]
    return str(problem.get("detail", "")) if isinstance(problem, dict) else ""


def _as_table(endpoint: str, body: bytes, graph: bool, rows: int) -> bytes:
    """The first rows in the form in which a worker of ours writes them."""
    if graph:
        return json.dumps({"turtle": body.decode("utf-8", "replace"), "more": False}).encode()
    try:
        read = json.loads(body)
        if "boolean" in read:
            return json.dumps({"boolean": bool(read["boolean"])}).encode()
        variables = [str(name) for name in read["head"]["vars"]]
        found = read["results"]["bindings"]
        kept = [[row.get(name) for name in variables] for row in found[:rows]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ServerError("the endpoint's answer is no SPARQL result", where=endpoint) from None
    return json.dumps({"variables": variables, "rows": kept, "more": len(found) > rows}).encode()


def with_prefixes(query: str) -> str:
    """The query with the prefixes declared that it uses without declaring them."""
    read = [token for token in tokens(query) if token.kind not in ("space", "comment")]
    declared = {read[index + 1].text for index, token in enumerate(read[:-1]) if token.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] for token in read if token.kind == "name"}
    missing = sorted(name for name in used if name in PREFIXES and f"{name}:" not in declared)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing) + query


class RemoteStore:
    """A store elsewhere in the place of a pool of ours. Its default graph must be the union of its graphs.

    Raises:
        ServerError: it cannot be reached, or holds no release.
    """

    changes = True

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        counted = self._first("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        self.quads = int(counted[0])
        names = self._first("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g")
        self.bases = tuple(dict.fromkeys(base for base in map(base_of, names) if base))
        if not self.bases:
            raise ServerError("holds no release", where=endpoint)

    def _first(self, query: str) -> list[str]:
        rows = json.loads(self.run(Job(query, rows=100_000), seconds=60))["rows"]
        return [str(row[0]["value"]) for row in rows]

    def run(self, job: Job, *, seconds: float, ticket: Ticket | None = None) -> bytes:
        """As `Pool.run`; the store elsewhere ends a query by its own rules.

        Raises:
            QueryError, TimeLimitError, SizeLimitError, ServerError: as `ask`.
        """
        refuse_unsafe(job.query)
        return ask(self.endpoint, dataclasses.replace(job, query=with_prefixes(job.query)), seconds)

    def close(self) -> None:
        """Nothing is held open."""
