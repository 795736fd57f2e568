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
    kept = way in (Way.LEVEL, Way.OVER)
    level, up = (rules.across, rules.down) if kept else (rules.down, rules.across)
    lines = rules.lines if kept else rules.down
    across = _sorted([_across(rule, way, page) for rule in level], falling=True)
    down = _sorted([_down(rule, way, page) for rule in up], falling=False)
    joints = tuple(sorted({(round(x, 1), round(rule.at, 1)) for rule in across for x in (rule.start, rule.end)}))
    # Which of the rules down were drawn as lines is not kept: all count.
    return Rules(across, down, joints, _sorted([_across(rule, way, page) for rule in lines], falling=True))


def _sorted(rules: Sequence[Rule], *, falling: bool) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: (-rule.at if falling else rule.at, rule.start)))


def _across(rule: Rule, way: Way, page: Box) -> Rule:
    """A rule that runs across the page once it is upright."""
    if way in (Way.LEVEL, Way.OVER):
        left, bottom, right, _ = _moved(rule.start, rule.at, rule.end, rule.at, way, page)
    else:
        left, bottom, right, _ = _moved(rule.at, rule.start, rule.at, rule.end, way, page)
    return Rule(bottom, left, right)


def _down(rule: Rule, way: Way, page: Box) -> Rule:
    """A rule that runs down the page once it is upright."""
    if way in (Way.LEVEL, Way.OVER):
        left, bottom, _, top = _moved(rule.at, rule.start, rule.at, rule.end, way, page)
    else:
        left, bottom, _, top = _moved(rule.start, rule.at, rule.end, rule.at, way, page)
    return Rule(left, bottom, top)


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
