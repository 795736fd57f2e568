"""Dates as precise as a sentence states them."""

from __future__ import annotations

import re

from kgbuild.quantity.dates import MONTHS

_MONTH = "|".join([*MONTHS, *(month[:3] for month in MONTHS), "sept"])
DATE = re.compile(
    rf"\b(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>(?:19|20)\d\d)\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>(?:19|20)\d\d)\b"
    rf"|\b(?P<m3>{_MONTH})\.?,?\s+(?:of\s+)?(?P<y3>(?:19|20)\d\d)\b"
    r"|\b(?P<y5>(?:19|20)\d\d)-(?P<m5>\d\d)(?:-(?P<d5>\d\d))?\b"
    r"|(?<![\d.,/-])(?P<y4>(?:19|20)\d\d)(?![\d%/]|,\d|-\d)",
    re.IGNORECASE,
)


def stated(text: str) -> list[tuple[int, int, str]]:
    """The dates of a text: start, end, and the date as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    return [(match.start(), match.end(), _iso(match)) for match in DATE.finditer(text)]


#: "As of December 31, 2020" says when a count was taken, not when something happened.
STATE = re.compile(
    r"\b(?:by|as of|as at|until|up to|till|by the end of|end of|before|since)\s+(?:the\s+)?(?:end of\s+)?$",
    re.IGNORECASE,
)


def first(text: str, since: bool = False) -> str | None:
    """The first date of a text on which something happened; `since` lets "since 2015" pass."""
    for start, _, date in stated(text):
        state = STATE.search(text[max(0, start - 20) : start])
        if state is None or (since and "since" in state.group().lower()):
            return date
    return None


def near(text: str, start: int, end: int, until: int | None = None) -> str | None:
    """The date of what stands from `start` to `end`: the first after it, up to `until`, else the last before it."""
    after = first(text[end:until], since=True)
    before = [date for at, _, date in stated(text[:start]) if STATE.search(text[max(0, at - 20) : at]) is None]
    if after is not None and not (before and len(before[-1]) > len(after)):
        return after
    return before[-1] if before else None


def opening(text: str) -> str | None:
    """The date that a text begins with: "On 27 November 2020, …"."""
    found = stated(text[:60])
    return found[0][2] if found and re.fullmatch(r"[\s\W]*(?:on|in)?\s*", text[: found[0][0]], re.IGNORECASE) else None


def in_name(name: str) -> str | None:
    """The year that a name itself holds, if it holds one."""
    years = re.findall(r"(?<![\d.-])(?:19|20)\d\d(?![\d-])", name)
    return years[0] if len(set(years)) == 1 else None


def _iso(match: re.Match[str]) -> str:
    part = match.groupdict()
    year = next(part[key] for key in ("y1", "y2", "y3", "y4", "y5") if part[key])
    if part["y5"]:
        return f"{year}-{part['m5']}" + (f"-{part['d5']}" if part["d5"] else "")
    name = part["m1"] or part["m2"] or part["m3"]
    if name is None:
        return str(year)
    month = next(i for i, one in enumerate(MONTHS, start=1) if one.startswith(name.lower()[:3]))
    day = part["d1"] or part["d2"]
    return f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
