"""Answers as rows of terms, and as an aligned table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from kgbuild.store.prefixes import shorten


class Term(NamedTuple):
    """A term of an answer: `kind` is uri, bnode, literal or triple."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of an answer; or a truth value, or a graph as Turtle. `more` says that it was cut."""

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    more: bool = False
    boolean: bool | None = None
    turtle: str | None = None

    def dicts(self) -> list[dict[str, Term]]:
        """The rows by variable; what is unbound is absent."""
        return [
            {name: term for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]


def answer_of(read: Mapping[str, Any]) -> Answer:
    """The answer in what a worker writes as a table."""
    if "boolean" in read:
        return Answer(boolean=bool(read["boolean"]))
    if "turtle" in read:
        return Answer(turtle=str(read["turtle"]), more=bool(read["more"]))
    rows = tuple(tuple(_term(term) for term in row) for row in read["rows"])
    return Answer(tuple(read["variables"]), rows, bool(read["more"]))


def _term(read: Mapping[str, str] | None) -> Term | None:
    if read is None:
        return None
    return Term(read["type"], read["value"], read.get("datatype"), read.get("xml:lang"))


def shown(term: Term | None) -> str:
    """A term as a person reads it."""
    if term is None:
        return ""
    return shorten(term.value) if term.kind == "uri" else " ".join(term.value.split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def render(answer: Answer, width: int = 60) -> str:
    """The answer as text, with columns aligned and text, but no name, cut at `width` characters."""
    if answer.boolean is not None:
        return "yes\n" if answer.boolean else "no\n"
    if answer.turtle is not None:
        return answer.turtle
    lines = [
        [shown(term) if term and term.kind == "uri" else _cut(shown(term), width) for term in row]
        for row in answer.rows
    ]
    head = list(answer.variables)
    widths = [max(map(_width, column)) for column in zip(head, *lines, strict=True)] if head else []
    numeric = [all(_is_number(row[index]) for row in answer.rows) for index in range(len(head))]
    made = [_line(head, widths, numeric), _line(["-" * size for size in widths], widths, numeric)]
    made += [_line(line, widths, numeric) for line in lines]
    count = f"{len(lines):,} row{'' if len(lines) == 1 else 's'}"
    made.append(f"({'first ' if answer.more else ''}{count}{', there are more' if answer.more else ''})")
    return "\n".join(made) + "\n"


def _cut(text: str, width: int) -> str:
    return text if _width(text) <= width else text[: width - 1] + "…"


def _is_number(term: Term | None) -> bool:
    return term is None or (term.datatype or "").endswith(("#integer", "#decimal", "#double"))


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    padded = []
    for cell, size, flush in zip(cells, widths, right, strict=True):
        gap = " " * (size - _width(cell))
        padded.append(gap + cell if flush else cell + gap)
    return "  ".join(padded).rstrip()
