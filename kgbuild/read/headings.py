"""Which lone lines are headings, captions or plain paragraphs, where no markup says so."""

from __future__ import annotations

import re

from kgbuild.read.pieces import APART, Piece, Shape
from kgbuild.read.wording import word_set

LONGEST = 110
#: Empty lines that stand for a picture.
PICTURE = 3
_STOP = re.compile(r"[.;,。；，!]['\"”’)]*$")
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|exhibit|chart|graph|diagram|tab\.|box|photo|image)\s*(?:\d|of\b|[A-Z]?[:.])", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:(?:chapter|section|part|appendix)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.)\s+[A-Z]"
)
_SMALL = word_set(
    """
    a an and as at but by for from in into of on or our out per the to up via vs with we is are its how
    """
)
_WORD = re.compile(r"[^\W\d_][\w'’&-]*")
_BOLD_LINE = re.compile(r"(?:\*\*|<b>|<strong>|__)(.+?)(?:\*\*|</b>|</strong>|__)[:：]?")


def is_caption(text: str) -> bool:
    """True for a line that names a table or figure."""
    return len(text) <= 200 and _CAPTION.match(text) is not None and not text.endswith(".")


def title_case(text: str) -> float:
    """The share of the longer words that begin with a capital."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0


def could_head(text: str) -> bool:
    """True for a short line without final stop that begins with a capital or a number and holds words."""
    if not 2 < len(text) <= LONGEST or _STOP.search(text) or text[0] in "\"“'‘(-—–[":
        return False
    words = _WORD.findall(text)
    if len(words) == 1 and len(words[0]) < 4:
        return False
    return bool(words) and len(words) <= 16 and (text[0].isupper() or text[0].isdigit() or not text[0].isascii())


def bold_line(piece: Piece) -> bool:
    """True where the whole piece is one line in bold."""
    return len(piece.lines) == 1 and _BOLD_LINE.fullmatch(piece.lines[0].text) is not None


def lone_line_level(pieces: list[Piece], at: int, text: str) -> int | None:
    """The depth of the heading that a line of text is (3: under a named section, 4: below), None where it is none.

    A heading stands above its text with no more room below than above; a caption of a picture stands below a wide gap
    with another one under it.
    """
    piece = pieces[at]
    if len(piece.lines) > 2 or not could_head(text) or is_caption(text):
        return None
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    if below is None or below.shape is Shape.RULE:
        return None
    if _NUMBERED.match(text):
        return 3
    leads = below.shape in (Shape.ITEM, Shape.TABS, Shape.PIPES, Shape.SPACES, Shape.HTML) or _reads_on(below)
    cased = title_case(text)
    if below.shape in (Shape.TABS, Shape.PIPES, Shape.SPACES, Shape.HTML) and piece.gap <= 2 and cased < 0.6:
        return None
    if piece.gap <= 2 and below.gap <= 2 and leads and len(text) <= 90:
        return 3 if cased >= 0.6 else 4
    if cased >= 0.75 and below.gap <= 2 and leads:
        return 3
    if cased >= 0.75 and piece.gap <= 2 and below.gap <= 1 and below.shape is Shape.TEXT and at + 2 < len(pieces):
        # A heading over a heading.
        under = below.lines[0].text
        return 3 if could_head(under) and title_case(under) >= 0.6 and _reads_on(pieces[at + 2]) else None
    return None


def title_line(pieces: list[Piece], at: int, text: str) -> bool:
    """True for a line that must be a heading though the report marks others: a title right over its text."""
    piece = pieces[at]
    if len(piece.lines) > 1 or len(text) > 70 or at + 1 >= len(pieces) or not could_head(text) or is_caption(text):
        return False
    below = pieces[at + 1]
    closely = piece.gap <= 2 and below.gap <= 1 and below.shape is Shape.TEXT and len(below.text) > 60
    return closely and title_case(text) >= 0.9 and _reads_on(below) and not any(char.isdigit() for char in text)


def picture_caption(pieces: list[Piece], at: int, text: str) -> bool:
    """True for a lone line under a wide gap, where the text has left out a picture."""
    piece = pieces[at]
    wide = PICTURE <= piece.gap < APART
    return wide and len(piece.lines) <= 2 and len(text) <= 140 and could_head(text)


def _reads_on(below: Piece) -> bool:
    """Whether what follows is running text."""
    return below.shape in (Shape.TEXT, Shape.NOTE) and (len(below.text) > 110 or _STOP.search(below.text) is not None)
