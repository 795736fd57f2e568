"""Words to lines: stretches of words on one baseline that belong together, within one column or table cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from kgbuild.read.pdf.words import RawWord, is_bold

#: A stretch of white wider than this many heights is no word space.
_WIDE = 0.8
#: Between two numbers it takes less: columns of a table stand close.
_NUMBERS = 0.4
_SAME_LINE = 0.5
BULLET = re.compile(r"^(?:[•●◦▪▫■·]\.|[•●○◦▪▫■□‣⁃∙·►▸➢➤✓✔❖◆◇*>»\-–—]|[\uf000-\uf0ff]|o)$")
#: Bullets that cannot be a sign of a number or a dash of a sentence.
_SURE_BULLET = re.compile(r"^(?:[•●○◦▪▫■□‣⁃∙·►▸➢➤✓✔❖◆◇]\.?|[\uf000-\uf0ff])$")
ORDINAL = re.compile(r"^(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4})[.)]|\((?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\))$")
NUMBER = re.compile(
    r"^[(\[]*[<>≤≥~≈±+\-–—−]?(?:[A-Z]{2,3})?[$€£¥₹]?[<>~+\-–—−]?\d[\d.,'’]*(?:%|pp|x|[+*]+|[kKmMbB]n?|[kMGT]?Wh|tCO2e?)?[)\]]*[*+%]*[,;]?$"
)
EMPTY = re.compile(r"^(?:[-–—−]+|[nN]/?[aA]\.?|n\.?a\.?|N\.?A\.?|nil|Nil|NIL|n\.?m\.?|n/?d|N/?D|[/.]{1,3}|…|[*]+)$")
_NOTE = re.compile(
    r"^[(\[]?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,4}|[*†‡§¶#^]{1,3})(?:[,;&+\-–]\s?(?:\d{1,3}|[a-z]))*[,;]?[)\]]?[,;]?$"
)
#: "39 430": the parts of a number that is grouped by spaces.
_HEAD, _TAIL = re.compile(r"^[-–−+(<>~]*\d{1,3}$"), re.compile(r"^\d{3}(?:[.,]\d+)?[%)]*$")
_ORDINAL_END = re.compile(r"^(?:st|nd|rd|th)\b")
_UNIT_END = re.compile(r"(?:^|[^A-Za-z])(?:[Nns]?[kcdm]?m|ft|in|yd|S?cm|Sm)$")


@dataclass(slots=True)
class Line:
    """Words on one baseline; boxes in points, `at` the place of its first word in the stream of words."""

    words: list[RawWord]
    at: int
    left: float
    bottom: float
    right: float
    top: float
    #: Height of the words that carry most of its letters.
    size: float
    bold: bool
    turned: bool = False
    #: Places (in `words`) of raised marks.
    notes: set[int] = field(default_factory=set)
    #: Its words with the raised marks left out.
    text: str = ""
    #: Whether it reads as the content of a number cell.
    value: bool = False

    @property
    def middle(self) -> float:
        """Half way up."""
        return (self.bottom + self.top) / 2

    @property
    def centre(self) -> float:
        """Half way across."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """From its first to its last letter."""
        return self.right - self.left


def joined(line: Line) -> str:
    """The words of a line as one string; spaces stand where `spaced` says, said again here for speed."""
    parts: list[str] = []
    notes, near = line.notes, 0.1 * line.size
    before = line.words[0]
    for place, word in enumerate(line.words):
        if notes and place in notes:
            before = word
            continue
        if parts and not word.glued and (word.left - before.right > near or word.start == before.end + 1):
            parts.append(" ")
        parts.append(word.text)
        before = word
    return "".join(parts)


def spaced(line: Line, place: int) -> bool:
    """Whether a space stands before a word of a line."""
    word, before = line.words[place], line.words[place - 1]
    if word.glued:
        return False
    return word.left - before.right > 0.1 * line.size or word.start == before.end + 1


def bullet_of(line: Line, first: bool) -> bool:
    """Whether a line begins with a bullet that is no part of its words.

    Args:
        line: the line.
        first: whether it is the first line of a list item, where a dash or a star is a bullet too.
    """
    if len(line.words) < 2 or 0 in line.notes:
        return False
    mark, word = line.words[0], line.words[1]
    if _SURE_BULLET.match(mark.text):
        return True
    # A dash or ">" close to a number is its sign.
    apart = word.left - mark.right > 0.6 * line.size
    return bool(first and BULLET.match(mark.text) and (apart or word.text[:1].isalpha()))


@lru_cache(maxsize=1 << 14)
def is_value(text: str) -> bool:
    """Whether a line reads as the content of a number cell: a number with sign, currency or unit, or a dash."""
    words = text.split()
    if not words or len(words) > 4:
        return False
    if len(words) == 1:
        return bool(NUMBER.match(text) or EMPTY.match(text))
    return any(map(NUMBER.match, words)) and all(
        NUMBER.match(word) or word in _AROUND or EMPTY.match(word) for word in words
    )


_AROUND = frozenset(
    [
        "$",
        "€",
        "£",
        "¥",
        "₹",
        "%",
        "RMB",
        "CNY",
        "HK$",
        "US$",
        "USD",
        "EUR",
        "million",
        "billion",
        "mn",
        "bn",
        "m",
        "(",
        ")",
        "+",
        "<",
        ">",
        "~",
        "t",
        "kWh",
        "MWh",
        "GWh",
        "GJ",
        "TJ",
        "tonnes",
        "tons",
        "hours",
        "FY",
        "pts",
        "pp",
        "x",
        "times",
    ]
)


def lines_of(words: Sequence[RawWord]) -> list[Line]:
    """The lines of a page, in the order of its text."""
    made: list[Line] = []
    line: Line | None = None
    for at, word in enumerate(words):
        if word.turned:
            line = None
            made.append(_new(word, at))
            continue
        if line is not None and _goes_on(line, word):
            _add(line, word)
        else:
            line = _new(word, at)
            made.append(line)
    for each in made:
        _settle(each)
    return _spread(_rejoined(made))


def settled(words: Sequence[RawWord], at: int) -> Line:
    """One line of words that are known to belong together."""
    line = _new(words[0], at)
    for word in words[1:]:
        _add(line, word)
    _settle(line)
    return line


def _new(word: RawWord, at: int) -> Line:
    return Line([word], at, word.left, word.bottom, word.right, word.top, word.height, False, word.turned > 0)


def _goes_on(line: Line, word: RawWord) -> bool:
    if word.glued:
        return True
    last, size, height = line.words[-1], line.size, word.height
    low, high = (size, height) if size < height else (height, size)
    top = line.top if line.top < word.top else word.top
    shared = top - (line.bottom if line.bottom > word.bottom else word.bottom)
    if shared < _SAME_LINE * low or low <= 0:
        return False
    gap = word.left - last.right
    if gap < -0.4 * high or gap > _WIDE * high:
        return False
    if high > 1.5 * low and gap > 0.35 * low:
        return False
    if gap > 0.1 * low and _may_be_number(word.text) and _may_be_number(last.text):
        return not (NUMBER.match(word.text) and NUMBER.match(last.text)) or bool(
            gap <= _NUMBERS * low and _HEAD.match(last.text) and _TAIL.match(word.text)
        )
    return True


def _may_be_number(text: str) -> bool:
    """Cheap: most words are letters only."""
    return not text.isalpha()


def _add(line: Line, word: RawWord) -> None:
    line.words.append(word)
    if word.left < line.left:
        line.left = word.left
    if word.right > line.right:
        line.right = word.right
    if word.height >= 0.8 * line.size:
        if word.bottom < line.bottom:
            line.bottom = word.bottom
        if word.top > line.top:
            line.top = word.top
        if word.height > line.size:
            line.size = word.height


def _settle(line: Line) -> None:
    """Size, weight and raised marks of a line once its words are known."""
    words = line.words
    size = words[0].height
    heights = [word.height for word in words]
    if max(heights) - size < 0.05 and size - min(heights) < 0.05:
        base = words
    else:
        letters: dict[float, int] = {}
        for word in words:
            height = round(word.height, 1)
            letters[height] = letters.get(height, 0) + len(word.text)
        size = max(letters, key=lambda height: (letters[height], height))
        base = [word for word in words if word.height >= 0.8 * size] or words
        line.bottom, line.top = min(word.bottom for word in base), max(word.top for word in base)
    line.size = size
    line.bold = _heavy(base)
    line.notes.clear()
    if base is not words:
        for place, word in enumerate(words):
            if word.height < 0.8 * size and word.bottom > line.bottom + 0.14 * size and _is_note(line, place):
                line.notes.add(place)
    line.text = joined(line)
    line.value = is_value(line.text)


def _heavy(words: Sequence[RawWord]) -> bool:
    """Whether most letters of some words are bold."""
    font = words[0].font
    if len({word.font for word in words}) == 1:
        return is_bold(font)
    bold = sum(len(word.text) for word in words if is_bold(word.font))
    return bold > 0.6 * sum(len(word.text) for word in words)


def _is_note(line: Line, place: int) -> bool:
    """Whether a raised word is a mark for a note, not an exponent, an ordinal's end or a degree."""
    word = line.words[place].text.rstrip("\ufffe")
    if not _NOTE.match(word):
        return False
    behind = line.words[place + 1] if place + 1 < len(line.words) else None
    if behind is not None and behind.glued and behind.text[:1].isalnum():
        return False
    before = line.words[place - 1].text if place else ""
    close = place > 0 and line.words[place].left - line.words[place - 1].right < 0.15 * line.size
    if close and before[-1:].isdigit() and (_ORDINAL_END.match(word) or word == "o" or before in ("10", "x10", "×10")):
        return False
    return not (close and word in ("2", "3") and _UNIT_END.search(before))


def _rejoined(lines: list[Line]) -> list[Line]:
    """Lines that the stream of words cut though they touch on the page, as one: bold words set apart, list marks."""
    order = sorted([(-line.bottom - line.top, line.left, k) for k, line in enumerate(lines) if not line.turned])
    gone: set[int] = set()
    for place, (height, _, k) in enumerate(order):
        if k in gone:
            continue
        one = lines[k]
        for depth, _, other_k in order[place + 1 : place + 40]:
            other = lines[other_k]
            if depth - height > one.size and depth - height > 1.8 * other.size:
                break
            if other_k in gone:
                continue
            first, second = (one, other) if one.left <= other.left else (other, one)
            if second.left - first.right < 4 * max(first.size, second.size) and _touch(first, second):
                gone.add(other_k)
                one = _merged(first, second, one)
    return [line for k, line in enumerate(lines) if k not in gone] if gone else lines


def _spread(lines: list[Line]) -> list[Line]:
    """Lines that were set wide to fill their column, whole again: they end where the line above or below ends."""
    made: list[Line] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if run and line is not None and _set_wide(run, line):
            run.append(line)
            continue
        if len(run) > 1 and _fills(run, lines):
            made.append(settled([word for one in run for word in one.words], run[0].at))
        else:
            made += run
        run = [line] if line is not None else []
    return made


def _set_wide(run: Sequence[Line], line: Line) -> bool:
    last = run[-1]
    if line.turned or last.turned or line.at != last.at + len(last.words):
        return False
    if abs(line.bottom - last.bottom) > 0.1 * line.size:
        return False
    gap = line.left - last.right
    gaps = [b.left - a.right for a, b in pairwise(run)]
    if not 0 < gap < 3.5 * line.size or abs(line.size - last.size) > 0.5 or line.value:
        return False
    return all(0.6 * gap < other < 1.7 * gap for other in gaps)


def _fills(run: Sequence[Line], lines: Sequence[Line]) -> bool:
    first, right, size = run[0].words, run[-1].right, run[0].size
    left = first[1].left if len(first) > 1 and BULLET.match(first[0].text) else run[0].left
    return any(
        abs(other.left - left) < 2
        and abs(other.right - right) < 2
        and 0.5 * size < abs(other.bottom - run[0].bottom) < 2 * size
        and len(other.words) > 3
        for other in lines
    )


def _touch(first: Line, second: Line) -> bool:
    low, high = min(first.size, second.size), max(first.size, second.size)
    if _hangs(first, second) or _opens_note(first, second):
        return True
    shared = min(first.top, second.top) - max(first.bottom, second.bottom)
    if shared < 0.6 * low:
        return False
    gap = second.left - first.right
    if len(first.words) == 1 and (BULLET.match(first.words[0].text) or ORDINAL.match(first.words[0].text)):
        return -0.2 * high < gap < 2.6 * high and not second.value
    if high > 1.3 * low:
        return second.size < first.size and -0.3 * low < gap < 0.25 * low and bool(_NOTE.match(second.text))
    if second.value and first.value:
        return -0.1 * low < gap < 0.12 * low
    return -0.3 * low < gap < 0.4 * low


def _hangs(first: Line, mark: Line) -> bool:
    """Whether a small mark stands raised at the end of a line, though it was set apart from it."""
    return (
        len(mark.words) == 1
        and mark.size < 0.85 * first.size
        and -0.2 * first.size < mark.left - first.right < 0.3 * first.size
        and first.bottom + 0.14 * first.size < mark.bottom < first.top
        and bool(_NOTE.match(mark.words[0].text))
    )


def _opens_note(mark: Line, text: Line) -> bool:
    """Whether a small raised mark stands before the note that it opens."""
    return (
        len(mark.words) == 1
        and mark.size < 0.9 * text.size
        and 0 < text.left - mark.right < 4 * text.size
        and text.bottom < mark.bottom < text.top
        and bool(_NOTE.match(mark.words[0].text))
    )


def _merged(first: Line, second: Line, into: Line) -> Line:
    into.words, into.at = first.words + second.words, min(first.at, second.at)
    into.left, into.right = min(first.left, second.left), max(first.right, second.right)
    _settle(into)
    return into
