"""What a sample report is made of, and how its words carry the facts that they state.

Words are plain strings with Markdown's `*italic*` and `**bold**`. `[[key|words]]` marks the words that state the gold
fact `key`; marks may nest. A table cell carries its fact itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

Scalar = str | int | float | None
Gold = Mapping[str, object]
_MARK = re.compile(r"\[\[([a-z0-9.-]+)\||\]\]")


class Marked(NamedTuple):
    """Where words, once the marks are taken out, state a fact."""

    key: str
    start: int
    end: int


def unmarked(text: str) -> tuple[str, list[Marked]]:
    """The words without marks, and what the marks said.

    Raises:
        ValueError: marks are not balanced.
    """
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    found: list[Marked] = []
    at = length = 0
    for match in _MARK.finditer(text):
        pieces.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match.group(1):
            opened.append((match.group(1), length))
        elif opened:
            key, start = opened.pop()
            found.append(Marked(key, start, length))
        else:
            raise ValueError(f"a mark is closed that was never opened: {text!r}")
    if opened:
        raise ValueError(f"a mark is not closed: {text!r}")
    pieces.append(text[at:])
    return "".join(pieces), found


@dataclass(frozen=True)
class Heading:
    """A heading; one that is not `hashed` stands in the text without any mark-up."""

    text: str
    level: int = 2
    hashed: bool = True


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Key figures: number and label on separate lines, the label first where `label_first`."""

    items: tuple[tuple[str, str], ...]
    label_first: bool = False


@dataclass(frozen=True)
class Cell:
    """A table cell; `gold` is the fact that it states."""

    text: str
    gold: Gold | None = None


@dataclass(frozen=True)
class Table:
    """A table; the first `heads` rows are header rows. An empty cell is a merged one."""

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    heads: int = 1
    caption: str = ""
    ruled: bool = True
    size: float = 8.5


@dataclass(frozen=True)
class Contents:
    """The contents page: chapter lines have no indent, section lines have one."""

    entries: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True)
class Divider:
    """A chapter divider, which prints the list of the chapter's sections once more."""

    number: str
    title: str
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Cover:
    """The lines of the cover, from top to bottom."""

    lines: tuple[str, ...]


Block = Heading | Para | Bullets | Figures | Table | Contents | Divider | Cover


@dataclass(frozen=True)
class Page:
    """A physical page and the number printed on it."""

    blocks: tuple[Block, ...]
    label: int | None = None
    columns: int = 1


@dataclass(frozen=True)
class Report:
    """The whole report, with the facts that its marks name."""

    title: str
    author: str
    pages: tuple[Page, ...]
    facts: Mapping[str, Gold] = field(default_factory=dict)


def year(number: int) -> dict[str, str]:
    """A flow over a calendar year."""
    return {"start": f"{number}-01-01", "end": f"{number}-12-31"}


def at_end_of(number: int) -> dict[str, str]:
    """A stock at the end of a calendar year."""
    return {"asOf": f"{number}-12-31"}


def metric(
    label: str,
    value: str,
    unit: str,
    *,
    bound: str = "exact",
    upper: str | None = None,
    status: str = "actual",
    period: Mapping[str, str] | None = None,
    dims: Mapping[str, str] | None = None,
    about: str | None = None,
    flow: bool = True,
    optional: bool = False,
) -> Gold:
    """A gold metric; a flow that says no period covers 2023, as the report says of all its figures."""
    made: dict[str, object] = {"type": "metric", "optional": optional, "label": label, "value": value}
    if upper is not None:
        made["upper_value"] = upper
    return made | {
        "unit": unit,
        "bound": bound,
        "status": status,
        "period": dict(period) if period else (year(2023) if flow and status == "actual" else None),
        "dims": dict(dims or {}),
        "level": "activity" if about else "kpi",
        "about": about,
    }


def named(kind: str, name: str, **more: object) -> Gold:
    """A gold fact with a name."""
    return {"type": kind, "name": name, **more}


def years(
    label: str,
    unit: str,
    now: str,
    before: str,
    *,
    stock: bool = False,
    dims: Mapping[str, str] | None = None,
    scale: int = 1,
) -> tuple[Cell, Cell]:
    """The cells of 2023 and 2022 in a table row, each with its fact."""

    def cell(text: str, when: int) -> Cell:
        number = text.replace(",", "").removesuffix("%").strip()
        value = str(int(number) * scale) if "." not in number else scaled(number, scale)
        period = at_end_of(when) if stock else year(when)
        return Cell(text, metric(label, value, unit, period=period, dims=dims))

    return cell(now, 2023), cell(before, 2022)


def scaled(number: str, scale: int) -> str:
    """A printed decimal times a power of ten, exactly."""
    if scale == 1:
        return number
    whole, part = number.split(".")
    zeros = len(str(scale)) - 1
    part = part.ljust(zeros, "0")
    digits = (whole + part[:zeros]).lstrip("0") or "0"
    return f"{digits}.{part[zeros:]}".removesuffix(".")
