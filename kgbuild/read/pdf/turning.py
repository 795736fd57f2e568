"""Pages that are printed sideways, as wide tables are: their words and rules turned upright for the layout.

A page may be stored turned (and shown upright by the viewer, `/Rotate`), or be meant to be read with the head on one
side. Either way most of its words run up or down the page; which of the two tells how neighbours follow each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from kgbuild.read.pdf.shapes import Rule, Rules
from kgbuild.read.pdf.words import RawWord

#: Which part of a page's letters must run up or down for the page to be turned.
_MOST = 0.6
#: Height of the baseline within the box of a turned word, as a part of its thickness (descent beside ascent, as most
#: fonts have them).
_BASELINE = 0.22


class Way(Enum):
    """Where the lines of a sideways page run to."""

    UP = "up"
    DOWN = "down"


def way_of(words: Sequence[RawWord]) -> Way | None:
    """Where most words of a page run to, None where they stand level."""
    turned = [word for word in words if word.turned]
    if not turned or _letters(turned) <= _MOST * _letters(words):
        return None
    up = down = 0
    for one, other in pairwise(turned):
        if one.left < other.right and other.left < one.right:
            up += other.bottom >= one.top
            down += other.top <= one.bottom
    if up == down:
        return None
    return Way.UP if up > down else Way.DOWN


def _letters(words: Sequence[RawWord]) -> int:
    return sum(len(word.text) for word in words)


def upright(words: Sequence[RawWord], way: Way, size: tuple[float, float]) -> tuple[RawWord, ...]:
    """The words of a sideways page with boxes as they stand when it is turned upright.

    Args:
        words: with their boxes on the page as it is stored.
        way: where its lines run to.
        size: width and height of the page as it is stored, in points.
    """
    return tuple(_upright(word, way, size) for word in words)


def _upright(word: RawWord, way: Way, size: tuple[float, float]) -> RawWord:
    left, bottom, right, top = _moved(word.left, word.bottom, word.right, word.top, way, size)
    if not word.turned:
        return word._replace(left=left, bottom=bottom, right=right, top=top, turned=True)
    base = bottom + _BASELINE * (top - bottom)
    low, high = base - 0.25 * word.height, base + 0.75 * word.height
    return word._replace(left=left, bottom=low, right=right, top=high, turned=False)


def upright_rules(rules: Rules, way: Way, size: tuple[float, float]) -> Rules:
    """The rules of a sideways page as they stand when it is turned upright; arguments as in `upright`."""
    joints = tuple(sorted(_moved(x, y, x, y, way, size)[:2] for x, y in rules.joints))
    across = sorted((_across(rule, way, size) for rule in rules.down), key=lambda rule: (-rule.at, rule.start))
    down = sorted((_down(rule, way, size) for rule in rules.across), key=lambda rule: (rule.at, rule.start))
    # Which of the rules down were drawn as lines is not kept: all count.
    return Rules(tuple(across), tuple(down), joints, tuple(across))


def _across(rule: Rule, way: Way, size: tuple[float, float]) -> Rule:
    left, bottom, right, _ = _moved(rule.at, rule.start, rule.at, rule.end, way, size)
    return Rule(bottom, left, right)


def _down(rule: Rule, way: Way, size: tuple[float, float]) -> Rule:
    left, bottom, _, top = _moved(rule.start, rule.at, rule.end, rule.at, way, size)
    return Rule(left, bottom, top)


def _moved(
    left: float, bottom: float, right: float, top: float, way: Way, size: tuple[float, float]
) -> tuple[float, float, float, float]:
    width, height = size
    if way is Way.UP:
        return bottom, width - right, top, width - left
    return height - top, left, height - bottom, right
