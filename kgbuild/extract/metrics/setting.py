"""What holds for all figures of a report: how numbers are printed, which period it covers, what it calls itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from kgbuild import lexicon
from kgbuild.lexicon import Lexicon
from kgbuild.model import Document, NumberStyle
from kgbuild.quantity.dates import find_dates, year_of

_COVERS = re.compile(
    r"unless (?:otherwise )?(?:specified|stated|indicated|noted)[^.]{0,80}(?:data|figures|performance|information)"
    r"|(?:data|figures|performance|information)[^.]{0,80}unless (?:otherwise )?(?:specified|stated|indicated|noted)",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\bbase(?:line)? ?year\s(?:is|was|of|:)(?:\s(?:currently|still|set (?:at|to|as)|the|our|calendar year|year))*"
    r"(\s(?:[CF]Y ?|fiscal year |financial year )?(?:20)?\d\d\b[^.;]{0,80})",
    re.IGNORECASE,
)
_PERIOD_TALK = re.compile(
    r"[^.\n]*(?:reporting (?:period|year|scope)|period covered|covers? the period|reporting cycle|year ended"
    r"|financial year)[^\n]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Setting:
    """First and last day of the report's period (None where the report does not say), and how it prints numbers.

    `covers` is True where the report says that its figures are of that period unless it says otherwise.
    """

    lexicon: Lexicon
    style: NumberStyle
    first: date | None
    last: date | None
    covers: bool
    names: tuple[str, ...]
    #: First and last day of the base year: by scope of greenhouse gas where the report tells several, else under "".
    bases: tuple[tuple[str, date, date], ...] = ()

    @property
    def year_end(self) -> tuple[int, int]:
        """Month and day on which the business year ends."""
        return (self.last.month, self.last.day) if self.last else (12, 31)


def setting_of(document: Document, words: Lexicon | None = None) -> Setting:
    """The setting that a document's metadata gives, or else its own words about the reporting period."""
    metadata = document.metadata
    first = date.fromisoformat(metadata.period_start.value) if metadata.period_start else None
    last = date.fromisoformat(metadata.period_end.value) if metadata.period_end else None
    if last is None:
        first, last = _told(document.text)
    elif first is None:
        first = year_of(last.year, (last.month, last.day))[0]
    covers = metadata.covers_period or bool(_COVERS.search(document.text[:40000]))
    names = tuple(name for name in (metadata.company.value if metadata.company else "", *metadata.short_names) if name)
    return Setting(
        words or lexicon.load(), document.number_style, first, last, covers, names, _bases(document.text, last)
    )


def _bases(text: str, last: date | None) -> tuple[tuple[str, date, date], ...]:
    """The base year by the first sentence that says what it is ("our base year is 2019")."""
    match = _BASE.search(text)
    if match is None:
        return ()
    told = re.sub(r"\s+", " ", match.group(1))
    found = find_dates(told, (last.month, last.day) if last else (12, 31))
    made: list[tuple[str, date, date]] = []
    for at, item in enumerate(found):
        until = found[at + 1].start if at + 1 < len(found) else len(told)
        scopes = re.findall(
            r"[123]",
            (
                re.match(r" for scopes? ([123](?:(?:,| and| &)+ ?[123])*)", told[item.end : until], re.IGNORECASE)
                or [""]
            )[0],
        )
        made += [(scope, item.first, item.last) for scope in scopes or [""]]
    whole = [each for each in made if not each[0]]
    return tuple(whole[:1] or made)


def _told(text: str) -> tuple[date | None, date | None]:
    """The period by the report's words on it: the first full year there, else the year it speaks of most."""
    for talk in _PERIOD_TALK.finditer(text[:60000]):
        for found in find_dates(talk.group()):
            if 360 <= (found.last - found.first).days <= 370:
                return found.first, found.last
    years = Counter(re.findall(r"(?<![\d,.])20[0-3]\d(?![\d,.]\d|\d)", text))
    if not years:
        return None, None
    year = int(min(years, key=lambda each: (-years[each], each)))
    return date(year, 1, 1), date(year, 12, 31)
