"""Dates and periods as reports print them: days, months, years, fiscal years, "as of", "by the end of"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Sense = Literal["at", "in", "by", "since", "plain"]
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?P<mdy>\b(?P<m1>{_MONTH}) (?P<d1>{_DAY}),? ?(?P<y1>{_YEAR})\b)"
    rf"|(?P<dmy>\b(?P<d2>{_DAY})(?: of)? (?P<m2>{_MONTH}),? ?(?P<y2>{_YEAR})\b)"
    rf"|(?P<iso>\b(?P<y3>{_YEAR})(?:[-/.]|\. )(?P<m3>0?[1-9]|1[0-2])(?:[-/.]|\. )(?P<d3>[12]\d|3[01]|0?[1-9])\b)"
    rf"|(?P<eu>\b(?P<d4>0[1-9]|[12]\d|3[01])[/.](?P<m4>0[1-9]|1[0-2])[/.](?P<y4>{_YEAR})\b)"
    rf"|(?P<my>\b(?P<m5>{_MONTH}),? (?P<y5>{_YEAR})\b)"
    rf"|(?P<mdonly>\b(?P<m6>{_MONTH}) (?P<d6>{_DAY})\b(?!,? ?\d))"
    rf"|(?P<dmonly>\b(?P<d7>{_DAY}) (?P<m7>{_MONTH})\b(?!,? ?\d))"
    rf"|(?P<fy>(?:\b[FC]Y|\bfiscal(?: year)? |\bfinancial year )(?:[’'](?=\d))?(?P<y8>{_YEAR}"
    rf"|\d\d)(?:\s?[-/–]\s?(?P<y9>(?:20)?\d\d))?\b)"
    rf"|(?P<span>\b(?P<ya>{_YEAR})\s?(?:[-–—/]|to|and|through)\s?(?P<yb>{_YEAR}|\d\d(?![\d,.%])) ?)"
    rf"|(?P<year>(?<![\d.,A-Za-z$€£¥-])(?P<y0>{_YEAR})(?![\d,.]\d|\d|[A-Za-z%]))"
)
_AT = re.compile(
    r"(?:\bas (?:of|at|on)|\bat|\bend(?:ed|ing)?(?: on)?|\buntil|\btill|\bup to|\bon) (?:the )?(?:(?:end"
    r"|close) of |year[- ]end(?: of)? )?(?:the )?(?:year |fiscal year |financial year )?$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby (?:the )?(?:end of |year[- ]end(?: of)? )?(?:the )?(?:year |fiscal year )?$", re.IGNORECASE)
_END_OF = re.compile(r"\b(?:end of|year[- ]end|close of)(?: of)? (?:the )?(?:year |fiscal year )?$", re.IGNORECASE)
#: "on the evening of 27 April", "in the first week of May".
_PART_OF_DAY = re.compile(
    r"\b(?:on|in|during) the (?:early |late )?(?:morning|afternoon|evening|night|eve|day|week|weekend|month) "
    r"of (?:the )?$|\b(?:on|in|during) the (?:first|second|third|last) (?:day|week|weekend) of $",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince (?:the (?:beginning|start|end) of )?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateWords:
    """A date or period in words: first and last day, where it stands, and in what sense it is said.

    `at`: a figure holds at its last day; `by`: reached by then; `in`: over it; `since`: from its first day on.
    `whole` is True for the end of a year or month rather than a day.
    """

    start: int
    end: int
    first: date
    last: date
    sense: Sense
    exact_day: bool


def _month(word: str) -> int:
    prefix = word.casefold().rstrip(".")[:3]
    return next(index for index, name in enumerate(MONTHS, start=1) if name.startswith(prefix))


def _day(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None


def _two_digit(year: str, like: int) -> int:
    return int(year) if len(year) == 4 else like // 100 * 100 + int(year)


def _reading(
    match: re.Match[str], year_end: tuple[int, int], default_year: int | None
) -> tuple[date, date, bool] | None:
    kind = match.lastgroup
    group = match.groupdict()
    day: date | None = None
    if group["mdy"]:
        day = _day(group["y1"], _month(group["m1"]), group["d1"])
    elif group["dmy"]:
        day = _day(group["y2"], _month(group["m2"]), group["d2"])
    elif group["iso"]:
        day = _day(group["y3"], int(group["m3"]), group["d3"])
    elif group["eu"]:
        day = _day(group["y4"], int(group["m4"]), group["d4"])
    elif group["mdonly"] and default_year:
        day = _day(str(default_year), _month(group["m6"]), group["d6"])
    elif group["dmonly"] and default_year:
        day = _day(str(default_year), _month(group["m7"]), group["d7"])
    elif group["my"]:
        year, month = int(group["y5"]), _month(group["m5"])
        return date(year, month, 1), date(year, month, monthrange(year, month)[1]), False
    elif group["fy"]:
        first = _two_digit(group["y8"], 2000)
        last = _two_digit(group["y9"], first) if group["y9"] else first
        return (*year_of(last, (12, 31) if match.group().startswith("C") else year_end), False)
    elif group["span"]:
        first, last = int(group["ya"]), _two_digit(group["yb"], int(group["ya"]))
        if last < first or last - first > 60:
            return None
        return year_of(first, year_end)[0], year_of(last, year_end)[1], False
    elif group["year"]:
        return (*year_of(int(group["y0"]), year_end), False)
    assert kind is not None
    return (day, day, True) if day else None


def year_of(year: int, year_end: tuple[int, int] = (12, 31)) -> tuple[date, date]:
    """First and last day of the business year that is called by a number: the one that ends in it."""
    month, day = year_end
    last = date(year, month, min(day, monthrange(year, month)[1]))
    before = date(year - 1, month, min(day, monthrange(year - 1, month)[1]))
    return before + timedelta(days=1), last


def find_dates(
    text: str, year_end: tuple[int, int] = (12, 31), default_year: int | None = None
) -> tuple[DateWords, ...]:
    """Every date and period of a text, in order; "from A to B" is one.

    `year_end` is month and day on which a business year ends; `default_year` completes days without a year.
    """
    found: list[DateWords] = []
    for match in _DATE.finditer(text):
        read = _reading(match, year_end, default_year)
        if read is None:
            continue
        first, last, exact = read
        lead = text[max(0, match.start() - 40) : match.start()]
        sense: Sense = "plain"
        if _SINCE.search(lead):
            sense = "since"
        elif _BY.search(lead):
            sense = "by"
        elif _END_OF.search(lead) or _AT.search(lead):
            sense = "in" if re.search(r"\b(?:ended|ending|on) (?:the )?(?:year )?$", lead, re.IGNORECASE) else "at"
        elif _PART_OF_DAY.search(lead) or re.search(
            r"\b(?:in|during|for|over|throughout|within)(?: (?:the|all|both|year|full|whole|fiscal|financial"
            r"|calendar))*(?: of)? $",
            lead,
            re.IGNORECASE,
        ):
            sense = "in"
        if (
            sense == "at"
            and not exact
            and re.search(r"\b(?:at|on|until|up to|till) $", lead, re.IGNORECASE)
            and not _END_OF.search(lead)
        ):
            sense = "plain"
        found.append(DateWords(match.start(), match.end(), first, last, sense, exact))
    return tuple(_joined(found, text))


def _joined(found: list[DateWords], text: str) -> list[DateWords]:
    """Two dates that make one period ("from 1 January to 31 December 2020", "for the year ended ...")."""
    made: list[DateWords] = []
    for item in found:
        if made and re.fullmatch(r",? ?(?:to|through|until|[-–—]|and) ?", text[made[-1].end : item.start]):
            before = made[-1]
            lead = text[max(0, before.start - 20) : before.start].casefold()
            first = (
                before.first.replace(year=item.last.year)
                if before.exact_day and before.first > item.last and before.first.month <= item.last.month
                else before.first
            )
            if first <= item.last and ("and" not in text[before.end : item.start] or "between" in lead):
                made[-1] = DateWords(before.start, item.end, first, item.last, "in", False)
                continue
        ended = re.search(
            r"\b(year|twelve months|12 months|period)s? end(?:ed|ing)(?: on)? $",
            text[max(0, item.start - 40) : item.start],
            re.IGNORECASE,
        )
        if ended and item.exact_day:
            made.append(
                DateWords(
                    item.start,
                    item.end,
                    year_of(item.last.year, (item.last.month, item.last.day))[0],
                    item.last,
                    "in",
                    False,
                )
            )
            continue
        made.append(item)
    return made
