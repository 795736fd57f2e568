"""Running one query from a program: over a release folder or a remote endpoint."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

from kgbuild import __version__
from kgbuild.errors import QueryError, ServerError
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import FORMATS, RESULT_FORMATS, TABLE, by_name, of_kind
from kgbuild.store.limits import SizeLimitError, TimeLimitError
from kgbuild.store.pool import Pool
from kgbuild.store.saved import SavedQuery, parse_saved, read_query, saved_queries
from kgbuild.store.sparql import outline, values_of
from kgbuild.store.table import Answer, answer_of, render


def find_query(name: str) -> SavedQuery:
    """The saved query with that name, or the one in a file whose path that is.

    A file needs no header; each of its one-variable VALUES blocks is then a parameter of type string.

    Raises:
        QueryError: there is neither; the message lists the names there are.
    """
    saved = saved_queries()
    if name in saved:
        return saved[name]
    path = Path(name)
    if path.suffix != ".rq" and not path.is_file():
        raise QueryError(f"no saved query {name!r} (there are: {', '.join(saved) or 'none'}), and no such file")
    text = read_query(path)
    if any(line.startswith("#+") for line in text.splitlines()):
        return parse_saved(path.stem, text)
    params = "".join(f"#+   {key}: {{type: string}}\n" for key in values_of(text))
    return parse_saved(path.stem, f"#+ summary: {path.name}\n#+ params:\n{params}{text}")


def run_query(
    query: str | SavedQuery,
    *,
    releases: Sequence[Path] = (),
    endpoint: str | None = None,
    parameters: Mapping[str, str | Sequence[str]] | None = None,
    format: str = TABLE,  # noqa: A002 - named as the command's option is
    seconds: float = 60,
    memory: int = 2 * 2**30,
    rows: int = 10_000,
) -> str:
    """The answer to a query as text: an aligned table, or one of the formats on the wire.

    `query` is SPARQL or a saved query; `rows` cuts a table. Evaluated in a process of its own that is ended at the
    limit of time (seconds) or memory (bytes).

    Raises:
        QueryError: the query is malformed or refused, or a parameter does not fit.
        LimitError: it went over a limit.
        ReleaseError: a release cannot be loaded.
        ServerError: the endpoint cannot be reached or answers with an error.
    """
    text = query.bound(parameters or {}) if isinstance(query, SavedQuery) else query
    wanted = _format_for(text, format)
    if endpoint is not None:
        body = _ask(endpoint, text, wanted, seconds)
        return render(_remote_answer(text, body, rows)) if wanted == TABLE else body.decode("utf-8", "replace")
    with Pool(releases, workers=1, memory=memory) as pool:
        body = pool.run(Job(text, wanted, rows=rows, bytes=memory // 4), seconds=seconds)
    return render(answer_of(json.loads(body))) if wanted == TABLE else body.decode("utf-8", "replace")


def _format_for(query: str, name: str) -> str:
    if name == TABLE:
        return TABLE
    form = outline(query).form
    kind = of_kind("graph" if form in ("CONSTRUCT", "DESCRIBE") else "results")
    found = by_name(name, kind)
    if found is None:
        if by_name(name, FORMATS) is None:
            known = ", ".join(format_.name for format_ in FORMATS)
            raise QueryError(f"no format {name!r} (there are: {TABLE}, {known})")
        raise QueryError(f"the answer cannot be written as {name} (but as: {', '.join(f.name for f in kind)})")
    return found.name


def _ask(endpoint: str, query: str, wanted: str, seconds: float) -> bytes:
    """POST a query as the SPARQL protocol's form."""
    if urllib.parse.urlsplit(endpoint).scheme not in ("http", "https"):
        raise ServerError("an endpoint is an http or https address", where=endpoint)
    graph = outline(query).form in ("CONSTRUCT", "DESCRIBE")
    format_ = (by_name("turtle") if graph else RESULT_FORMATS[0]) if wanted == TABLE else by_name(wanted)
    assert format_ is not None
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked above
        endpoint,
        data=urllib.parse.urlencode({"query": query}).encode(),
        headers={"Accept": format_.media_type, "User-Agent": f"kgbuild/{__version__}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=seconds) as response:  # noqa: S310
            return bytes(response.read())
    except urllib.error.HTTPError as error:
        with error:
            detail = _detail(error.read(10_000))
        if error.code == 400:
            raise QueryError(detail or "the endpoint refuses the query", where=endpoint) from None
        if error.code == 504:
            raise TimeLimitError(detail or "the query took too long", where=endpoint) from None
        if error.code == 507:
            raise SizeLimitError(detail or "the query needed too much memory", where=endpoint) from None
        raise ServerError(f"answers with status {error.code} {detail}".strip(), where=endpoint) from None
    except TimeoutError:
        raise TimeLimitError(f"no answer within {seconds:g} s", where=endpoint) from None
    except urllib.error.URLError as error:
        raise ServerError(f"cannot be reached ({error.reason})", where=endpoint) from None
    except OSError as error:
        raise ServerError(f"cannot be reached ({error})", where=endpoint) from None


def _detail(body: bytes) -> str:
    try:
        problem = json.loads(body)
    except ValueError:
        return " ".join(body.decode("utf-8", "replace").split())[:300]
    return str(problem.get("detail", "")) if isinstance(problem, dict) else ""


def _remote_answer(query: str, body: bytes, rows: int) -> Answer:
    if outline(query).form in ("CONSTRUCT", "DESCRIBE"):
        return Answer(turtle=body.decode("utf-8", "replace"))
    try:
        read = json.loads(body)
        if "boolean" in read:
            return Answer(boolean=bool(read["boolean"]))
        variables = [str(name) for name in read["head"]["vars"]]
        found = read["results"]["bindings"]
        lines = [[row.get(name) for name in variables] for row in found[:rows]]
    except (ValueError, KeyError, TypeError):
        raise ServerError("the endpoint's answer is no SPARQL result") from None
    return answer_of({"variables": variables, "rows": lines, "more": len(found) > rows})
