"""The gold facts of the sample text: what its marks say, with the offsets that rendering gave them."""

from __future__ import annotations

from decimal import Decimal

import simplejson

from samples.content import REPORT
from samples.front import SECTIONS
from samples.model import Gold
from samples.text import Mention


def _bounds(section: str | None) -> list[int | None] | None:
    """The printed pages that the contents page leaves possible for a section."""
    for place, (title, page, _) in enumerate(SECTIONS):
        if title == section:
            following = SECTIONS[place + 1][1] if place + 1 < len(SECTIONS) else None
            return [page, following]
    return None


def _plain(gold: Gold) -> dict[str, object]:
    """Numbers as numbers, exactly as stated."""
    made = dict(gold)
    for name in ("value", "upper_value"):
        if name in made:
            made[name] = Decimal(str(made[name]))
    return made


def _line(number: int, text: str, mentions: list[Mention]) -> dict[str, object]:
    first = mentions[0]
    gold = _plain(first.gold)
    kind = gold.pop("type")
    optional = bool(gold.pop("optional", False))
    return {
        "id": f"lh-{kind}-{number:03d}",
        "type": kind,
        "optional": optional,
        "mentions": [
            {"start": m.start, "end": m.end, "page_index": m.page_index, "quote": text[m.start : m.end]}
            for m in mentions
        ],
        "pages": _bounds(first.section),
        "section": first.section,
        **gold,
    }


def gold_lines(text: str, mentions: list[Mention]) -> str:
    """One JSON object a fact, in the order of their first mentions; equal facts are one.

    Raises:
        ValueError: a fact is described that no words state.
    """
    grouped: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        grouped.setdefault(simplejson.dumps(mention.gold, sort_keys=True), []).append(mention)
    stated = {id(mention.gold) for mention in mentions}
    silent = [key for key, gold in REPORT.facts.items() if id(gold) not in stated]
    if silent:
        raise ValueError(f"no words state {', '.join(silent)}")
    lines = []
    numbers: dict[object, int] = {}
    for group in grouped.values():
        kind = group[0].gold["type"]
        numbers[kind] = numbers.get(kind, 0) + 1
        lines.append(simplejson.dumps(_line(numbers[kind], text, group), ensure_ascii=False, use_decimal=True) + "\n")
    return "".join(lines)
