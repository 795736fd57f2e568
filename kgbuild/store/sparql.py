"""What the words of a SPARQL query are, without evaluating it: enough to route it and to refuse what may not run.

The tokens are the terminals of the SPARQL 1.1 grammar. One place of that grammar is ambiguous for a reader of
terminals: in `?a<?b#>` the sign may be less-than with a comment behind it, or the start of an IRI. An IRI with a
scheme and `//` cannot be read the other way, and one without `#` and `'` opens nothing that would hide words; any
other is ambiguous, and a query that has one may not contain the word SERVICE anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from kgbuild.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]
Kind = Literal["comment", "space", "iri", "string", "variable", "blank", "name", "language", "word", "other"]

_TERMINALS = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<space>\s+)
    |(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    |(?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
        |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.\-]+)
    |(?P<name>(?:[^\W\d_][\w.\-]*)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<word>[^\W\d]\w*)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_FORMS: tuple[Form, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
#: Functions whose answer differs from one call to the next.
_FLEETING = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE"})


class Token(NamedTuple):
    """One terminal and where it stands."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(query: str) -> Iterator[Token]:
    """The terminals of a query, white space and comments included; together they are the query."""
    for match in _TERMINALS.finditer(query):
        yield Token(match.lastgroup or "other", match.group(), match.start())


class Outline(NamedTuple):
    """What can be told of a query by its terminals."""

    form: Form | None
    #: It names its dataset with FROM.
    has_dataset: bool
    #: The same data give the same answer.
    repeatable: bool
    #: It asks another endpoint, or might.
    federated: bool
    #: The word it begins with if that is one of SPARQL Update.
    update: str | None


def _names_service(token: Token) -> bool:
    if token.kind == "word":
        return "SERVICE" in token.text.upper()
    return token.kind == "name" and "SERVICE" in token.text.partition(":")[0].upper()


def _ambiguous(token: Token) -> bool:
    return token.kind == "iri" and not _ABSOLUTE.match(token.text) and ("#" in token.text or "'" in token.text)


def outline(query: str) -> Outline:
    """The form of a query and what it reaches for."""
    read = list(tokens(query))
    words = [token.text.upper() for token in read if token.kind == "word"]
    first = next((word for word in words if word in _FORMS or word in _UPDATES), None)
    hidden = "SERVICE" in query.upper() and any(map(_ambiguous, read))
    return Outline(
        form=next((form for form in _FORMS if form == first), None),
        has_dataset="FROM" in words,
        repeatable=not _FLEETING.intersection(words),
        federated=hidden or any(map(_names_service, read)),
        update=first if first in _UPDATES else None,
    )


def refuse_unsafe(query: str) -> Outline:
    """The outline of a query that may run.

    Raises:
        QueryError: it is an update, or asks another endpoint.
    """
    seen = outline(query)
    if seen.update:
        raise QueryError(f"updates are refused ({seen.update}): the data are read-only")
    if seen.federated:
        raise QueryError("SERVICE is refused: a query sees the data here and nothing else")
    return seen


def with_values(query: str, values: Mapping[str, Sequence[str]]) -> str:
    """The query with other data in its `VALUES ?name { ... }` blocks; the terms are given as SPARQL writes them.

    No terms at all leave the variable open (`UNDEF`).

    Raises:
        QueryError: the query has no such block for a name.
    """
    read = [token for token in tokens(query) if token.kind not in ("space", "comment")]
    made, at, done = [], 0, set()
    for index, token in enumerate(read[:-3]):
        name = read[index + 1].text[1:]
        if token.text.upper() != "VALUES" or read[index + 1].kind != "variable" or name not in values:
            continue
        opened = read[index + 2]
        closed = next((later for later in read[index + 3 :] if later.text == "}"), None)
        if opened.text != "{" or closed is None:
            continue
        made += [query[at : opened.end], " ", " ".join(values[name]) or "UNDEF", " "]
        at = closed.start
        done.add(name)
    if missing := sorted(set(values) - done):
        raise QueryError(f"the query has no parameter {', '.join(missing)}")
    return "".join([*made, query[at:]])


def values_of(query: str) -> dict[str, str]:
    """The variables that have a one-variable `VALUES` block, and the data in it as written."""
    read = [token for token in tokens(query) if token.kind not in ("space", "comment")]
    found: dict[str, str] = {}
    for index, token in enumerate(read[:-3]):
        if token.text.upper() == "VALUES" and read[index + 1].kind == "variable" and read[index + 2].text == "{":
            closed = next((later for later in read[index + 3 :] if later.text == "}"), None)
            if closed is not None:
                found[read[index + 1].text[1:]] = query[read[index + 2].end : closed.start].strip()
    return found
