"""Putting a release into a store elsewhere, graph by graph, with the SPARQL 1.1 Graph Store HTTP Protocol."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kgbuild import __version__
from kgbuild.errors import ServerError
from kgbuild.store.release import fill, open_release

#: Turtle is the one form that every store of the protocol reads; N-Triples are Turtle.
MEDIA_TYPE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A named graph that a store took, and how many triples it has."""

    graph: str
    triples: int


def load(
    directory: Path,
    endpoint: str,
    *,
    add: bool = False,
    seconds: float = 60,
    progress: Callable[[Loaded], None] | None = None,
) -> tuple[Loaded, ...]:
    """Put each named graph of a release into a store; what the store had in that graph goes, unless `add` keeps it.

    `endpoint` is where the store takes graphs (`.../data`, `.../store`, `.../rdf-graph-store`); `seconds` is the time
    limit of one request. A graph is whole in the store or was not taken; those before a failure stay.

    Raises:
        ReleaseError: the release cannot be read.
        ServerError: the store cannot be reached or refuses a graph.
    """
    if urllib.parse.urlsplit(endpoint).scheme not in ("http", "https"):
        raise ServerError("an endpoint is an http or https address", where=endpoint)
    store = Store()
    fill(store, [open_release(directory)])
    graphs = sorted((name for name in store.named_graphs() if isinstance(name, NamedNode)), key=lambda name: name.value)
    made: list[Loaded] = []
    for graph in graphs:
        data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
        _send(endpoint, graph.value, data, "POST" if add else "PUT", seconds)
        made.append(Loaded(graph.value, data.count(b"\n")))
        if progress is not None:
            progress(made[-1])
    return tuple(made)


def _send(endpoint: str, graph: str, data: bytes, method: str, seconds: float) -> None:
    parts = urllib.parse.urlsplit(endpoint)
    query = "&".join(part for part in (parts.query, urllib.parse.urlencode({"graph": graph})) if part)
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        urllib.parse.urlunsplit(parts._replace(query=query, fragment="")),
        data=data,
        method=method,
        headers={"Content-Type": MEDIA_TYPE, "User-Agent": f"kgbuild/{__version__}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds):  # noqa: S310
            return
    except urllib.error.HTTPError as error:
        with error:
            detail = " ".join(error.read(10_000).decode("utf-8", "replace").split())[:200]
        raise ServerError(f"refuses {graph} with status {error.code} {detail}".rstrip(), where=endpoint) from None
    except TimeoutError:
        raise ServerError(f"took longer than {seconds:g} s for {graph}", where=endpoint) from None
    except urllib.error.URLError as error:
        raise ServerError(f"cannot be reached ({error.reason})", where=endpoint) from None
    except (OSError, ValueError) as error:
        raise ServerError(f"cannot be reached ({error})", where=endpoint) from None
