"""When a figure holds."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from kgbuild.extract.metrics.setting import Setting
from kgbuild.model import Period
from kgbuild.quantity import DateWords
from kgbuild.quantity.dates import year_of

Basis = Literal["stated", "column", "report"]
Temporality = Literal["flow", "stock"]
_REPORT_PERIOD = re.compile(
    r"\b(?:during|in|for|over|throughout) the (?:reporting (?:period|year)|period under review"
    r"|year under review|year|current year|past year)\b"
    r"|\bthis (?:year|reporting period)\b|\bthe reporting (?:period|year)\b|\bthroughout the year\b",
    re.IGNORECASE,
)
_CUMULATIVE = re.compile(
    r"\b(?:since (?:the |its |our )?(?:inception|launch|beginning|start|establishment|founding)|to date|so far"
    r"|in total,? (?:we|the \w+) (?:have|has)|up to now|has accumulated|have accumulated)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"\b(?:than|compared (?:to|with)|versus|relative to|against)\b[^,;.]{0,24}$", re.IGNORECASE)
#: What was added to a stock in a time is none ("applied for 11 patents").
_ADDED = re.compile(
    r"\b(?:applied for|filed|obtained|added)\s+(?:(?:a total of|more than|over|about|another|an additional)\s+){0,2}\d|"
    r"\bnewly\s+\w+\s+\d|\d[\d,.]*\s+(?:newly|additional|new)\b|\d[^.;]{0,60}\bwere (?:granted|filed|added|obtained)\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\b(?:(?:has|have|had)(?!\s+(?:also|newly|been|already|applied|filed|obtained|added|granted|received|registered)\b)|"
    r"holds?|held|owns?|operates?|employs?)\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"\b(?:has|have|had|consists? of|comprises?|comprised|there (?:are|is|were)|includes?|owns?|operates?"
    r"|employs?|holds?|accounts? for"
    r"|accounted for|accounting for|are covered|is|are|of more than|of over|covers?|formulated|established)\b",
    re.IGNORECASE,
)


class When(NamedTuple):
    """A period and where it is said: None where nothing says it."""

    period: Period | None
    basis: Basis | None
    words: tuple[int, int] | None = None


NEVER = When(None, None)


def report_period(setting: Setting, temporality: Temporality) -> Period | None:
    """The report's own period, or its last day for a stock."""
    if setting.last is None or setting.first is None:
        return None
    return Period(as_of=setting.last) if temporality == "stock" else Period(start=setting.first, end=setting.last)


def of_date(item: DateWords, temporality: Temporality) -> Period:
    """The period that a date in words gives a figure."""
    long = (item.last - item.first).days > 35
    if item.sense in ("at", "by") and (item.exact_day or item.sense in ("at", "by")):
        return Period(as_of=item.last)
    if temporality == "stock" and (long or item.exact_day):
        return Period(as_of=item.last)
    return Period(start=item.first, end=item.last)


def of_header(item: DateWords, temporality: Temporality, year_end: tuple[int, int]) -> Period:
    """The period that a header's date gives a figure under it; for a flow the last day of a year means that year."""
    if temporality == "flow" and item.exact_day and (item.last.month, item.last.day) == year_end:
        first, last = year_of(item.last.year, year_end)
        return Period(start=first, end=last)
    if item.exact_day or item.sense in ("at", "by") or temporality == "stock":
        return Period(as_of=item.last)
    return Period(start=item.first, end=item.last)


def stated(text: str, at: int, dates: tuple[DateWords, ...], setting: Setting, temporality: Temporality) -> When:
    """What the sentence itself says of the time of the number at a position."""
    if match := _CUMULATIVE.search(text):
        holding = [item for item in dates if item.sense in ("at", "by")]
        if holding:
            return When(Period(as_of=holding[-1].last), "stated", (holding[-1].start, holding[-1].end))
        period = report_period(setting, "stock") if setting.covers else None
        return When(period, "report", (match.start(), match.end())) if period else NEVER
    usable = [item for item in dates if item.sense != "plain" or item.exact_day or item.end <= at + 400]
    usable = [item for item in usable if item.sense != "since" and not _COMPARED.search(text[: item.start])]
    usable = [item for item in usable if not _of_another(text, at, item)]
    spoken = [item for item in usable if item.sense in ("at", "in", "by")]
    before = [item for item in spoken if item.start < at]
    after = [item for item in spoken if item.start > at]
    named = [item for item in usable if item.start < at and _names(text, item)]
    item = before[-1] if before else named[-1] if named else after[0] if after else None
    if item is not None:
        return When(of_date(item, temporality), "stated", (item.start, item.end))
    if match := _REPORT_PERIOD.search(text):
        period = report_period(setting, temporality)
        return When(period, "stated", match.span()) if period else NEVER
    return NEVER


def speaks_of_year(text: str) -> bool:
    """Whether a sentence says that it speaks of the report's year: what date was said before holds no longer."""
    return _REPORT_PERIOD.search(text) is not None


def _names(text: str, item: DateWords) -> bool:
    """Whether a year stands before what was measured in it: "the 2022 injury rate was 0.4"."""
    return (
        item.sense == "plain"
        and not item.exact_day
        and bool(re.search(r"\b(?:the|our|its)\s$", text[: item.start], re.IGNORECASE))
        and bool(
            re.match(r"\s(?:[a-z-]+\s){0,4}(?:rates?|emissions|consumption|intensity|score|use)\b", text[item.end :])
        )
    )


def _of_another(text: str, at: int, item: DateWords) -> bool:
    """Whether a date is that of another figure: "40 audits, 24 in 2022", "(2022: 24)"."""
    told = re.search(r"(\d[\d.,]*)\s?%?\s(?:[a-z]+\s)?in\s$", text[: item.start])
    if told and told.start(1) != at:
        return True
    opened = text.rfind("(", 0, item.start)
    inside = opened >= 0 and ")" not in text[opened : item.start]
    return inside and not opened < at < item.end + 40


def temporality_of(text: str, unit: str | None, label: str, given: str | None) -> Temporality:
    """Whether a figure is of a period or at a date: as its concept says, else by the verb beside it."""
    if given in ("flow", "stock"):
        return "stock" if given == "stock" and (_HOLDS.search(text) or not _ADDED.search(text)) else "flow"
    whole = re.search(r"\b(?:employees|headcount|workforce|directors|suppliers)\b", label, re.IGNORECASE)
    if whole and not took_part(f"{label} {text}") and _HAS.search(text):
        return "stock"
    return "flow"


def took_part(text: str) -> bool:
    """Whether words speak of people who did something or to whom something was done."""
    return bool(
        re.search(
            r"\b(?:train|cover|particip|attend|receiv|complet|sign|benefit|recruit|hir|drew)\w*", text, re.IGNORECASE
        )
    )


def is_stock_talk(text: str) -> bool:
    """Whether an undated sentence speaks of what is there rather than of what was done."""
    return bool(_HAS.search(text)) and not re.search(
        r"\b\w+(?:ed)\b(?! to\b)",
        re.sub(
            r"\b(?:related|based|dedicated|certified|covered|listed|experienced|located|formulated|established|detailed|limited|qualified)\b",
            "",
            text,
        ),
    )


def year_period(year: int, setting: Setting, temporality: Temporality) -> Period:
    """A business year, or its last day."""
    first, last = year_of(year, setting.year_end)
    return Period(as_of=last) if temporality == "stock" else Period(start=first, end=last)
