"""What one place of a report states, before statements of the same fact are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kgbuild.extract.metrics.period import NEVER, When
from kgbuild.model import Bound, Span
from kgbuild.model.fact import Role


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure with its label and everything said of it; spans are positions of the document's text."""

    label: str
    value: Decimal
    upper: Decimal | None
    scale: Decimal
    unit: str
    bound: Bound
    resolution: Decimal | None
    number: Span
    quote: Span
    rule: str
    beside: tuple[tuple[Role, Span], ...] = ()
    status: Literal["actual", "target"] = "actual"
    due: int | None = None
    base: int | None = None
    when: When = NEVER
    dims: tuple[tuple[str, str], ...] = ()
    level: Literal["kpi", "activity"] = "kpi"
    about: str | None = None
    boundary: str | None = None
    concept: str | None = None
    #: Which table it stands in; two cells of one table are never one fact.
    table: int | None = None
    #: Further words that say what is measured, for the concept only.
    context: str = ""


@dataclass(frozen=True, slots=True)
class Unused:
    """A number that became no fact: as printed, where, and why."""

    printed: str
    span: Span
    reason: str


@dataclass
class Yield:
    """What a part of a report gave: statements, and the numbers that gave none."""

    statements: list[Statement] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)

    def add(self, other: Yield) -> None:
        """Take in what another part gave."""
        self.statements += other.statements
        self.unused += other.unused
