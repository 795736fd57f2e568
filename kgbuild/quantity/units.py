"""Units as reports write them: after the number, before it (currencies), in headers; ratios put together from parts.

What a unit is called stands in `ontology/units.ttl`; here is only how the words are found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kgbuild import lexicon
from kgbuild.lexicon import Lexicon, Unit
from kgbuild.quantity.nouns import counted_code
from kgbuild.quantity.scales import scale_after, scale_in

TIMES = frozenset({"day", "week", "month", "year", "hour", "minute", "second"})
_GAP = r"[\s\u00a0*_]{0,3}"
_SUBSCRIPTS = str.maketrans("₂₃²³\u00a0", "2323 ")
_LAST_WORD = re.compile(r"(?:hours|days|tonnes|tons|kWh|MWh|GWh|GJ|TJ|kg|litres|liters|gallons|minutes)", re.IGNORECASE)
_START = re.compile(_GAP + r"-?")
_OF = re.compile(r"\s*(?:of )?")
_PER = re.compile(
    r"[\s\u00a0*_]{0,2}(?:/|÷|\bper\b|\beach\b|\bfor each\b|\bfor every\b)[\s\u00a0*_]{0,2}", re.IGNORECASE
)
_PER_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})*|ten thousand|one)\s", re.IGNORECASE)
_PER_NOUN = re.compile(
    r"(?!(?:year|annum|day|month|week|hour|quarter)\b)[A-Za-z]+(?:[- ](?!of\b|in\b|and\b|for\b|at\b|from\b|to\b"
    r"|was\b|is\b)[A-Za-z]+){0,2}",
    re.IGNORECASE,
)
_PER_TIME = re.compile(r"(?:year|annum|day|month|week|quarter)\b", re.IGNORECASE)
_CAPITA = re.compile(
    r"(?:capita|head|person|people|employees?|staff|collaborators?|colleagues?|associates?|FTEs?|workers?|headcount"
    r"|members of staff)\b",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\s(?:of|in) (?:the )?(?:total |annual )?(?:revenue|sales|turnover|income|production|product|output)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit as it was read: its code, where its words stand, the scale that came with it."""

    code: str
    start: int
    end: int
    kind: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True)
class UnitReader:
    """Finds the units of one lexicon in words."""

    symbols: re.Pattern[str]
    words: re.Pattern[str]
    money_before: re.Pattern[str]
    by_symbol: dict[str, Unit]
    by_word: dict[str, Unit]

    def _base(self, text: str, at: int) -> tuple[Unit, int] | None:
        match = self.words.match(text, at)
        found: tuple[Unit, int] | None = None
        if match:
            found = self.by_word[_key(match.group()).casefold()], match.end()
        match = self.symbols.match(text, at)
        if match and (found is None or match.end() >= found[1]):
            found = self.by_symbol[_key(match.group())], match.end()
        return found

    def after(self, text: str, at: int) -> UnitReading | None:
        """The unit whose words begin at a position, save for space and mark-up between."""
        flat = text.translate(_SUBSCRIPTS)
        start = _end(_START, flat, at)
        for begin in dict.fromkeys((start, at)):
            found = self._base(flat, begin)
            if found:
                return self._with_ratio(flat, begin, *found)
        return None

    def _with_ratio(self, text: str, start: int, unit: Unit, end: int) -> UnitReading:
        code, kind = unit.code, unit.kind
        per = _PER.match(text, end)
        if per and kind != "DimensionlessRatio":
            below = self._denominator(text, per.end())
            if below:
                code, end = f"{code}/{below[0]}", below[1]
                kind = kind if code == unit.code else "Ratio"
            elif time := _PER_TIME.match(text, per.end()):
                end = time.end()
        return UnitReading(code, start, end, kind)

    def _denominator(self, text: str, at: int) -> tuple[str, int] | None:
        if match := _CAPITA.match(text, at):
            return "person", match.end()
        lead = ""
        if number := _PER_NUMBER.match(text, at):
            lead, at = (
                (number.group().strip() + " ") if number.group().strip() not in ("1", "one") else "",
                number.end(),
            )
        scale, after_scale = scale_after(text, at)
        if scale != 1:
            lead, at = (
                lead + text[at:after_scale].strip() + " ",
                after_scale + (text[after_scale : after_scale + 1] == " "),
            )
        found = self._base(text, at)
        if found:
            unit, end = found
            if unit.code in TIMES and unit.code not in ("hour",):
                return None
            after, end_of_scale = scale_after(text, end)
            if after != 1:
                lead, end = lead + text[end:end_of_scale].strip() + " ", end_of_scale
            what = _OF_WHAT.match(text, end)
            return lead.replace("  ", " ") + unit.code, what.end() if what else end
        if noun := _PER_NOUN.match(text, at):
            return lead + counted_code(noun.group()), noun.end()
        return None

    def money(self, text: str, start: int) -> UnitReading | None:
        """The currency that stands directly before a position ("RMB", "US$ ")."""
        match = self.money_before.search(text, max(0, start - 12), start)
        if not match:
            return None
        unit = self.by_symbol[_key(match.group(1))]
        return UnitReading(unit.code, match.start(1), match.end(1), unit.kind)

    def whole(self, text: str) -> UnitReading | None:
        """The unit that words consist of, with its scale ("ten thousand tons", "RMB million", "'000 m3"); else None."""
        stripped = text.strip().strip("()[]（）.:").strip()
        if not stripped:
            return None
        offset = text.find(stripped)
        flat = stripped.translate(_SUBSCRIPTS)
        flat = re.sub(
            r"^(?:in|Unit[s]?|unit of measure)\s*[:：]?\s+(?=\S)",
            lambda match: " " * len(match.group()),
            flat,
            flags=re.IGNORECASE,
        )
        scaled = (
            None
            if re.search(r"\S\s?/|\bper\b", flat) and re.match(r"\s*(?:MM|million|billion|thousand)", flat)
            else scale_in(flat)
        )
        scale = Decimal(1)
        if scaled and not re.search(r"(?:\bper\b|/)(?!0)", flat[: scaled[1]]):
            scale = scaled[0]
            gap = flat[scaled[1] : scaled[2]]
            keep = next((sign for sign in "€$£¥" if sign in gap), "")
            flat = flat[: scaled[1]] + keep + " " * (len(gap) - len(keep)) + flat[scaled[2] :]
        begin = len(flat) - len(flat.lstrip())
        after_of = _end(_OF, flat, begin)
        for at in dict.fromkeys((begin, after_of)):
            found = self._base(flat, at)
            if found:
                reading = self._with_ratio(flat, at, *found)
                if not re.search(r"[A-Za-z0-9%]", re.sub(r"\b(?:in|of|equivalent|equiv)\b", "", flat[reading.end :])):
                    return UnitReading(reading.code, offset + reading.start, offset + reading.end, reading.kind, scale)
        return None

    def within(self, text: str) -> UnitReading | None:
        """The unit that a header or row label names: in brackets, after "in" or "Unit:", after a comma, at its end."""
        for match in reversed(list(re.finditer(r"[(\[（]([^()\[\]（）]{1,60})[)\]）]", text))):
            found = self.whole(match.group(1))
            if found:
                return _moved(found, match.start(1))
        pieces = re.finditer(
            r"(?:\bunits?\s*[:：]|\bn\.|\bno\.|\bnr\.|,| [-–—] |:|\bin\b|\||\n)\s*([^,:|\n]{1,60})$",
            text,
            re.IGNORECASE,
        )
        for match in reversed(list(pieces)):
            found = self.whole(match.group(1))
            if found:
                return _moved(found, match.start(1))
        found = self.whole(text)
        if found:
            return found
        last = re.search(r"\S+$", text.rstrip())
        if last and len(text.split()) > 1 and (not last.group().isalpha() or _LAST_WORD.fullmatch(last.group())):
            found = self.whole(last.group())
            return _moved(found, last.start()) if found else None
        return None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _moved(reading: UnitReading, by: int) -> UnitReading:
    return UnitReading(reading.code, reading.start + by, reading.end + by, reading.kind, reading.scale)


def _key(words: str) -> str:
    folded = re.sub(r"\s+", " ", words.translate(_SUBSCRIPTS)).strip()
    return re.sub(r"CO ?2 ?-?(e?q?)\b", lambda match: "CO2" + match.group(1), folded, flags=re.IGNORECASE)


def _pattern(wordings: Iterable[str]) -> str:
    made = []
    for wording in sorted(set(wordings), key=lambda words: (-len(words), words)):
        escaped = re.escape(wording.translate(_SUBSCRIPTS)).replace(r"\ ", r"\s{1,2}").replace("CO2", r"CO\s?2\s?-?")
        tail = r"(?![A-Za-z0-9])" if wording[-1].isalnum() and wording.isascii() else ""
        made.append(escaped + tail)
    return "|".join(made)


@lru_cache(maxsize=8)
def unit_reader(words: Lexicon | None = None) -> UnitReader:
    """The reader for a lexicon's units, by default those shipped."""
    units = (words or lexicon.load()).units
    by_symbol: dict[str, Unit] = {}
    by_word: dict[str, Unit] = {}
    for unit in units:
        by_symbol.update({_key(symbol): unit for symbol in unit.symbols})
        by_word.update({_key(word).casefold(): unit for word in unit.words})
    money = [symbol for unit in units if unit.kind == "Currency" for symbol in unit.symbols]
    signs = "|".join(re.escape(sign) for sign in sorted(money, key=lambda sign: (-len(sign), sign)))
    return UnitReader(
        symbols=re.compile(_pattern(s for unit in units for s in unit.symbols)),
        words=re.compile(_pattern(w for unit in units for w in unit.words), re.IGNORECASE),
        money_before=re.compile(rf"(?<![A-Za-z])({signs})[\s\u00a0*_]{{0,4}}$"),
        by_symbol=by_symbol,
        by_word=by_word,
    )


def kind_of(code: str, words: Lexicon | None = None) -> str:
    """The quantity kind of a unit code: QUDT's local name, `Ratio` for a composed one, `Count` for a counted noun."""
    unit = (words or lexicon.load()).unit_by_code.get(code)
    if unit is not None:
        return unit.kind
    return "Ratio" if "/" in code else "Count"


def canonical(value: Decimal, code: str, words: Lexicon | None = None) -> tuple[Decimal, str] | None:
    """A value in the unit that its quantity kind is compared in, exact; None where the unit has no fixed factor."""
    unit = (words or lexicon.load()).unit_by_code.get(code)
    if unit is None or unit.factor is None or unit.canonical is None:
        return None
    return value * unit.factor, unit.canonical
