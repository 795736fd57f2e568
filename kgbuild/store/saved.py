"""Saved queries: a file a question, with a header that says what it answers and what may be set.

The header is YAML in comments that begin with `#+` (as grlc reads it): `summary`, `description`, `tags`, `user` and,
a line each, `params`. A parameter is a variable whose value stands in a `VALUES` block of its own:

    #+ params:
    #+   page: {type: integer, description: printed page number}
    SELECT ... { VALUES ?page { 52 } ... }

So a file is plain SPARQL that runs anywhere with the values written in it. Others are put in as typed terms, never as
text: what a person types cannot become part of the query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode

from kgbuild.errors import QueryError
from kgbuild.resources import folder
from kgbuild.store.prefixes import PREFIXES
from kgbuild.store.sparql import tokens, values_of, with_values

Type = OneOf["string", "integer", "decimal", "iri"]
_TYPES: tuple[Type, ...] = ("string", "integer", "decimal", "iri")
_FIELD = re.compile(r"^(?P<indent>\s*)(?P<key>[A-Za-z_]\w*):\s*(?P<value>.*)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be set in a query. `default` is what the query has: empty where it leaves the variable open."""

    name: str
    type: Type
    description: str
    default: str

    def term(self, value: str) -> str:
        """The value as SPARQL writes the term.

        Raises:
            QueryError: it is none of the parameter's type.
        """
        text = value.strip() if self.type != "string" else value
        try:
            if self.type == "integer":
                return str(int(text))
            if self.type == "decimal":
                return _decimal(text)
            if self.type == "iri":
                return str(NamedNode(_expanded(text)))
        except (ValueError, InvalidOperation):
            raise QueryError(f"{self.name}: {value!r} is no {self.type}") from None
        return str(Literal(text))


def _decimal(text: str) -> str:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    plain = format(number, "f")
    return plain if "." in plain else f"{plain}.0"


def _expanded(text: str) -> str:
    prefix, colon, local = text.partition(":")
    if colon and not local.startswith("//") and prefix in PREFIXES:
        return PREFIXES[prefix] + local
    if not colon:
        raise ValueError(text)
    return text.removeprefix("<").removesuffix(">")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with what it answers."""

    name: str
    summary: str
    description: str
    user: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    text: str

    def bound(self, values: Mapping[str, str | Sequence[str]]) -> str:
        """The query with values for its parameters; an empty string leaves the default.

        Raises:
            QueryError: there is no such parameter, or a value is none of its type.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        terms: dict[str, list[str]] = {}
        for name, given in values.items():
            if name not in known:
                allowed = ", ".join(known) or "none"
                raise QueryError(f"{self.name} has no parameter {name} (it has: {allowed})")
            several = [given] if isinstance(given, str) else list(given)
            if wanted := [value for value in several if value.strip()]:
                terms[name] = [known[name].term(value) for value in wanted]
        return with_values(self.text, terms)


def parse_saved(name: str, text: str) -> SavedQuery:
    """A query file with its header.

    Raises:
        QueryError: the header has no summary, or does not fit the query.
    """
    fields, described = _header(text)
    if "summary" not in fields:
        raise QueryError("the header has no summary", where=name)
    defaults = values_of(text)
    parameters = []
    for key, about in described.items():
        type_ = next((known for known in _TYPES if known == about.get("type", "string")), None)
        if type_ is None or key not in defaults:
            problem = f"type must be one of {', '.join(_TYPES)}" if type_ is None else "no VALUES block has it"
            raise QueryError(f"parameter {key}: {problem}", where=name)
        parameters.append(Parameter(key, type_, about.get("description", ""), _plain(defaults[key])))
    return SavedQuery(
        name=name,
        summary=fields["summary"],
        description=fields.get("description", ""),
        user=fields.get("user", ""),
        tags=tuple(tag.strip() for tag in fields.get("tags", "").strip("[]").split(",") if tag.strip()),
        parameters=tuple(parameters),
        text=text,
    )


def _header(text: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    fields: dict[str, str] = {}
    parameters: dict[str, dict[str, str]] = {}
    last = ""
    for line in (line[2:] for line in text.splitlines() if line.startswith("#+")):
        match = _FIELD.match(line)
        indent = len(match["indent"]) if match else 99
        if match and indent <= 1:
            last = match["key"]
            fields[last] = match["value"].strip().removeprefix(">").strip()
        elif match and last == "params":
            parameters[match["key"]] = _mapping(match["value"])
        elif last:
            fields[last] = f"{fields[last]} {line.strip()}".strip()
    return fields, parameters


def _mapping(text: str) -> dict[str, str]:
    """`{type: integer, description: the rest, commas too}`: a description comes last."""
    inner = text.strip().removeprefix("{").removesuffix("}")
    head, _, description = inner.partition("description:")
    made = {}
    for part in head.split(","):
        key, colon, value = part.partition(":")
        if colon:
            made[key.strip()] = value.strip()
    made["description"] = description.strip().strip('"')
    return made


def _plain(written: str) -> str:
    """A default as a person types it: no quotation marks, nothing for UNDEF."""
    read = [token for token in tokens(written) if token.kind not in ("space", "comment")]
    if not read or read[0].text.upper() == "UNDEF":
        return ""
    if read[0].kind == "string":
        return read[0].text[1:-1]
    return read[0].text[1:-1] if read[0].kind == "iri" else written.strip()


def saved_queries(where: Path | None = None) -> dict[str, SavedQuery]:
    """The queries of a folder (by default those that come with kgbuild), by name and sorted.

    Raises:
        QueryError: a file cannot be read or has a broken header.
    """
    found = {}
    for path in sorted((where or folder("queries")).glob("*.rq")):
        found[path.stem] = parse_saved(path.stem, read_query(path))
    return found


def read_query(path: Path) -> str:
    """The text of a query file.

    Raises:
        QueryError: it cannot be read or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(error.strerror or "cannot be read", where=path) from None
    except UnicodeDecodeError:
        raise QueryError("is not UTF-8 text", where=path) from None
