"""Pages that are printed sideways, as wide tables are: their words and rules turned upright for the layout.

A page may be stored turned (and shown upright by the viewer, `/Rotate`), or be meant to be read with the head on one
side. Either way most of its words are turned by the same quarters, and the places of all are those of the stored page.
The corner of the part of it that is shown need not be where its places begin to count; for the layout it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from kgbuild.model import Box
from kgbuild.read.pdf.shapes import Rule, Rules
from kgbuild.read.pdf.words import RawWord

#: Which part of a page's letters must be turned alike for the page to be turned.
_MOST = 0.6
#: Height of the baseline within the box of a turned word, as a part of its thickness (descent beside ascent, as most
#: fonts have them).
_BASELINE = 0.22


class Way(IntEnum):
    """Where the lines of a page run: level, down or up the page, or upside down; as `RawWord.turned` counts."""

    LEVEL = 0
    DOWN = 1
    OVER = 2
    UP = 3


def way_of(words: Sequence[RawWord]) -> Way:
    """Where most words of a page run to; level where no way has most of them."""
    turned = [word for word in words if word.turned]
    if not turned:
        return Way.LEVEL
    letters = _letters(words)
    for way in (Way.DOWN, Way.OVER, Way.UP):
        if _letters([word for word in turned if word.turned == way]) > _MOST * letters:
            return way
    return Way.LEVEL


def _letters(words: Sequence[RawWord]) -> int:
    return sum(len(word.text) for word in words)


def upright(words: Sequence[RawWord], way: Way, page: Box) -> tuple[RawWord, ...]:
    """The words of a turned page with boxes as they stand when it is turned upright.

    Args:
        words: with their boxes on the page as it is stored.
        way: where its lines run to.
        page: the page as it is stored, in points.
    """
    return tuple(_upright(word, way, page) for word in words)


def _upright(word: RawWord, way: Way, page: Box) -> RawWord:
    left, bottom, right, top = _moved(word.left, word.bottom, word.right, word.top, way, page)
    if word.turned != way or way is Way.LEVEL:
        turned = (word.turned - way) % 4 if word.turned in tuple(Way) else word.turned
        return word._replace(left=left, bottom=bottom, right=right, top=top, turned=turned)
    base = bottom + _BASELINE * (top - bottom)
    low, high = base - 0.25 * word.height, base + 0.75 * word.height
    return word._replace(left=left, bottom=low, right=right, top=high, turned=0)


def upright_rules(rules: Rules, way: Way, page: Box) -> Rules:
    """The rules of a turned page as they stand when it is turned upright; arguments as in `upright`."""
    across = [(rule.start, rule.at, rule.end, rule.at) for rule in rules.across]
    down = [(rule.at, rule.start, rule.at, rule.end) for rule in rules.down]
    lines = [(rule.start, rule.at, rule.end, rule.at) for rule in rules.lines]
    if way in (Way.UP, Way.DOWN):
        # Which of the rules down were drawn as lines is not kept: all count.
        across, down, lines = down, across, down
    level = [_level(*_moved(*each, way, page)) for each in across]
    joints = {(round(x, 1), round(rule.at, 1)) for rule in level for x in (rule.start, rule.end)}
    upward = [Rule(left, bottom, top) for left, bottom, _, top in (_moved(*each, way, page) for each in down)]
    return Rules(
        _falling(level),
        tuple(sorted(upward)),
        tuple(sorted(joints)),
        _falling([_level(*_moved(*each, way, page)) for each in lines]),
    )


def _level(left: float, bottom: float, right: float, top: float) -> Rule:
    return Rule((bottom + top) / 2, left, right)


def _falling(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (-rule.at, rule.start)))


def _moved(
    left: float, bottom: float, right: float, top: float, way: Way, page: Box
) -> tuple[float, float, float, float]:
    if way is Way.LEVEL:
        return left - page.left, bottom - page.bottom, right - page.left, top - page.bottom
    if way is Way.UP:
        return bottom - page.bottom, page.right - right, top - page.bottom, page.right - left
    if way is Way.OVER:
        return page.right - right, page.top - top, page.right - left, page.top - bottom
    return page.top - top, left - page.left, page.top - bottom, right - page.left
