"""The published text of a page: pdfium's own, normalised character by character.

The rules are few and fixed, because offsets are counted in what comes out:

- a line end (CR LF) is one LF;
- the marker U+FFFE, which pdfium puts for a hyphen at a line's end (and then leaves the line end out), is the hyphen
  that is printed, U+002D;
- a tab is a space; any other control character, an unpaired surrogate and a noncharacter is U+FFFD;
- nothing else is changed: no Unicode normalisation, no reordering, no spaces added or taken.

What a layout makes of the page has no influence on it.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_TABLE: dict[int, str] = dict.fromkeys((*range(32), *range(127, 160)), "�")
_TABLE.update({0x09: " ", 0x0A: "\n", 0x0D: "\n", 0xFFFE: "-", 0xFFFF: "\ufffd"})
_TABLE.update(dict.fromkeys((*range(55296, 57344), *range(64976, 65008)), "�"))
#: The words as they stand, but for the hyphen marker, which layout still needs to see.
_WORDS = {code: to for code, to in _TABLE.items() if code != 0xFFFE}


#: What the tables change, but for line ends: most pages hold nothing of it.
_ODD = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def normalised(text: str) -> str:
    """The published form of pdfium's text of a page."""
    text = text.replace("\r\n", "\n")
    return text.translate(_TABLE) if "\r" in text or _ODD.search(text) else text


class PageText:
    """pdfium's text of a page, its published form, and the way between both and pdfium's character list."""

    def __init__(self, text: str, handle: object, plain: bool) -> None:
        self.raw = text
        self.text = normalised(text)
        self._handle = handle
        #: Whether pdfium's text and its list of characters count alike (they do but for odd characters).
        self.plain = plain
        #: The words as they stand, the marker of a hyphen kept for the layout.
        self.words = text.translate(_WORDS) if _ODD.search(text) else text
        self.line_ends = [match.start() for match in re.finditer("\r\n", text)]

    def char_index(self, at: int) -> int:
        """The place in pdfium's list of characters of a position of its text."""
        if self.plain:
            return at
        index: int = raw.FPDFText_GetCharIndexFromTextIndex(self._handle, at)
        return max(index, 0)

    def offset(self, at: int) -> int:
        """The offset in the published text of a position of pdfium's text."""
        return at - bisect_left(self.line_ends, at)


def page_text(page: pdfium.PdfTextPage) -> PageText:
    """The text of a page."""
    count = page.count_chars()
    # A character above U+FFFF takes two units: pdfium tells the real size when asked without a buffer large enough.
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    written = raw.FPDFText_GetText(page.raw, 0, count, buffer) if count else 0
    text = bytes(memoryview(buffer))[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    return PageText(text, page.raw, len(text) == count)
