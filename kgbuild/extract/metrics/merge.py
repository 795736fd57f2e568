"""One fact with several pieces of evidence, where a report states it several times."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kgbuild.extract.metrics.concept import stems
from kgbuild.extract.metrics.statement import Statement
from kgbuild.model import Period


@dataclass(frozen=True, slots=True)
class Merged:
    """A fact to be: the statement that says most, and all that state it, in reading order."""

    main: Statement
    all: tuple[Statement, ...]


def merged(statements: list[Statement]) -> list[Merged]:
    """Statements put together where they state the same, in reading order of the first."""
    groups: list[list[Statement]] = []
    by_value: dict[tuple[Decimal, Decimal | None, str], list[int]] = {}
    for statement in sorted(statements, key=lambda each: (each.number.start, each.number.end)):
        key = (statement.value, statement.upper, statement.unit.partition("/")[0])
        home = next(
            (index for index in by_value.get(key, []) if all(_same(statement, other) for other in groups[index])), None
        )
        if home is None:
            by_value.setdefault(key, []).append(len(groups))
            groups.append([statement])
        else:
            groups[home].append(statement)
    return [Merged(_main(group), tuple(group)) for group in groups]


def _same(a: Statement, b: Statement) -> bool:
    if a.number == b.number:
        return True
    if a.table is not None and a.table == b.table:
        return False
    if (a.bound, a.status, a.unit) != (b.bound, b.status, b.unit) or a.dims != b.dims:
        return False
    if not _periods_agree(a.when.period, b.when.period):
        return False
    if a.table is not None and b.table is not None:
        same_metric = a.concept is not None and a.concept == b.concept
        return a.when.period == b.when.period and (same_metric or _likeness(a, b) >= 0.75)
    few = abs(a.value) < 10 and a.value != 0 and a.value == a.value.to_integral_value()
    if a.unit != "%" and a.upper is None and few:
        one, two = set(stems(a.label)), set(stems(b.label))
        return bool(one) and len(one & two) / len(one | two) >= 0.75
    return _likeness(a, b) >= _needed(a)


def _needed(statement: Statement) -> float:
    """How alike labels must be: a number with many digits is hardly met twice by chance."""
    digits = len(str(abs(statement.value)).replace(".", "").strip("0"))
    if statement.value == 0 or (statement.unit == "%" and statement.value == 100):
        return 0.6
    if digits >= 4 or abs(statement.value) >= 10000:
        return 0.2
    return 0.3 if digits == 3 or abs(statement.value) >= 1000 else 0.5


def _likeness(a: Statement, b: Statement) -> float:
    bonus = 0.25 if a.concept is not None and a.concept == b.concept and a.about == b.about else 0.0
    one, two = {each[:5] for each in stems(a.label)}, {each[:5] for each in stems(b.label)}
    if not one or not two:
        return bonus
    return len(one & two) / min(len(one), len(two)) + bonus


def _periods_agree(a: Period | None, b: Period | None) -> bool:
    if a is None or b is None or a == b:
        return True
    ends = [period.as_of or period.end for period in (a, b)]
    if ends[0] is None or ends[1] is None or ends[0].year != ends[1].year:
        return False
    return (a.as_of is None) != (b.as_of is None) or a.as_of is None


def _precision(period: Period | None) -> int:
    if period is None:
        return 0
    if period.as_of is not None:
        return 3
    assert period.start is not None
    assert period.end is not None
    return 2 if (period.end - period.start).days >= 360 else 1


def _main(group: list[Statement]) -> Statement:
    """The first statement, with the period, concept and program that any of them knows best."""
    first = group[0]
    when = max((each.when for each in group), key=lambda when: (_precision(when.period), when.basis == "stated"))
    concept = next((each.concept for each in group if each.concept), None)
    about = next((each.about for each in group if each.about), None)
    return replace(first, when=when, concept=concept, about=about, level="activity" if about else first.level)
