"""The SPARQL 1.1 protocol's requests, read strictly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from fastapi import Request
from pyoxigraph import NamedNode

from kgbuild.serve.negotiate import HTML, Choice, choose
from kgbuild.serve.problems import Problem
from kgbuild.store.formats import Format, by_name, of_kind
from kgbuild.store.sparql import Outline, outline

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for an answer. `query` is None where none was given; `format` is what `?format=` names."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None
    seconds: float


async def read_request(request: Request, *, limit: int, seconds: float) -> Asked:
    """What a request asks, with a time limit no longer than `seconds`.

    Raises:
        Problem: it is malformed (400), an update (403), too large (413, 414) or of another content type (415).
    """
    address = request.scope["query_string"]
    if len(address) > limit:
        raise Problem(414, f"the address has more than {limit} bytes: send the query with POST")
    pairs = fields(address)
    queries = [value for name, value in pairs if name == "query"]
    if request.method == "POST":
        kind, _, parameters = request.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        _check_content_type(kind, parameters)
        body = await read_body(request, limit)
        if kind == FORM:
            form = fields(body)
            pairs += form
            queries += [value for name, value in form if name == "query"]
        else:
            queries.append(decoded(body))
    if any(name == "update" for name, _ in pairs):
        raise Problem(403, "updates are refused: the data are read-only")
    if len(queries) > 1:
        raise Problem(400, "more than one query was given")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_iris(pairs, "default-graph-uri"),
        named_graphs=_iris(pairs, "named-graph-uri"),
        format=next((value for name, value in pairs if name == "format" and value), None),
        seconds=_seconds(pairs, seconds),
    )


def _check_content_type(kind: str, parameters: str) -> None:
    if kind == UPDATE:
        raise Problem(403, "updates are refused: the data are read-only")
    charset = parameters.lower().replace('"', "").partition("charset=")[2].strip()
    if kind not in (FORM, QUERY) or charset not in ("", "utf-8", "utf8"):
        raise Problem(415, f"send a query as {FORM} or as {QUERY}, in UTF-8")


async def read_body(request: Request, limit: int) -> bytes:
    """The request's body.

    Raises:
        Problem: it has more than `limit` bytes (413).
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise Problem(413, f"the request has more than {limit} bytes")
    return bytes(body)


def decoded(body: bytes) -> str:
    """Bytes as UTF-8 text.

    Raises:
        Problem: they are not (400).
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Problem(400, "the request is not UTF-8") from None


def fields(data: bytes) -> list[tuple[str, str]]:
    """Names and values of a form or of an address.

    Raises:
        Problem: they are not UTF-8, or too many (400).
    """
    try:
        return parse_qsl(
            data.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=200
        )
    except (UnicodeDecodeError, ValueError):
        raise Problem(400, "the request's fields are not percent-encoded UTF-8") from None


def _iris(pairs: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    found = tuple(value for key, value in pairs if key == name)
    for value in found:
        try:
            NamedNode(value)
        except ValueError:
            raise Problem(400, f"{name} is no absolute IRI: {value}") from None
    return found


def _seconds(pairs: Sequence[tuple[str, str]], limit: float) -> float:
    given = next((value for name, value in pairs if name == "timeout" and value), None)
    if given is None:
        return limit
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:  # nor if it is no number
        raise Problem(400, "timeout is a number of seconds above 0")
    return min(seconds, limit)


def choose_format(asked: Asked, accept: str | None) -> tuple[Choice, Outline]:
    """The format of the answer to a query, and the query's outline.

    Raises:
        Problem: no format that the client accepts can hold the answer (406), or it names one there is not (400).
    """
    assert asked.query is not None
    seen = outline(asked.query)
    kind = of_kind("graph" if seen.form in ("CONSTRUCT", "DESCRIBE") else "results")
    return pick(asked.format, accept, (*kind, HTML)), seen


def pick(name: str | None, accept: str | None, offers: Sequence[Format]) -> Choice:
    """The offer that a client names, else the one that its Accept header likes best.

    Raises:
        Problem: it names none of them (400), or likes none (406).
    """
    available = ", ".join(offer.media_type for offer in offers)
    if name is not None:
        named = by_name(name, offers)
        if named is None:
            raise Problem(400, f"no format {name!r} here; there are: {', '.join(offer.name for offer in offers)}")
        return Choice(named, named.media_type)
    choice = choose(accept, offers)
    if choice is None:
        raise Problem(406, f"available here: {available}")
    return choice
