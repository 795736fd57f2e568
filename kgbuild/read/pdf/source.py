"""The only module that speaks to pdfium: bytes in, one `RawPage` after another out, each page closed at once.

Boxes are asked for by word (first and last character, two calls a word), not by character: reading them all costs as
much again as the text. Only words whose two ends differ in height or baseline are read character by character, which
is what tells a raised footnote mark from a digit.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kgbuild.errors import ReadError
from kgbuild.read.pdf.shapes import Rules, page_rules
from kgbuild.read.pdf.textlayer import PageText, page_text
from kgbuild.read.pdf.words import RawWord

#: What one page may hold before its layout is no longer worth the time; the text is read all the same.
CHARACTER_LIMIT = 60_000
PAGE_LIMIT = 5_000
TOKEN = re.compile(r"[^\s\ufffe]+\ufffe?|\ufffe")
_SAME_HEIGHT = 0.12
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
            width, height = page.get_size()
            return RawPage(index + 1, width, height, text.text, text.raw, words, rules, label, long)
        finally:
            text_page.close()
            page.close()


def _why(error: pdfium.PdfiumError) -> str:
    message = str(error).lower()
    if "password" in message:
        return "is encrypted: it opens with a password only"
    if "security" in message:
        return "is encrypted in a way that cannot be read"
    return "is a broken PDF"


def _words(handle: object, text: PageText) -> Iterator[RawWord]:
    """Every word of a page with its box, in the order of the text."""
    box = raw.FS_RECTF()
    ref = ctypes.byref(box)
    loose = raw.FPDFText_GetLooseCharBox
    fonts = _Fonts(handle)
    last_line = None
    for match in TOKEN.finditer(text.raw):
        first, end = match.span()
        a, b = text.char_index(first), text.char_index(end - 1)
        if not loose(handle, a, ref):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if b != a:
            if not loose(handle, b, ref):
                continue
            low, high = box.bottom, box.top
            height = top - bottom
            level = abs(low - bottom) <= _SAME_HEIGHT * height and abs(high - top) <= _SAME_HEIGHT * height
            backwards = box.right < left
            if not level or backwards:
                yield from _uneven(handle, text, first, end, fonts)
                last_line = None
                continue
            right = box.right
            bottom, top = min(bottom, low), max(top, high)
        line = (round(bottom), round(top))
        font = fonts.at(a, line != last_line)
        last_line = line
        start = text.offset(first)
        yield RawWord(text.clean(first, end), start, left, bottom, right, top, font)


def _uneven(handle: object, text: PageText, first: int, end: int, fonts: _Fonts) -> Iterator[RawWord]:
    """A word whose characters do not stand on one line: split where they rise, or turned on its side."""
    box = raw.FS_RECTF()
    ref = ctypes.byref(box)
    angle = raw.FPDFText_GetCharAngle(handle, text.char_index(first))
    boxes: list[tuple[float, float, float, float]] = []
    for at in range(first, end):
        if raw.FPDFText_GetLooseCharBox(handle, text.char_index(at), ref):
            boxes.append((box.left, box.bottom, box.right, box.top))
        else:
            boxes.append(boxes[-1] if boxes else (0.0, 0.0, 0.0, 0.0))
    font = fonts.at(text.char_index(first), True)
    if 0.1 < angle < 6.18:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        yield RawWord(
            text.clean(first, end), text.offset(first), min(lefts), min(bottoms), max(rights), max(tops), font, turned=True
        )
        return
    begin = first
    for at in range(first + 1, end + 1):
        if at == end or not _level(boxes[at - first], boxes[begin - first]):
            part = boxes[begin - first : at - first]
            left, right = part[0][0], part[-1][2]
            bottom, top = min(p[1] for p in part), max(p[3] for p in part)
            yield RawWord(
                text.clean(begin, at), text.offset(begin), min(left, right), bottom, max(left, right), top, font, begin > first
            )
            begin = at


def _level(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    height = max(one[3] - one[1], other[3] - other[1])
    return abs(one[1] - other[1]) <= _SAME_HEIGHT * height and abs(one[3] - other[3]) <= _SAME_HEIGHT * height


class _Fonts:
    """Weights of fonts by name, asked for once a line."""

    def __init__(self, handle: object) -> None:
        self._handle = handle
        self._buffer = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()
        self._last = ""

    def at(self, index: int, new_line: bool) -> str:
        """The name of the font of a character; within a line the font of its first word stands for all."""
        if new_line:
            length = raw.FPDFText_GetFontInfo(self._handle, index, self._buffer, 256, ctypes.byref(self._flags))
            self._last = self._buffer.value.decode("utf-8", "replace") if 0 < length <= 256 else ""
        return self._last
