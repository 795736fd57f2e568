"""The checks. Each compares figures of one report; a gap that the printed precision explains is no finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import add

from kgbuild.check.figures import Dims, Figure, figures, plain
from kgbuild.check.findings import Finding
from kgbuild.identity import folded
from kgbuild.lexicon import Lexicon, load
from kgbuild.rdf import ReportGraph

#: Kinds of quantity whose parts add up to a whole.
ADDITIVE = frozenset({"Count", "Mass", "CO2Equivalent", "Energy", "Volume", "Currency", "Area"})
#: A breakdown that lacks more than this much of its total is not meant to be whole.
MEANT_WHOLE = Decimal("0.1")
#: Kinds that reports use for each other: water by weight, gases by mass, a plain number for a ratio.
ALIKE = (frozenset({"Mass", "Volume", "CO2Equivalent"}), frozenset({"Dimensionless", "DimensionlessRatio", "Ratio"}))
#: A slip of the decimal point, within what a year may change.
SLIP = (Decimal("0.8"), Decimal("1.25"))
_PER_HEAD = re.compile(r"^(?P<what>.+?)\s+per\s+(?:employee|person|capita|head)\b", re.IGNORECASE)
_PER_PERSON = "/person"
#: A label with such a word is about some of the people, whom no breakdown names.
_SOME = re.compile(r"\b(?:among|at|by|for|in|with|who)\b")
_HEADCOUNT = "employees-total"


def check(graph: ReportGraph, lexicon: Lexicon | None = None) -> tuple[Finding, ...]:
    """What does not fit in one report, sorted by kind and fact.

    Raises:
        InputError: the ontology's files cannot be read.
    """
    known = lexicon or load()
    found = figures(zip(graph.fact_iris, graph.facts, strict=True))
    findings = [
        *parts_and_total(found, known),
        *shares_and_counts(found, known),
        *intensities(found),
        *stated_twice(found),
        *powers_of_ten(found),
        *units_of_metrics(found, known),
    ]
    unique = {(finding.kind, finding.facts): finding for finding in findings}
    return tuple(unique[key] for key in sorted(unique))


# ------------------------------------------------------------------------------------------------- parts and total


def parts_and_total(found: Sequence[Figure], lexicon: Lexicon) -> Iterator[Finding]:
    """Parts along one axis against the figure they are parts of."""
    groups: dict[tuple[object, ...], dict[Dims, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in found:
        if figure.exact and _kind(figure, lexicon) in ADDITIVE and not _averaged(figure, lexicon):
            groups[figure.subject][figure.dims].append(figure)
    for cells in groups.values():
        for dims, totals in list(cells.items()):
            for axis in sorted({name for other in cells for name, _ in other} - {name for name, _ in dims}):
                parts = _parts(cells, dims, axis)
                if len(parts) > 1 and len(totals) == 1:
                    yield from _compared(totals[0], parts, axis)


def _parts(cells: dict[Dims, list[Figure]], dims: Dims, axis: str) -> list[Figure]:
    """The figures that add just one value of an axis; none if one of them is stated in two ways."""
    parts: list[Figure] = []
    for other, figures_ in cells.items():
        extra = set(other) - set(dims)
        if set(dims) < set(other) and len(extra) == 1 and next(iter(extra))[0] == axis:
            if len({figure.fact.value for figure in figures_}) > 1:
                return []
            parts.append(figures_[0])
    return parts


def _compared(total: Figure, parts: Sequence[Figure], axis: str) -> Iterator[Finding]:
    added = reduce(add, (part.interval for part in parts))
    whole = total.interval
    if added.meets(whole) or total.fact.value <= 0:
        return
    calculated = sum((part.fact.value for part in parts), Decimal(0))
    short = (total.fact.value - calculated) / total.fact.value
    genders = {value.casefold() for part in parts for name, value in part.dims if name == "gender"}
    if short > MEANT_WHOLE and not (axis == "gender" and {"female", "male"} <= genders):
        return
    yield Finding(
        "PartsAndTotal",
        "Warning",
        (total.iri, *(part.iri for part in parts)),
        f"The {len(parts)} parts by {axis} of {total.label!r} add up to {plain(calculated)}, "
        f"the total is stated as {plain(total.fact.value)}.",
        total.fact.unit,
        total.fact.value,
        calculated,
    )


def _kind(figure: Figure, lexicon: Lexicon) -> str:
    unit = lexicon.unit_by_code.get(figure.fact.unit)
    if unit is not None:
        return unit.kind
    return "Ratio" if "/" in figure.fact.unit else "Count"


def _averaged(figure: Figure, lexicon: Lexicon) -> bool:
    """Whether the figure is an average or a ratio by its words or its concept."""
    concept = lexicon.concept_by_slug.get(figure.fact.concept or "")
    label = folded(concept.label if concept else figure.fact.label)
    return bool(re.search(r"\b(?:average|mean|median|per|rate|ratio|share|intensity|percentage)\b", label)) or bool(
        re.search(r"\b(?:average|per)\b", folded(figure.fact.label))
    )


# ------------------------------------------------------------------------------------------------ shares and counts


def shares_and_counts(found: Sequence[Figure], lexicon: Lexicon) -> Iterator[Finding]:
    """A percentage of a breakdown against the counts of part and whole, where both are stated."""
    counts: dict[tuple[object, ...], dict[Dims, Figure]] = defaultdict(dict)
    for figure in found:
        if figure.exact and figure.fact.concept and _kind(figure, lexicon) in ADDITIVE:
            base = figure.fact.concept.removesuffix("-total")
            counts[(base, *_setting(figure))].setdefault(figure.dims, figure)
    for share in found:
        counted = _counted_by(share, lexicon)
        if counted is None or not share.exact or share.fact.unit != "%" or not share.dims:
            continue
        if _SOME.search(folded(share.fact.label)):
            continue
        cells = counts.get((counted, *_setting(share)), {})
        part = cells.get(share.dims)
        wholes = [whole for dims, whole in cells.items() if set(dims) < set(share.dims)]
        if part is not None and wholes:
            yield from _share(share, part, [whole for whole in wholes if whole.fact.unit == part.fact.unit])


def _counted_by(share: Figure, lexicon: Lexicon) -> str | None:
    """The metric whose counts a share is of: `employees` for `employees-female-share`."""
    concept = lexicon.concept_by_slug.get(share.fact.concept or "")
    if concept is None or not concept.slug.endswith("-share"):
        return None
    base = concept.slug.removesuffix("-share")
    for _, member in concept.implies:
        base = base.removesuffix(f"-{member}")
    return base


def _setting(figure: Figure) -> tuple[object, ...]:
    fact = figure.fact
    return (_when(figure), fact.level, fact.about, fact.boundary, fact.status)


def _share(share: Figure, part: Figure, wholes: Sequence[Figure]) -> Iterator[Finding]:
    """The share may be of any of the wholes: only one that fits none is a finding."""
    usable = [whole for whole in wholes if whole.interval.low > 0]
    shares = [part.interval.over(whole.interval).times(Decimal(100)) for whole in usable]
    if not usable or any(interval.meets(share.interval) for interval in shares):
        return
    nearest = min(usable, key=lambda whole: abs(part.fact.value / whole.fact.value * 100 - share.fact.value))
    calculated = (part.fact.value / nearest.fact.value * 100).quantize(Decimal("0.01"))
    yield Finding(
        "ShareAndCounts",
        "Warning",
        (share.iri, part.iri, nearest.iri),
        f"{share.label!r} is stated as {plain(share.fact.value)} %; {plain(part.fact.value)} of "
        f"{plain(nearest.fact.value)} are {plain(calculated)} %.",
        "%",
        share.fact.value,
        calculated,
    )


def _when(figure: Figure) -> object:
    period = figure.fact.period
    return None if period is None else (period.as_of or period.end)


# ------------------------------------------------------------------------------------------------------ intensities


def intensities(found: Sequence[Figure]) -> Iterator[Finding]:
    """A figure per head against its total and the headcount, where the label says of what total it is."""
    heads = [figure for figure in found if figure.fact.concept == _HEADCOUNT and figure.exact and not figure.dims]
    for ratio in found:
        words = _PER_HEAD.match(ratio.fact.label)
        if words is None or not ratio.exact or not ratio.fact.unit.endswith(_PER_PERSON):
            continue
        wanted = (folded(words.group("what")), ratio.fact.unit.removesuffix(_PER_PERSON), ratio.dims, _when(ratio))
        for total in found:
            same = (folded(total.fact.label), total.fact.unit, total.dims, _when(total))
            counted = [head for head in heads if _when(head) == _when(total) and head.fact.level == "kpi"]
            if total.exact and same == wanted and len(counted) == 1 and counted[0].fact.value > 0:
                yield from _intensity(ratio, total, counted[0])


def _intensity(ratio: Figure, total: Figure, heads: Figure) -> Iterator[Finding]:
    if total.interval.over(heads.interval).meets(ratio.interval):
        return
    calculated = (total.fact.value / heads.fact.value).quantize(Decimal("0.000001"))
    yield Finding(
        "Intensity",
        "Warning",
        (ratio.iri, total.iri, heads.iri),
        f"{ratio.label!r} is stated as {plain(ratio.fact.value)}; {plain(total.fact.value)} over "
        f"{plain(heads.fact.value)} people is {plain(calculated)}.",
        ratio.fact.unit,
        ratio.fact.value,
        calculated,
    )


# -------------------------------------------------------------------------------- twice stated, years, units of metrics


def stated_twice(found: Sequence[Figure]) -> Iterator[Finding]:
    """One figure by its label, breakdown and period, with two values at two places that lie apart.

    Rows of one table may share a label; so many values, or values close by, are read as different figures.
    """
    groups: dict[tuple[object, ...], dict[Decimal, Figure]] = defaultdict(dict)
    for figure in found:
        if figure.exact and figure.fact.period is not None:
            what = (*figure.subject, folded(figure.fact.label), figure.dims)
            groups[what].setdefault(figure.fact.value, figure)
    for values in groups.values():
        if len(values) != 2:
            continue
        first, other = values.values()
        if not other.interval.meets(first.interval) and first.apart(other):
            yield Finding(
                "StatedTwice",
                "Warning",
                (first.iri, other.iri),
                f"{first.label!r} is stated as {plain(first.fact.value)} and as {plain(other.fact.value)}.",
                first.fact.unit,
                first.fact.value,
                other.fact.value,
            )


def powers_of_ten(found: Sequence[Figure]) -> Iterator[Finding]:
    """A figure that is ten, a hundred or a thousand times that of the year before or after."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in found:
        if figure.exact and figure.fact.value > 0 and _year(figure) is not None:
            fact = figure.fact
            groups[
                (fact.concept, folded(fact.label), fact.unit, fact.level, fact.about, fact.status, figure.dims)
            ].append(figure)
    for same in groups.values():
        ordered = sorted(same, key=lambda figure: (_year(figure) or 0, figure.iri))
        for before, after in pairwise(ordered):
            if (_year(after) or 0) - (_year(before) or 0) == 1 and _slipped(before.fact.value, after.fact.value):
                yield Finding(
                    "PowerOfTen",
                    "Info",
                    (after.iri, before.iri),
                    f"{after.label!r} went from {plain(before.fact.value)} to {plain(after.fact.value)} in a year: "
                    "the decimal point or the unit may have slipped.",
                    after.fact.unit,
                    after.fact.value,
                    before.fact.value,
                )


def _year(figure: Figure) -> int | None:
    period = figure.fact.period
    last = None if period is None else (period.as_of or period.end)
    return None if last is None else last.year


def _slipped(before: Decimal, after: Decimal) -> bool:
    ratio = after / before if after > before else before / after
    return any(SLIP[0] <= ratio / power <= SLIP[1] for power in (Decimal(10), Decimal(100), Decimal(1000)))


def units_of_metrics(found: Sequence[Figure], lexicon: Lexicon) -> Iterator[Finding]:
    """A unit of a kind that its metric is not stated in."""
    for figure in found:
        concept = lexicon.concept_by_slug.get(figure.fact.concept or "")
        kind = _kind(figure, lexicon)
        if concept is None or not concept.kinds or kind in concept.kinds or not kind:
            continue
        if any(kind in alike and alike & set(concept.kinds) for alike in ALIKE) or kind == "Ratio":
            continue
        yield Finding(
            "UnitOfMetric",
            "Info",
            (figure.iri,),
            f"{figure.label!r} is stated in {figure.fact.unit!r}, which is no unit of the metric {concept.label!r}.",
            figure.fact.unit,
        )
