"""Words that say how a number bounds what it measures: about, more than, up to, +."""

from __future__ import annotations

import re
from typing import NamedTuple

from kgbuild.model import Bound

_APPROX = (
    r"up to (?:about|approximately|around|nearly)|approximately|approx\.?|about|around|nearly|almost|roughly"
    r"|circa|c\.|ca\.?"
    r"|some|close to|in the region of|an estimated|estimated at|~|≈|≒|as many as about"
)
_MIN = (
    r"(?:no|not) (?:less|lower|fewer) than|(?:no|not) below|(?:more|greater|higher|larger|better|longer) than"
    r"|in excess of"
    r"|at least|at minimum|a minimum of|minimum of|minimum|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?"
    r"|upwards of|beyond"
    r"|topp(?:ed|ing)|(?:stay(?:s|ed)?|remain(?:s|ed)?|ke(?:ep|pt)|maintain(?:s|ed)?) above|>=?|≥|＞|&gt;|≧"
)
_MAX = (
    r"(?:no|not) (?:more|higher|greater|later|longer) than|not exceed(?:ing)?|(?:no|not) over|up to|at most"
    r"|at maximum|a maximum of"
    r"|maximum of|maximum|less than|lower than|fewer than|smaller than|below|under|within|as much as|as many as"
    r"|<=?|≤|＜|&lt;|≦"
)
_FILL = (
    r"(?:\s|[*_]|a total of|total of|the total|an average of|average of|an? |the |RMB|CNY|US\$|HK\$|HKD|USD"
    r"|EUR|[$€£¥]|:|to |(?:as of |by )(?:the end of )?\d{4} )"
)
_BEFORE = re.compile(
    rf"(?:(?<![A-Za-z])(?:(?P<approx>{_APPROX})|(?P<max>{_MAX})|(?P<min>{_MIN})))(?P<fill>{_FILL}*)$", re.IGNORECASE
)
_PLUS = re.compile(r"[\s*_]{0,2}(?:\+|＋)(?![\d])|[\s*_]{1,3}(?:or|and) (?:more|above|over|higher)\b", re.IGNORECASE)
_OR_LESS = re.compile(r"[\s*_]{1,3}(?:or|and) (?:less|below|under|lower|fewer)\b", re.IGNORECASE)
_PLUS_AFTER_UNIT = re.compile(r"(?:\s?%)?[*_]{0,2}\+(?!\d)")
#: Longest stretch of words before a number that can hold its bound.
REACH = 60


class BoundWords(NamedTuple):
    """A bound and where its words stand, None where nothing says it (then it is exact)."""

    bound: Bound
    start: int | None = None
    end: int | None = None


def read_bound(text: str, start: int, end: int) -> BoundWords:
    """The bound of the number at `start` to `end`, by the words directly before and after it."""
    low = max(0, start - REACH)
    match = _BEFORE.search(text[low:start])
    if match:
        kind: Bound = "approx" if match["approx"] else "max" if match["max"] else "min"
        return BoundWords(kind, low + match.start(), low + match.end())
    for pattern, bound in ((_PLUS, "min"), (_PLUS_AFTER_UNIT, "min"), (_OR_LESS, "max")):
        after = pattern.match(text, end)
        if after:
            return BoundWords("min" if bound == "min" else "max", end, after.end())
    return BoundWords("exact")
