"""Bytes in, one `RawPage` after another out, each page closed at once.

Boxes are asked for by word (first and last character, two calls a word), not by character: reading them all costs as
much again as the text. Only words whose two ends differ in height or baseline are read character by character, which
is what tells a raised footnote mark from a digit.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kgbuild.errors import ReadError
from kgbuild.model import Box
from kgbuild.read.pdf.calls import CHAR_WEIGHT, EDGES, LOOSE_BOX, FloatBox, address_of
from kgbuild.read.pdf.refuse import sound_fonts, suspect
from kgbuild.read.pdf.shapes import Rules, page_rules
from kgbuild.read.pdf.textlayer import PageText, page_text
from kgbuild.read.pdf.turning import Way, upright, upright_rules, way_of
from kgbuild.read.pdf.words import SLANTED, RawWord, raw_word

#: What one page may hold before its layout is no longer worth the time; the text is read all the same.
CHARACTER_LIMIT = 60_000
PAGE_LIMIT = 5_000
TOKEN = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
#: Digits between a word and its punctuation, which may be a raised mark.
_MARK_INSIDE = re.compile(r"[^\W\d_)][)”’\"]?(\d{1,3})[.,;:)]{1,2}\ufffe?$")
_STOPS = frozenset(".,;:)\ufffe")
_SAME_HEIGHT = 0.12
_TURNED = 0.1
#: Points of white around the words of a page whose size is not known.
_MARGIN = 36.0
Quad = tuple[float, float, float, float]
VERSION = f"{pdfium.version.PDFIUM_INFO}"


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as pdfium gives it: its text, the words of it with their boxes, its rules, its label."""

    index: int
    width: float
    height: float
    text: str
    raw_text: str
    words: tuple[RawWord, ...]
    rules: Rules
    label: str
    too_long: bool = False
    #: How many words are left out, since they are set in a font that makes no sense.
    garbled: int = 0


class Source:
    """An opened PDF.

    Raises:
        ReadError: it is encrypted, broken, empty or no PDF at all.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if b"%PDF" not in data[:4096]:
            raise ReadError("is not a PDF", where=name)
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise ReadError(_why(error), where=name) from None
        self.page_count = len(self._document)
        if self.page_count == 0:
            self.close()
            raise ReadError("is a PDF without pages", where=name)
        if self.page_count > PAGE_LIMIT:
            self.close()
            raise ReadError(f"has {self.page_count} pages; at most {PAGE_LIMIT} are read", where=name)

    def __enter__(self) -> Source:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._document.close()

    def pages(self) -> Iterator[RawPage]:
        """The pages in order; a page that cannot be loaded comes without text."""
        for index in range(self.page_count):
            yield self._page(index)

    def _page(self, index: int) -> RawPage:
        label = self._document.get_page_label(index)
        try:
            page = self._document[index]
        except pdfium.PdfiumError:
            return RawPage(index + 1, 0.0, 0.0, "", "", (), Rules(), label)
        try:
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            page.close()
            return RawPage(index + 1, 0.0, 0.0, "", "", (), Rules(), label)
        try:
            text = page_text(text_page)
            long = len(text.raw) > CHARACTER_LIMIT
            words = () if long else tuple(_words(text_page.raw, text))
            rules = Rules() if long else page_rules(page)
            sound = tuple(_sound(text_page.raw, text, words)) if words and suspect(text.raw) else ()
            kept = sound or words
            lost = len(words) - len(kept)
            frame = _frame(page, kept)
            width, height = frame.right - frame.left, frame.top - frame.bottom
            way = way_of(kept)
            if way is not Way.LEVEL or frame.left or frame.bottom:
                kept, rules = upright(kept, way, frame), upright_rules(rules, way, frame)
            if way in (Way.UP, Way.DOWN):
                width, height = height, width
            return RawPage(index + 1, width, height, text.text, text.raw, kept, rules, label, long, lost)
        finally:
            text_page.close()
            page.close()


def _frame(page: pdfium.PdfPage, words: Sequence[RawWord]) -> Box:
    """The part of a page that is shown, as it is stored: `/Rotate` says only how.

    Where that is empty or holds few of its words, as in broken files, it is what its words span.
    """
    box = Box(*page.get_bbox())
    held = sum(box.left <= word.left <= box.right and box.bottom <= word.bottom <= box.top for word in words)
    if box.right > box.left and box.top > box.bottom and 2 * held >= len(words):
        return box
    return Box(
        min((word.left for word in words), default=0.0) - _MARGIN,
        min((word.bottom for word in words), default=0.0) - _MARGIN,
        max((word.right for word in words), default=0.0) + _MARGIN,
        max((word.top for word in words), default=0.0) + _MARGIN,
    )


def _why(error: pdfium.PdfiumError) -> str:
    message = str(error).lower()
    if "password" in message:
        return "is encrypted: it opens with a password only"
    if "security" in message:
        return "is encrypted in a way that cannot be read"
    return "is a broken PDF"


def _words(handle: object, text: PageText) -> Iterator[RawWord]:
    """Every word of a page with its box, in the order of the text."""
    page, box = address_of(handle), FloatBox()
    at, floats, edges = box.address, box.floats, EDGES
    fonts = _Fonts(handle)
    last_line: tuple[float, float, int] | None = None
    face = _Face("", 1.0, 0.25)
    plain, words, name = text.plain, text.words, ""
    ends, passed = [*text.line_ends, len(text.raw)], 0
    base = size = 0.0
    sideways = False
    for match in TOKEN.finditer(text.raw):
        first, end = match.span()
        a, b = (first, end - 1) if plain else (text.char_index(first), text.char_index(end - 1))
        if sideways:
            # The boxes of a short word do not tell how it is turned; behind a turned word each is asked for its angle.
            parts = list(_uneven(handle, text, first, end, fonts))
            yield from parts
            last_line, sideways = None, parts[0].turned > 0
            continue
        if not LOOSE_BOX(page, a, at):
            continue
        left, top, right, bottom = edges(floats)
        if b != a:
            if not LOOSE_BOX(page, b, at):
                continue
            _, last_top, right, last_bottom = edges(floats)
            slack = _SAME_HEIGHT * (top - bottom)
            level = -slack <= last_bottom - bottom <= slack and -slack <= last_top - top <= slack and right >= left
            mark = _MARK_INSIDE.search(words, first, end) if level and words[end - 1] in _STOPS else None
            if mark is not None:
                inside = mark.start(1)
                LOOSE_BOX(page, inside if plain else text.char_index(inside), at)
                _, mark_top, _, mark_bottom = edges(floats)
                level = abs(mark_top - mark_bottom - top + bottom) <= slack
            if not level:
                parts = list(_uneven(handle, text, first, end, fonts))
                yield from parts
                last_line, sideways = None, parts[0].turned > 0
                continue
        line = (bottom, top, CHAR_WEIGHT(page, a))
        if line != last_line:
            face = fonts.at(a)
            last_line = line
            name = face.name
            base, size = face.baseline_and_size(bottom, top)
        while ends[passed] < first:
            passed += 1
        low, high = base - 0.25 * size, base + 0.75 * size
        yield raw_word((words[first:end], first - passed, left, low, right, high, size, name, False, 0))


def _sound(handle: object, text: PageText, words: Sequence[RawWord]) -> Iterator[RawWord]:
    """The words of a page that are set in fonts that make sense; names do not tell two parts of a font apart."""
    tokens = list(TOKEN.finditer(text.raw))
    fonts = [address_of(_font_at(handle, text.char_index(token.start()))) for token in tokens]
    texts: dict[int, list[str]] = {}
    for font, token in zip(fonts, tokens, strict=True):
        texts.setdefault(font, []).append(text.words[token.start() : token.end()])
    sound = sound_fonts(texts)
    starts = [text.offset(token.start()) for token in tokens]
    for word in words:
        if fonts[bisect_right(starts, word.start) - 1] in sound:
            yield word


def _font_at(handle: object, index: int) -> object:
    return raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(handle, index))


def _uneven(handle: object, text: PageText, first: int, end: int, fonts: _Fonts) -> Iterator[RawWord]:
    """A word whose characters do not stand on one line: split where they rise, or turned on its side."""
    box = raw.FS_RECTF()
    ref = ctypes.byref(box)
    start = text.char_index(first)
    turned = _quarters(raw.FPDFText_GetCharAngle(handle, start))
    boxes: list[Quad] = []
    for at in range(first, end):
        if raw.FPDFText_GetLooseCharBox(handle, text.char_index(at), ref):
            boxes.append((box.left, box.bottom, box.right, box.top))
        else:
            boxes.append(boxes[-1] if boxes else (0.0, 0.0, 0.0, 0.0))
    if turned:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        left, bottom, right, top = min(lefts), min(bottoms), max(rights), max(tops)
        word, size, name = text.words[first:end], fonts.size_at(start), fonts.name_at(start)
        yield RawWord(word, text.offset(first), left, bottom, right, top, size, name, turned=turned)
        return
    face = fonts.at(start)
    begin = first
    for at in range(first + 1, end + 1):
        if at < end and _level(boxes[at - first], boxes[begin - first]):
            continue
        part = boxes[begin - first : at - first]
        base, size = face.baseline_and_size(min(p[1] for p in part), max(p[3] for p in part))
        left, right = sorted((part[0][0], part[-1][2]))
        bottom, top, word = base - 0.25 * size, base + 0.75 * size, text.words[begin:at]
        yield RawWord(word, text.offset(begin), left, bottom, right, top, size, face.name, begin > first)
        begin = at
        if at < end:
            face = fonts.at(text.char_index(at))


def _quarters(angle: float) -> int:
    """By how many quarters a character is turned, from its angle in radians; pdfium counts clockwise."""
    if angle < _TURNED or angle > 2 * math.pi - _TURNED:
        return 0
    quarters = round(angle / (math.pi / 2))
    return quarters if abs(angle - quarters * math.pi / 2) < _TURNED and quarters in (1, 2, 3) else SLANTED


def _level(one: Quad, other: Quad) -> bool:
    height = max(one[3] - one[1], other[3] - other[1])
    return abs(one[1] - other[1]) <= _SAME_HEIGHT * height and abs(one[3] - other[3]) <= _SAME_HEIGHT * height


class _Face(NamedTuple):
    """A font as layout needs it: its size and its baseline as parts of the height of pdfium's loose box.

    Fonts disagree widely on ascent and descent (1.1 to 1.9 times the size), so boxes are made alike: one size high,
    a quarter of it below the baseline.
    """

    name: str
    size: float
    baseline: float

    def baseline_and_size(self, bottom: float, top: float) -> tuple[float, float]:
        """Height of the baseline and size of a word, from the lower and upper edge of its loose box."""
        height = top - bottom
        return bottom + self.baseline * height, self.size * height


class _Fonts:
    """The faces of a page's fonts, each measured once."""

    def __init__(self, handle: object) -> None:
        self._handle = handle
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._box = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._known: dict[str, _Face] = {}

    def name_at(self, index: int) -> str:
        """The name of a character's font."""
        length = raw.FPDFText_GetFontInfo(self._handle, index, self._buffer, 256, ctypes.byref(self._flags))
        return self._buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""

    def at(self, index: int) -> _Face:
        """The face of a character's font; of characters that are set level, since it is measured on the first."""
        name = self.name_at(index)
        face = self._known.get(name)
        if face is None:
            face = self._known[name] = self._measured(name, index)
        return face

    def size_at(self, index: int) -> float:
        """The size of a character's font as it is shown, in points."""
        if not raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(self._matrix)):
            return 0.0
        size: float = raw.FPDFText_GetFontSize(self._handle, index)
        return size * math.hypot(self._matrix.b, self._matrix.d)

    def _measured(self, name: str, index: int) -> _Face:
        em = self.size_at(index)
        placed = raw.FPDFText_GetCharOrigin(self._handle, index, ctypes.byref(self._x), ctypes.byref(self._y))
        boxed = raw.FPDFText_GetLooseCharBox(self._handle, index, ctypes.byref(self._box))
        if not (boxed and placed and em):
            return _Face(name, 1.0, 0.25)
        height = self._box.top - self._box.bottom
        if height <= 0 or not 0.4 < em / height < 1.6:
            return _Face(name, 1.0, 0.25)
        return _Face(name, em / height, min(max((self._y.value - self._box.bottom) / height, 0.0), 0.5))
