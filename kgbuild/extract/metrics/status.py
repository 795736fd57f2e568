"""Targets told from actual figures."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from kgbuild.quantity import DateWords

_TARGET = re.compile(
    r"\b(?:aims?|aimed|aiming|targets?|targeting|goals?|will|would|plans? to|planned to|planning to|strives?"
    r"|striving|commit(?:s|ted)? to|commitment to|pledg(?:e|es|ed)"
    r"|(?:is|are) expected|expects? to|intends? to|ambition|objectives?|we require|is required to respond"
    r"|promises?|promised|to be achieved|seeks? to"
    r"|by (?:the end of )?(?:20[2-9]\d))\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?:achieved|exceeded|met|reached|surpassed|completed|against|compared (?:to|with)|versus|towards?"
    r"|ahead of|outperform\w*)\b[^.;]{0,40}\b(?:targets?|goals?|objectives?)\b"
    r"|\b(?:targets?|goals?)\b[^.;]{0,30}\b(?:was|were|been) (?:achieved|met|exceeded|reached)\b",
    re.IGNORECASE,
)
_ACHIEVED = re.compile(
    r"\b(?:achieved|achieving|reached|attained|attaining|outperformed|recorded)\W+(?:(?:an?|the"
    r"|of)\W+)?$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:from|against|compared (?:to|with)|relative to|versus|vs\.?|over|than"
    r"|base(?:line)? (?:year )?(?:of )?)(?: (?:a|an|the|our|its))? ?((?:19|20)\d\d)(?: base(?:line)?| levels?)?",
    re.IGNORECASE,
)


_PAST = re.compile(
    r"\b(?:was|were|had|\w{3,}ed|took|average[ds]?|reached|in 20\d\d|this year|reporting period)\b", re.IGNORECASE
)


def is_told(text: str) -> bool:
    """Whether a sentence tells what was rather than what is to be."""
    return bool(_PAST.search(text))


def is_promise(before: str, bound: str) -> bool:
    """Whether the words before a service time promise it ("follow-up in 24 hours") rather than tells what was."""
    timed = bound == "max" or re.search(r"\b(?:in|every|within)\b", before, re.IGNORECASE)
    return bool(timed) and not _PAST.search(before)


class Standing(NamedTuple):
    """Actual or target, and the years of a target."""

    status: Literal["actual", "target"]
    due: int | None = None
    base: int | None = None


def standing(before: str, after: str, dates: tuple[DateWords, ...], last_year: int | None) -> Standing:
    """Whether the words around a number set a target; `before` and `after` are those of its clause.

    A year after the report's own makes a target of a figure "by" then.
    """
    at = len(before)
    near_first = sorted(
        dates, key=lambda item: abs(item.start - at) - (30 if item.start > at and item.sense == "by" else 0)
    )
    due = next(
        (item.last.year for item in near_first if last_year is not None and item.last.year > last_year + 1), None
    )
    due = due or next(
        (
            i.last.year
            for i in dates
            if last_year is not None and i.last.year > last_year and i.sense in ("by", "at") and not i.exact_day
        ),
        None,
    )
    near = before[-160:]
    words = _TARGET.search(near) and not _REACHED.search(near + after[:60])
    late = due is not None and re.search(rf"\b(?:by|in|before|until|as of|of)\b[^.]{{0,20}}{due}", before + after)
    aimed = re.match(r"\W*(?:[\w-]+ ){0,4}(?:targets?|goals?)\b", after[:60]) and not _REACHED.search(near + after[:60])
    if _ACHIEVED.search(near) or not (words or late or aimed):
        return Standing("actual")
    if words and re.search(r"\bby (?:the end of )?20\d\d$", near.strip()) and due is None and not late:
        return Standing("actual")
    base = _BASE.search(before + " " + after)
    return Standing("target", due, int(base.group(1)) if base and int(base.group(1)) != due else None)
