"""Running one query from a program: over a release folder or a remote endpoint."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from kgbuild.errors import QueryError
from kgbuild.store.evaluate import Job
from kgbuild.store.formats import FORMATS, TABLE, by_name, of_kind
from kgbuild.store.pool import Pool
from kgbuild.store.remote import ask
from kgbuild.store.saved import SavedQuery, parse_saved, read_query, saved_queries
from kgbuild.store.sparql import outline, values_of
from kgbuild.store.table import answer_of, render


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
    job = Job(text, wanted, rows=rows, bytes=memory // 4)
    if endpoint is not None:
        body = ask(endpoint, job, seconds)
    else:
        with Pool(releases, workers=1, memory=memory) as pool:
            body = pool.run(job, seconds=seconds)
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
