"""What the layout is made of: words with their boxes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from typing import NamedTuple

BOLD = re.compile(r"bold|black|heavy|semibold|demi|(?:^|[-_,])(?:bd|blk|sb)\b|[-_](?:med|medium)\b", re.IGNORECASE)


ITALIC = re.compile(r"italic|oblique|(?:^|[-_,])it\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def styles(font: str) -> tuple[str, ...]:
    """What a font's name says of its style: bold, italic."""
    return (*(("bold",) if BOLD.search(font) else ()), *(("italic",) if ITALIC.search(font) else ()))


@lru_cache(maxsize=4096)
def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(BOLD.search(font))


#: Turned, but by no whole quarter.
SLANTED = 4


class RawWord(NamedTuple):
    """A word of a page: offset in the page's text, box in points, size and name of its font.

    `glued`: it goes on from the word before without a space (a raised mark). `turned`: by how many quarters it is
    turned to the right (1: it runs down the page, 3: up), 0 where it is set level, `SLANTED` where it is between.
    """

    text: str
    start: int
    left: float
    bottom: float
    right: float
    top: float
    height: float
    font: str
    glued: bool = False
    turned: int = 0

    @property
    def end(self) -> int:
        """Offset behind its last character."""
        return self.start + len(self.text)


#: A `RawWord` of all of its fields: a third of the time of the call with names, and a page has hundreds.
raw_word: Callable[[tuple[str, int, float, float, float, float, float, str, bool, int]], RawWord] = partial(
    tuple.__new__, RawWord
)
