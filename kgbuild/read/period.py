"""Which period a report covers, and whether it says that its figures do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kgbuild.model import Block, BlockKind, Found, Words
from kgbuild.read.wording import holds

_MONTH_NAMES = (
    *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun")),
    *(("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov")),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH_STARTS = tuple(names[0][:3] for names in _MONTH_NAMES)
_NUMERIC_DATE = re.compile(r"\d[-./]\d{1,2}[-./]\d")
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:(?:{_DAY}\s+(?:of\s+)?)?{_MONTH}(?:\s+{_DAY}(?!\d))?,?\s*(?:(?:19|20)\d\d)?|(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}|"
    r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)"
)
_RANGE = re.compile(
    rf"(?P<a>{_DATE}),?\s*(?:[-–—~]|to|through|until|till|and|up\s+to)\s*(?:the\s+)?(?P<b>{_DATE})", re.IGNORECASE
)
_DATED = re.compile(
    rf"(?P<d>{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:19|20)\d\d|{_MONTH}\s+{_DAY},?\s+(?:19|20)\d\d)", re.IGNORECASE
)
#: How often a report must name the day its fiscal year ends.
FEW = 2
_ENDED = re.compile(rf"\byear(?:s)?\s+(?:ended|ending)\s+(?:on\s+)?(?P<b>{_DATE})", re.IGNORECASE)
_FISCAL = re.compile(
    r"\b(?:fiscal(?:\s+year)?|financial\s+year|FY|calendar\s+year|reporting\s+year|year)\s?(?P<y>(?:19|20)\d\d)(?:\s?[-–/]\s?(?P<z>\d{2,4}))?\b",
    re.IGNORECASE,
)
_SHORT_FISCAL = re.compile(r"\bFY\s?'?(?P<y>\d{2})(?:\s?[-–/]\s?(?P<z>\d{2}))?\b")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"(?<![\d.,-])(?:19|20)\d\d(?![\d.,]\d|\d)")
_AHEAD = re.compile(
    r"\b(?:by|until|through|before|towards?|beyond|after|since|targets?\s+(?:for|in)|goals?\s+for)\s+(?:the\s+)?(?:end\s+of\s+)?(?:FY\s?)?$",
    re.IGNORECASE,
)
#: What stands before a period that says which months a fiscal year means.
_MEANT = re.compile(r"\b(?:FY|fiscal|financial\s+year|reporting\s+(?:year|period))[^()]{0,16}\(\s*$", re.IGNORECASE)
_CONTEXT = re.compile(r"\b(?:report|reporting|period|cover(?:s|ed|ing)?|disclos\w+|data|performance)\b", re.IGNORECASE)
_COVERS = re.compile(
    r"\b(?:cover(?:s|ed|ing)?|relates?|refers?|pertains?|reporting\s+period|disclosed|data|information|figures|presents?)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r"\b(?:unless|except\s+where|otherwise)\b[^.]{0,30}\b(?:otherwise|specified|stated|indicated|noted)\b",
    re.IGNORECASE,
)
_REPORT_COVERS = re.compile(
    r"\breport(?:ing)?\b[^.]{0,80}\bcover(?:s|ed|ing)?\b[^.]{0,120}\b(?:(?:19|20)\d\d|FY\s?\d{2}|fiscal|financial\s+year)",
    re.IGNORECASE,
)


def period_of(blocks: Sequence[Block], title: Found | None) -> tuple[Found | None, Found | None]:
    """First and last day of the reporting period, each with the words that say it."""
    ranges = _ranges(blocks)
    if ranges:
        _, start, end = max(ranges, key=lambda item: item[0])
        return start, end
    stated = _stated_year(blocks, title)
    if stated:
        return stated
    return _year_of_title(blocks, title)


def covers_period(blocks: Sequence[Block]) -> bool:
    """True where a sentence says that the report, or its data, cover the period unless otherwise specified."""
    for block in blocks:
        if not _may_cover(block.text):
            continue
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])", block.text[:8000]):
            dated = _RANGE.search(sentence) or _ENDED.search(sentence) or _YEAR.search(sentence)
            if dated and ((_UNLESS.search(sentence) and _COVERS.search(sentence)) or _REPORT_COVERS.search(sentence)):
                return True
    return False


def _may_cover(text: str) -> bool:
    """Whether a text holds the words without which no sentence of it says what the report covers."""
    lower = text[:8000].lower()
    return holds(lower, "unless", "except", "otherwise") or ("report" in lower and "cover" in lower)


def _may_date(text: str) -> bool:
    """Whether a text holds what two dates of a range cannot do without: month names or all-digit dates."""
    return holds(text[:8000].lower(), *_MONTH_STARTS) or _NUMERIC_DATE.search(text) is not None


def _ranges(blocks: Sequence[Block]) -> list[tuple[tuple[int, int], Found, Found]]:
    """Stated periods of about a year with how likely each is: what the sentence speaks of, then how early it is."""
    found: list[tuple[tuple[int, int], Found, Found]] = []
    for index, block in enumerate(blocks):
        # Cheap first: neither pattern makes a day without a year, and most blocks hold none.
        if not _ANY_YEAR.search(block.text):
            continue
        for match in _RANGE.finditer(block.text[:8000]) if _may_date(block.text) else ():
            end = _day(match.group("b"), None, last=True)
            start = _day(match.group("a"), end, last=False)
            if start is None or end is None or not 330 <= (end - start).days <= 400:
                continue
            vague = not re.search(r"\d{1,2}\D", match.group("a")) or not re.search(r"\d{1,2}\D", match.group("b"))
            weight = 2 * _likely(block, match) - 3 * vague
            weight += 4 * bool(_MEANT.search(block.text[max(0, match.start() - 40) : match.start()]))
            weight -= 4 * (block.kind is BlockKind.FOOTNOTE)
            weight += 4 * any(_CONTEXT.search(title) for title in block.section[-1:])
            first = _dated(block.words, match, "a", start)
            found.append(((weight, -index), first, _dated(block.words, match, "b", end)))
        ended = _ENDED.search(block.text[:8000]) if holds(block.text, "nded", "NDED", "nding", "NDING") else None
        end = _day(ended.group("b"), None, last=True) if ended else None
        if ended and end is not None:
            first = _dated(block.words, ended, "b", _year_before(end))
            found.append(((2 * _likely(block, ended) - 4, -index), first, _dated(block.words, ended, "b", end)))
    return [item for item in found if item[0][0] >= 1]


def _likely(block: Block, match: re.Match[str]) -> int:
    """How many words around a date speak of what a report covers."""
    around = block.text[max(0, match.start() - 200) : match.end() + 80]
    return len({word.lower() for word in _CONTEXT.findall(around)})


def _year_before(end: date) -> date:
    """The first day of the year that ends on a day."""
    after = end + timedelta(days=1)
    return date(after.year - 1, after.month, min(after.day, 28) if after.month == 2 else after.day)


def _dated(words: Words, match: re.Match[str], group: str, day: date) -> Found:
    start, end = match.span(group)
    text = match.group(group)
    end -= len(text) - len(text.rstrip(" ,."))
    return Found(day.isoformat(), words.source(start, end))


def _day(text: str, other: date | None, *, last: bool) -> date | None:
    """A day from its words; a missing year is that of `other`, or the one before where that would run backwards."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    month = next((_MONTHS[word.lower()] for word in re.findall(r"[A-Za-z]+", text) if word.lower() in _MONTHS), None)
    year = next((number for number in numbers if 1900 <= number <= 2100), None)
    days = [number for number in numbers if number != year and 1 <= number <= 31]
    if month is None:
        if year is None or len(days) != 2:
            return None
        month, day = (days[0], days[1]) if numbers[0] == year else (days[1], days[0])
        if month > 12:
            month, day = day, month
    else:
        day = days[0] if days else 0
    if year is None:
        if other is None:
            return None
        year = other.year if (month, day or 1) <= (other.month, other.day) else other.year - 1
    try:
        if day:
            return date(year, month, day)
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if last else date(year, month, 1)
    except ValueError:
        return None


def _stated_year(blocks: Sequence[Block], title: Found | None) -> tuple[Found, Found] | None:
    """The year that the report says it covers ("fiscal year 2023", "calendar year 2020", "FY2022")."""
    best: tuple[int, Found, bool] | None = None
    named = _YEAR.search(title.value) if title else None
    for index, (words, match) in enumerate(_fiscal(blocks)):
        around = words.text[max(0, match.start() - 160) : match.end() + 100]
        weight = 2 * len({word.lower() for word in _CONTEXT.findall(around)}) - min(index, 40) // 10
        if weight >= 4 and (best is None or weight > best[0]):
            year = match.group("z") or match.group("y")
            year = match.group("y")[: 4 - len(year)] + year if len(match.group("y")) == 4 else "20" + year
            if named and int(named.group()) not in (int(match.group("y")), int(year), int(year) + 1):
                continue
            best = weight, Found(year, words.source(*match.span())), match.group("z") is not None
    return _fiscal_year(blocks, best[1], best[2]) if best else None


def _fiscal_year(blocks: Sequence[Block], year: Found, crossing: bool) -> tuple[Found, Found]:
    """The twelve months a fiscal year means: to the end of the month that the report's dates of that year name most."""
    ends: Counter[date] = Counter()
    places: dict[date, Found] = {}
    for block in blocks:
        for match in _DATED.finditer(block.text[:8000]) if year.value in block.text else ():
            day = _day(match.group(), None, last=True)
            if day is not None and str(day.year) == year.value and (day + timedelta(days=1)).day == 1:
                ends[day] += 1
                places.setdefault(day, _dated(block.words, match, "d", day))
    day = max(ends, key=lambda end: (ends[end], end), default=None)
    if day is None or ends[day] < FEW:
        return _over_two_years(year) if crossing else _whole_year(year)
    return Found(_year_before(day).isoformat(), places[day].span), places[day]


def _over_two_years(year: Found) -> tuple[Found, Found]:
    """A year printed "2025-26" in a report that names no day: April to March, as in most countries that write so."""
    return Found(f"{int(year.value) - 1}-04-01", year.span), Found(f"{year.value}-03-31", year.span)


def _fiscal(blocks: Sequence[Block]) -> Iterator[tuple[Words, re.Match[str]]]:
    for block in blocks:
        text = block.text[:8000]
        if not holds(text.lower(), "fy", "year", "fiscal"):
            continue
        for pattern in (_FISCAL, _SHORT_FISCAL):
            for match in pattern.finditer(text):
                yield block.words, match


def _whole_year(year: Found) -> tuple[Found, Found]:
    return Found(f"{year.value}-01-01", year.span), Found(f"{year.value}-12-31", year.span)


def _year_of_title(blocks: Sequence[Block], title: Found | None) -> tuple[Found | None, Found | None]:
    """The year in the title or on the first lines, if the report speaks of it; else the year it speaks of most.

    The year before where the report speaks of that one more (a report is often named for the year it comes out).
    """
    mentions: Counter[int] = Counter()
    places: dict[int, Found] = {}
    early: list[int] = []
    for index, block in enumerate(blocks):
        for match in _YEAR.finditer(block.text[:8000]):
            if _AHEAD.search(block.text[max(0, match.start() - 24) : match.start()]):
                continue
            year = int(match.group())
            mentions[year] += 1
            places.setdefault(year, Found(match.group(), block.words.source(*match.span())))
            if index < 15:
                early.append(year)
    if not mentions:
        return None, None
    most = max(mentions, key=lambda year: (mentions[year], year))
    year = next((year for year in early if abs(year - most) <= 1), most)
    inside = _YEAR.search(title.value) if title else None
    if inside and int(inside.group()) in mentions:
        year = int(inside.group())
    if mentions[year - 1] > mentions[year]:
        year -= 1
    return _whole_year(places[year])
