"""One query over a store into the bytes of its answer."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from kgbuild.errors import QueryError
from kgbuild.store.formats import GRAPH_WRITERS, RESULT_WRITERS, TABLE
from kgbuild.store.limits import SizeLimitError
from kgbuild.store.prefixes import PREFIXES
from kgbuild.store.sparql import refuse_unsafe

if TYPE_CHECKING:
    from typing_extensions import Buffer

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Job:
    """A query to evaluate. Graphs given here take the place of those the query names, as the protocol has it.

    `rows` cuts a table (format `table`) and nothing else; `bytes` is the size an answer may reach.
    """

    query: str
    format: str = TABLE
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    rows: int = 1000
    bytes: int = 32 * 2**20

    def as_json(self) -> dict[str, Any]:
        """The job as what goes over a pipe."""
        return asdict(self)


def evaluate(store: Store, job: Job) -> bytes:
    """The whole answer in the job's format.

    A query that names no dataset sees all graphs of the store as one.

    Raises:
        QueryError: the query is malformed, refused, or cannot be answered in that format.
        SizeLimitError: the answer is larger than allowed.
    """
    seen = refuse_unsafe(job.query)
    own_dataset = bool(job.default_graphs or job.named_graphs)
    try:
        found = store.query(
            job.query,
            prefixes=PREFIXES,
            use_default_graph_as_union=not own_dataset and not seen.has_dataset,
            default_graph=[NamedNode(name) for name in job.default_graphs] if own_dataset else None,
            named_graphs=[NamedNode(name) for name in job.named_graphs] if own_dataset else None,
        )
        return _written(found, job)
    except (SyntaxError, ValueError) as error:
        raise QueryError(" ".join(str(error).split())[:600]) from None
    except OSError as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from None


class _Sink(io.BytesIO):
    """Takes what is written up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.room = limit
        self.limit = limit

    def write(self, part: Buffer) -> int:
        written = super().write(part)
        self.room -= written
        if self.room < 0:
            raise SizeLimitError(f"the answer is larger than {self.limit // 2**20} MiB")
        return written


def _written(found: QuerySolutions | QueryBoolean | QueryTriples, job: Job) -> bytes:
    if job.format == TABLE:
        return json.dumps(_table(found, job.rows), ensure_ascii=False, separators=(",", ":")).encode()
    sink = _Sink(job.bytes)
    if isinstance(found, QueryTriples):
        if job.format not in GRAPH_WRITERS:
            raise QueryError(f"a graph cannot be written as {job.format}")
        triples = sorted(found, key=str)
        _write_graph(triples, sink, GRAPH_WRITERS[job.format])
    elif job.format not in RESULT_WRITERS:
        raise QueryError(f"query results cannot be written as {job.format}")
    else:
        found.serialize(sink, format=RESULT_WRITERS[job.format])
    return sink.getvalue()


def _write_graph(triples: Sequence[Triple], sink: _Sink, format_: RdfFormat) -> None:
    takes_prefixes = format_ in (RdfFormat.TURTLE, RdfFormat.RDF_XML)
    serialize(triples, sink, format=format_, prefixes=used_prefixes(triples) if takes_prefixes else None)


def used_prefixes(triples: Iterable[Triple], known: Mapping[str, str] = PREFIXES) -> dict[str, str]:
    """The prefixes that some name in the triples begins with."""
    spaces: set[str] = set()
    for triple in triples:
        for term in triple:
            named = term.datatype if isinstance(term, Literal) else term
            if isinstance(named, NamedNode):
                spaces.add(named.value[: max(named.value.rfind("#"), named.value.rfind("/")) + 1])
    return {name: space for name, space in known.items() if space in spaces}


def _table(found: QuerySolutions | QueryBoolean | QueryTriples, rows: int) -> dict[str, Any]:
    if isinstance(found, QueryBoolean):
        return {"boolean": bool(found)}
    if isinstance(found, QueryTriples):
        first = list(islice(found, rows + 1))
        sink = _Sink(2**40)
        _write_graph(sorted(first[:rows], key=str), sink, RdfFormat.TURTLE)
        return {"turtle": sink.getvalue().decode(), "more": len(first) > rows}
    variables = [variable.value for variable in found.variables]
    kept = [[_term(solution[Variable(name)]) for name in variables] for solution in islice(found, rows)]
    return {"variables": variables, "rows": kept, "more": next(found, None) is not None}


def _term(term: NamedNode | BlankNode | Literal | Triple | None) -> dict[str, str] | None:
    """A term as SPARQL's JSON results write it."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "triple", "value": str(term)}
    made = {"type": "literal", "value": term.value}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype.value != XSD_STRING:
        made["datatype"] = term.datatype.value
    return made
