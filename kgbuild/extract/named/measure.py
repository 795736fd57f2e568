"""Precision and recall of each rule on a gold standard: `python -m kgbuild.extract.named.measure GOLD FACTS`."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kgbuild.extract.named.merge import key_of
from kgbuild.facts import parse_lines, read_text

Item = dict[str, object]
ALIKE = 0.75
#: Between two items of the gold further apart than this (code points) lies text that nobody annotated.
WIDEST_GAP = 3000


@dataclass
class Tally:
    """What a rule gave: facts that the gold has, that it calls borderline, that it has not."""

    right: int = 0
    optional: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float | None:
        """The share of right facts among those that count; None where none counts."""
        given = self.right + self.spurious
        return self.right / given if given else None


def measure(gold: Sequence[Item], facts: Sequence[Item]) -> tuple[dict[str, Tally], dict[str, int]]:
    """What each rule gave, and how many items of the gold there are of each type that must be found.

    A fact counts only where somebody annotated: between items of the gold (disclosures always count).
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    wanted: dict[str, int] = defaultdict(int)
    looked = _looked_at(gold)
    for item in gold:
        if item["type"] != "metric" and not item.get("optional"):
            wanted[str(item["type"])] += 1
    for fact in facts:
        if fact["type"] == "metric" or (fact["type"] != "disclosure" and not _within(fact, looked)):
            continue
        tally = tallies[str(fact.get("rule", "?")).removeprefix("named/")]
        same = [item for item in gold if item["type"] == fact["type"] and _same(item, fact)]
        if not same:
            tally.spurious += 1
        elif all(item.get("optional") for item in same):
            tally.optional += 1
        else:
            tally.right += 1
    return dict(tallies), dict(wanted)


def _spellings(item: Item) -> list[str]:
    said = [item.get(key) for key in ("name", "organization", "code")]
    aliases = item.get("aliases")
    return [str(name) for name in [*said, *(aliases if isinstance(aliases, list) else [])] if name]


def _same(one: Item, two: Item) -> bool:
    for left in _spellings(one):
        for right in _spellings(two):
            mine, theirs = (re.sub(r"^(?:kpi|gri) ", "", key_of(name)) for name in (left, right))
            a, b = set(mine.split()), set(theirs.split())
            if mine == theirs or (one["type"] != "disclosure" and a and b and len(a & b) / len(a | b) >= ALIKE):
                return True
    return False


def _places(item: Item) -> list[int]:
    said = item.get("mentions") or item.get("evidence")
    found = said if isinstance(said, list) else []
    return sorted(int(place.get("start") or place.get("page_index") or 0) for place in found)


def _looked_at(gold: Sequence[Item]) -> list[tuple[int, int]]:
    """The stretches that the gold covers: from item to item, unless they lie too far apart."""
    places = sorted({at for item in gold if item["type"] != "disclosure" for at in _places(item)})
    return [(one, two) for one, two in pairwise(places) if two - one <= WIDEST_GAP]


def _within(fact: Item, looked: Sequence[tuple[int, int]]) -> bool:
    places = _places(fact)
    return bool(places) and any(low <= places[0] <= high for low, high in looked)


def report(tallies: dict[str, Tally], wanted: dict[str, int]) -> str:
    """The tallies as a table; recall is the share of the type's items that the rule finds."""
    lines = [f"{'rule':32}{'right':>7}{'optional':>10}{'spurious':>10}{'precision':>11}{'recall':>8}"]
    for rule, tally in sorted(tallies.items()):
        total = wanted.get(rule.split("/")[0], 0)
        precision = "" if tally.precision is None else f"{tally.precision:.3f}"
        recall = f"{tally.right / total:.3f}" if total else ""
        lines.append(f"{rule:32}{tally.right:7}{tally.optional:10}{tally.spurious:10}{precision:>11}{recall:>8}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Print the table for pairs of a gold and a facts file; 2 where the arguments are no pairs."""
    if len(arguments) < 2 or len(arguments) % 2:
        print("usage: measure GOLD FACTS [GOLD FACTS ...]", file=sys.stderr)
        return 2
    tallies: dict[str, Tally] = defaultdict(Tally)
    wanted: dict[str, int] = defaultdict(int)
    for gold, facts in zip(arguments[::2], arguments[1::2], strict=True):
        loaded = [[dict(value) for _, value in parse_lines(read_text(Path(p)), p)] for p in (gold, facts)]
        given, total = measure(*loaded)
        for rule, tally in given.items():
            tallies[rule].right += tally.right
            tallies[rule].optional += tally.optional
            tallies[rule].spurious += tally.spurious
        for kind, count in total.items():
            wanted[kind] += count
    print(report(tallies, wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
