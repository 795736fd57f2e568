"""Running headers, footers and navigation: lines that many pages repeat."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kgbuild.read.pages import Paging
from kgbuild.read.pieces import Piece, Shape

_DIGITS = re.compile(r"\d+")
_CELLS = re.compile(r"[|\t]")
#: Lines from the top or bottom of a page that count as its margin.
ZONE = 14
SHARE = 0.3
LEAST = 4
LONGEST = 160


def furniture_of(pieces: Sequence[Piece], paging: Paging) -> frozenset[int]:
    """Where the pieces start that are no text of their page, but stand on many."""
    if len(paging.pages) < 2:
        return frozenset()
    by_page: dict[int, list[Piece]] = {}
    for piece in pieces:
        by_page.setdefault(paging.at(piece.start) or 0, []).append(piece)
    anywhere: Counter[str] = Counter()
    margins: Counter[str] = Counter()
    for own in by_page.values():
        anywhere.update({_key(piece) for piece in own if _short(piece)})
        edge = own if len(own) <= 2 * ZONE else [*own[:ZONE], *own[-ZONE:]]
        margins.update({_key(piece) for piece in edge if _short(piece) and piece.shape is not Shape.HEADING})
    many = max(LEAST, SHARE * len(by_page))
    repeated = {key for key, count in anywhere.items() if key and count >= many}
    running = {key for key, count in margins.items() if key and count >= LEAST}
    found = set(paging.markers)
    for piece in pieces:
        key = _key(piece)
        if _short(piece) and (key in repeated or (key in running and piece.shape is Shape.TEXT)):
            found.add(piece.start)
        elif piece.shape is Shape.PIPES and len(piece.text) <= 700:
            cells = [_fold(cell) for cell in _CELLS.split(piece.text)]
            filled = [cell for cell in cells if cell]
            if filled and sum(cell in repeated or cell in running for cell in filled) >= 0.5 * len(filled):
                found.add(piece.start)
    return frozenset(found)


def _short(piece: Piece) -> bool:
    return (
        len(piece.lines) <= 2 and len(piece.text) <= LONGEST and piece.shape in (Shape.TEXT, Shape.HEADING, Shape.ITEM)
    )


def _key(piece: Piece) -> str:
    """What is compared: the words, any number like any other. A number alone may be a figure and is not compared."""
    return _fold(piece.text) if _short(piece) and any(char.isalpha() for char in piece.text) else ""


def _fold(text: str) -> str:
    return " ".join(_DIGITS.sub("0", text.strip("#*| \n")).split()).casefold()
