"""What the content of a table cell is: a year, a value, a unit, a word.

Everything here works word by word on short texts, so that no cell, however odd, costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from kgbuild.read.wording import word_set

LONGEST = 60
#: Each cell is asked several times what it holds, and headers come again on every page.
_REMEMBERED = 1 << 14


class CellKind(StrEnum):
    """What a cell holds, told by its characters alone."""

    EMPTY = "empty"
    YEAR = "year"
    VALUE = "value"
    UNIT = "unit"
    TEXT = "text"


_YEAR_TOKEN = re.compile(
    r"(?:fy|cy)?(?:19|20)\d\d(?:[-–/~](?:(?:19|20)?\d\d))?(?:\.\d{1,2}){0,2}[a-z]?|fy'?\d\d(?:[-/]\d\d)?|'\d\d|fy\d\d"
)
_BESIDE = re.compile(r"\(([^()]{1,40})\)\s*$")
_YEAR_PARTS = re.compile(r"[^\s,()]+")
_YEAR_WORDS = word_set(
    """
    fy cy fiscal financial year years full calendar as of at on the ended ending end h1 h2 1h 2h q1 q2 q3 q4
    baseline base target targets actual goal goals results result performance data restated adjusted revised
    unaudited audited e january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec 1st 30th 31st base-year
    """
)
_DAY = re.compile(r"\d{1,2}\.?")
_BLANKS = re.compile(
    r"(?:[-–—−/*.…]+|n\.?\s?/?\s?[admsr]\.?\*?|(?:data\s+)?not\s+(?:yet\s+|previously\s+|currently\s+)?"
    r"(?:applicable|available|disclosed|reported|calculated|measured|tracked|collected)|nil|none|zero|"
    r"t\.?b\.?[cd]\.?|\\|●|✓|√|✔)",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"(?:[<>≤≥~≈±+\-–−(]|(?:approx(?:imately|\.)?|about|around|over|more\s+than|less\s+than|up\s+to|ca?\.|"
    r"[$€£¥₩₹]|us\s?\$|hk\s?\$|rmb|cny|usd|eur|gbp|krw|inr|jpy|hkd|rs\.?)(?![a-z]))\s?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?")
_TAIL = re.compile(r"\s?(?:[%％‰+)*†‡]|[a-zA-Z$€£°µ][\w$€£.°³²²/₂·-]*|\([^()]{0,24}\)|\d{1,2}\))")
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d\s+[^\W\d_]{2}")
_LINK = re.compile(r"\s*(?:[-–~/:|]|to|vs\.?)\s*", re.IGNORECASE)
_TEXTUAL = re.compile(r"[^\W\d_]{2,}")

_SCALES = word_set(
    """
    thousand thousands million millions billion billions trillion hundred hundreds ten mn bn mln k mm 000 000s
    '000 '000s ’000 ’000s 100 1,000 1000 10,000 10k 万 亿 千 tsd mio
    """
)
_ATOMS = word_set(
    """
    % ％ ‰ percent percentage cent bps pp point points score scores ratio times x ton tons tonne tonnes mt kt gt
    t kg kilogram kilograms kilos g gram grams mg lb lbs pound pounds tco2 tco2e tco2eq tco2-e tco2-eq mtco2e
    mtco2 ktco2e ktco2 co2 co2e co2eq co2-e co2-eq co₂e co₂ co₂-e tco₂e tco₂ tco₂eq co2equiv equivalent
    equivalents eq eq. kwh mwh gwh twh wh mw kw gw j kj mj gj tj pj gigajoule gigajoules megajoule megajoules
    terajoule terajoules joule joules btu btus mmbtu therm therms toe tce ktoe kilowatt-hour kilowatt-hours
    megawatt-hour megawatt-hours gigawatt-hours kilowatt megawatt m m2 m3 m² m³ ㎡ cm cm3 km km2 km² nm3 nm³ sm3
    sm³ smc mc mq scf ft ft2 ft3 ft² ft³ sqm sqft sq sq. feet square cubic meter meters metre metres kilometer
    kilometers kilometre kilometres mile miles hectare hectares ha acre acres l liter liters litre litres kl ml
    megaliters megalitres megaliter megalitre kiloliters kilolitres kiloliter
    kilolitre hectoliters hectolitres gallon gallons gal barrel barrels bbl rmb cny yuan usd us$ dollar dollars
    hk$ hkd eur euro euros € £ gbp $ krw won ₩ inr rs rs. ₹ crore crores lakh lakhs jpy yen ¥ chf aud sgd ntd
    nt$ hour hours hrs hr h day days year years month months week weeks minute minutes min mins second seconds
    person persons people employee employees headcount headcounts fte ftes head heads no no. nos nos. number
    numbers # unit units item items case cases session sessions count counts piece pieces pcs company companies
    site sites participant participants supplier suppliers customer customers incident incidents accident
    accidents share shares operation operations country countries course courses event events complaint
    complaints patent patents vehicle vehicles worker workers member members y/n yes/no text man-hour man-hours
    manhours person-hours person-days people-hours n n. nr nr. pax
    """
)
_QUALIFIERS = word_set(
    """
    of in metric short long standard us and or by carbon dioxide lost working full-time million-hours equivalent
    worked
    """
)
_UNIT_HEADER = re.compile(
    r"(?:units?|unit\s+of\s+measure(?:ment)?s?|measurement(?:\s+units?)?|u\.?m\.?|uom|metric\s+unit)", re.IGNORECASE
)
_UNIT_LEAD = re.compile(r"^(?:units?|unit of measure)\s?:?\s|^(?:expressed\s+)?in\s", re.IGNORECASE)
_RATIO = re.compile(r"\s?/\s?|\s+per\s+|\s+each\s+", re.IGNORECASE)
#: "workers covered (B)": the letter that a header gives its column for others to refer to.
_LETTERED = re.compile(
    r"(?:no|nos|numbers?|total|%)\b.*\([A-Z]\)$|.*\b(?:covered|trained|workers|employees)\s*\([A-Z]\)$", re.IGNORECASE
)
_UNIT_WORD = re.compile(r"[^\s()]+")
_SHARE = re.compile(
    r"(?:(?:^|\bas\s+(?:an?\s+)?|\bin\s+|[(:–-]\s?)(?P<of>%|per\s?cent(?:age)?)\s+(?:of\b|\([A-Z]\s?/\s?[A-Z]\)$)|^(?P<led>%)\s*[^\W\d]|"
    r"[^\W\d]\s?(?P<closing>%)$)",
    re.IGNORECASE,
)
_WORD_STARTS = re.compile(r"\S+")
_ANSWERS = re.compile(
    r"(?:yes|no|y|n)\b[.,;]?(?:$|\s*[(/])|.*(?:https?:|www\.|\.(?:pdf|html?|com|org)\b)", re.IGNORECASE
)
_PEOPLE = word_set("employees workers suppliers customers members participants contractors")
_PARENTHESES = re.compile(r"[(\[（]([^()（）\[\]]{1,60})[)\]）]")


@lru_cache(maxsize=_REMEMBERED)
def is_year(text: str) -> bool:
    """True for a period that heads a column: "2020", "FY2023", "2019/20", "31 December 2020", "2022 (restated)"."""
    if len(text) > LONGEST:
        return False
    beside = _BESIDE.search(text)
    if beside and is_unit(beside.group(1)):
        text = text[: beside.start()]
    years = 0
    for found in _YEAR_PARTS.finditer(text.lower()):
        token = found.group().rstrip("*†‡^.")
        if _YEAR_TOKEN.fullmatch(token):
            years += 1
        elif token and token not in _YEAR_WORDS and not _DAY.fullmatch(token):
            return False
    return years == 1


def _one_value(text: str, at: int) -> int | None:
    """Where a figure with its signs and unit words ends, None where there is none."""
    for _ in range(3):
        sign = _SIGN.match(text, at)
        if not sign:
            break
        at = sign.end()
    number = _NUMBER.match(text, at)
    if not number:
        return None
    at = number.end()
    for _ in range(4):
        tail = _TAIL.match(text, at)
        if not tail or not _unit_like(tail.group().strip()):
            break
        at = tail.end()
    return at


def _unit_like(tail: str) -> bool:
    """Whether a word behind a figure can be of its unit: a known unit, a sign, or a word in small letters."""
    return not tail[0].isupper() or tail.isupper() or is_unit(tail)


@lru_cache(maxsize=_REMEMBERED)
def is_value(text: str) -> bool:
    """True for a figure, alone or with sign, currency, unit or a second figure, and for what stands in its place."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return False
    if is_blank(text):
        return True
    if _YEAR_FIRST.match(text):
        return False
    at = _one_value(text, 0)
    for _ in range(2):
        if at is None or at == len(text):
            break
        link = _LINK.match(text, at)
        at = _one_value(text, link.end()) if link else None
    return at == len(text)


def is_blank(text: str) -> bool:
    """True for a dash, "n/a", "nil" and the like: a value's place with no number in it."""
    return _BLANKS.fullmatch(text.strip()[:LONGEST]) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_unit(text: str) -> bool:
    """True where the whole text is a unit of measure: "tCO2e", "RMB million", "kWh per employee", "%", "Persons"."""
    text = text.strip()
    # A capital standing alone is a letter (M and W for men and women, a row that is called G), but for litres.
    bare = text.rstrip(".")
    if not 0 < len(text) <= LONGEST or (len(bare) == 1 and bare.isupper() and bare != "L") or _LETTERED.match(text):
        return False
    text = text.lower()
    text = _UNIT_LEAD.sub("", text)
    factors = _RATIO.split(text)
    # Abbreviations may have their full stop ("lbs.").
    words = [word if word in _ATOMS else word.rstrip(".") for word in _UNIT_WORD.findall(factors[0])]
    if text in _ATOMS or text in _SCALES:
        return True
    if not words or any(word not in _ATOMS and word not in _SCALES and word not in _QUALIFIERS for word in words):
        return False
    if all(word in _QUALIFIERS for word in words):
        return False
    return all(0 < len(_UNIT_WORD.findall(factor)) <= 5 and len(factor) <= 40 for factor in factors[1:])


def is_unit_header(text: str) -> bool:
    """True for the heading of a column of units."""
    return _UNIT_HEADER.fullmatch(text.strip()[:LONGEST]) is not None


def cell_kind(text: str) -> CellKind:
    """What a cell holds."""
    stripped = text.strip()
    if not stripped:
        return CellKind.EMPTY
    if is_year(stripped):
        return CellKind.YEAR
    if is_value(stripped):
        return CellKind.VALUE
    return CellKind.UNIT if is_unit(stripped) else CellKind.TEXT


def is_answers(texts: Iterable[str]) -> bool:
    """Whether a column holds answers or addresses ("Yes", "www..."), which name no row, more than anything else."""
    filled = [text.strip() for text in texts if text.strip()]
    return 2 * sum(_ANSWERS.match(text) is not None for text in filled) > len(filled)


def letters(text: str) -> int:
    """How many words of two letters or more a text has."""
    return len(_TEXTUAL.findall(text))


@lru_cache(maxsize=_REMEMBERED)
def unit_in(text: str) -> tuple[int, int] | None:
    """Where a text names the unit it is in: the last parentheses that hold one, or what follows a last comma."""
    for found in reversed(list(_PARENTHESES.finditer(text))):
        if is_unit(found.group(1)):
            before = text[: found.start()].rstrip()
            outer = before.rfind("(") + 1
            # "(thousand tonnes (t))": what the short form stands for says more than it.
            begin, end = (outer, len(before)) if outer and is_unit(before[outer:]) else found.span(1)
            lead = _UNIT_LEAD.match(text[begin:end])
            return begin + (lead.end() if lead else 0), end
    for mark in (", ", " - ", " – ", ": ", " in ", "(", "["):
        at = text.rfind(mark)
        if at <= 0:
            continue
        begin, end = at + len(mark), len(text.rstrip())
        while end > begin and text[end - 1] in ")]" and _unbalanced(text[begin:end]):
            end -= 1
        if text[begin:end].strip() and is_unit(text[begin:end]):
            return begin, end
    return None


def share_in(text: str) -> tuple[int, int] | None:
    """Where a header or a label says that its figures are shares: "... as a % of ...", "% (B / A)", "% women", "F%"."""
    found = _SHARE.search(text.strip())
    if found is None or found.lastgroup is None:
        return None
    start = len(text) - len(text.lstrip())
    return found.start(found.lastgroup) + start, found.end(found.lastgroup) + start


def _unbalanced(text: str) -> bool:
    return text.count(")") > text.count("(") or text.count("]") > text.count("[")


def label_before_unit(text: str) -> int | None:
    """Where the unit begins in a cell that holds a label and its unit; None where it does not end with one."""
    words = [found.start() for found in _WORD_STARTS.finditer(text)]
    for at in words[1:]:
        if is_unit(text[at:]):
            return at
    return None


def is_people(text: str) -> bool:
    """True for a word that names a class of people: it tells rows apart as often as it is a unit."""
    return text.strip().lower() in _PEOPLE
