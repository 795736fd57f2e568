"""Numbers that are no metric: dates, codes, names, page and list numbers, versions, figures about others.

Each rule has a reason in plain words; `extract --coverage` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kgbuild.quantity import DateWords, Number, scale_after, unit_reader

_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:nos?\.?|№|#|level|tier|class|grade|top|rel\.?|version|ver\.?|v\.?|iso|iso/iec|gb/t|gb"
    r"|iec|en|uni en|uni|ohsas"
    r"|bs|sa|aa|astm|ieee|appendix|article|art\.?|section|sec\.|chapter|clause|annex|schedule|pages?|pp?\.|notes?|footnotes?|tables?"
    r"|figures?|fig\.|chart|exhibit|scopes?|phase|stage|step|goals?|sdgs?|principles?|categor(?:y|ies)|type|zone|route|building|block"
    r"|room|floor|form|gri|sasb|ifrs|ias|hkfrs|directive|regulation|decree|legislative decree|law|pm|euro"
    r"|windows|web|industry|covid"
    r"|fortune|forbes|s&p|ftse|csi|nikkei|stoxx|russell|item|question|agenda|article|paragraph|para\.?|lot|bond"
    r"|model|mach|post ?code|zip"
    r"|p\.?o\.? box|tel\.?|phone|fax|hotline|code|key|pillar|priority|commitment|target|objective|aspect|kpi"
    r"|line|unit|module|day|week|wave"
    r"|rule|guideline|standard|ssae|isae|soc|cdp|act|n\.|nr\.)"
    r"[\s\u00a0(:.-]*)(?:\d+(?:\.\d+)*\s?(?:,|and|&|\+|to|-|–|/|or)\s?)*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}:\d{2}|\b\d{1,2} ?[ap]\.?m\b\.?|\b24 ?[/x×*] ?7\b|\b7 ?[/x×*] ?24\b|\b24 hours?,? (?:a day|7 days)"
    r"|\b24-hours?\b|\b24 hours? (?=hotline|service|support|online)|\b7 days a week|\b365 days\b|\b24/7/365\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:com|org|net|cn|hk|it|html?|pdf)\b\S*", re.IGNORECASE
)
_PHONE = re.compile(
    r"\(?\+\d{1,3}\)?[\d\s().-]{6,}|\(0\d{1,3}\) ?\d[\d\s-]{5,}|\b\d{3,4}-\d{3,4}-\d{3,4}\b|\b0\d{2,3}[- ]\d{5,}\b"
)
_QUOTED = re.compile(r"[\"“«「『《‘][^\"”»」』》’“]{2,90}[\"”»」』》’]")
_AGE_OLD = re.compile(r"[- ]years?[- ]old|[- ]years? of age|[- ]storey|[- ]floor", re.IGNORECASE)
_HYPHENED = re.compile(r"[-‐‑][A-Za-z]+")
_HYPHEN_FINE = re.compile(r"[-‐‑](?:percent|per ?cent|tonnes?|tons?|MW|kW)\b", re.IGNORECASE)
#: "(ten thousand tons)", "in 10,000 m3": a number that belongs to a unit, behind the place marked by a null.
_UNIT_SCALE = re.compile(
    r"(?:[(（]|\bunits?: ?)(?:in |RMB ?|US\$ ?|HK\$ ?|[$€£¥] ?)?\x00(?:ten|one|hundred|a hundred|one hundred|10"
    r"|100|1,000|10,000|100,000|1,000,000|10,000,000|100,000,000)"
    r"(?:[ -](?:thousand|million|billion))?[ -]?[^()\d]{0,40}[)）]",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"[=×÷∑]\s*$")
_CODE_AROUND = re.compile(r"^(?:[/.]\d|[-–]\d+[-–/]\d)")


_LETTER = re.compile(r"[A-Za-z]")


def _glued_unit(right: str) -> bool:
    """Whether letters glued to a number are a scale or a unit ("260,000kWh", "5M")."""
    _, end = scale_after(right, 0)
    return end > 0 or unit_reader().after(right, 0) is not None or bool(re.match(r"(?:and|or|to|of|in)\b", right))


def masked(text: str) -> list[tuple[int, int, str]]:
    """Stretches of a text in which no number is a metric, with the reason."""
    found = [(m.start(), m.end(), "web or mail address") for m in _ADDRESS.finditer(text)]
    found += [(m.start(), m.end(), "telephone number") for m in _PHONE.finditer(text)]
    found += [(m.start(), m.end(), "time of day or service hours") for m in _CLOCK.finditer(text)]
    for m in _QUOTED.finditer(text):
        inside = m.group()[1:-1]
        if len(inside.split()) <= 12 and re.search(r"[A-Za-z]", inside):
            found.append((m.start(), m.end(), "part of a name"))
    return found


def why_not(text: str, number: Number, dates: Iterable[DateWords], masks: list[tuple[int, int, str]]) -> str | None:
    """Why a number of a text is no metric by how and where it is printed; None where nothing speaks against it."""
    if number.value is None:
        return "code or telephone number"
    if number.text.casefold() == "half" and re.search(
        r"\b(?:first|second|latter|last|other|former|1st|2nd)\s$", text[: number.start], re.IGNORECASE
    ):
        return "half of a year or the like"
    if number.kind == "word" and number.value == 0:
        return "zero as a word: read as a statement"
    for start, end, reason in masks:
        if start <= number.start < end:
            return reason
    left, right = text[max(0, number.start - 40) : number.start], text[number.end : number.end + 40]
    for item in dates:
        if item.start <= number.start < item.end:
            return "date"
    if _UNIT_SCALE.search(left + "\x00" + text[number.start : number.end + 60]):
        return "scale of a unit"
    return _by_left(left, number) or _by_right(left, right, number)


def _by_left(left: str, number: Number) -> str | None:
    if _BEFORE.search(left):
        return "number of a level, standard, section or the like"
    if (
        number.kind == "figure"
        and re.search(r"[A-Za-z_][-–]?$", left)
        and not re.search(r"(?:RMB|CNY|USD|HKD|EUR|GBP|INR|KRW|Rs)$", left)
    ):
        return "part of a name or code"
    if re.search(r"(?:/|\bper)\s?(?:RMB|CNY|KRW|USD|US\$|HK\$|HKD|EUR|[$€£¥])?\s?$", left) and not re.search(
        r"[\d)]\s?/\s?$", left
    ):
        return "part of a unit"
    if re.search(r"\d[/.:]$", left) or (re.search(r"[A-Za-z]\d*[-–/]$", left) and number.kind == "figure"):
        return "part of a name or code"
    if _FORMULA.search(left):
        return "formula"
    return None


def _by_right(left: str, right: str, number: Number) -> str | None:
    if number.kind == "figure" and _ORDINAL.match(right):
        return "ordinal"
    if number.kind == "figure" and _LETTER.match(right) and not _glued_unit(right):
        return "part of a name or code"
    if _AGE_OLD.match(right):
        return "age or size of one thing"
    if _CODE_AROUND.match(right):
        return "part of a name or code"
    if _HYPHENED.match(right) and not _HYPHEN_FINE.match(right):
        return "part of a compound word"
    if re.fullmatch(r"0\d", number.text):
        return "list or chapter number"
    if number.kind == "figure" and re.search(r"(?:^|[.;:] )\(?$", left) and re.match(r"[.)](?:\s|$)", right):
        return "list number"
    if re.search(r"\($", left) and re.match(r"\)", right) and len(number.text) <= 2:
        return "list number or footnote mark"
    if (
        number.kind == "figure"
        and re.search(r"[a-z] [A-Z][a-z]+ $", left)
        and re.match(r" [A-Z][a-z]+", right)
        and len(number.text) <= 4
    ):
        return "part of a name"
    if re.search(r"\[$", left) and re.match(r"\]", right):
        return "footnote mark"
    return None
