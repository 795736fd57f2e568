"""Key figures: a number in large type and its label, which the text shows as lines of their own.

Label and number are joined where the one cannot do without the other: a label that breaks off, a number that goes on in
lower case, or a row of labels and numbers that take turns.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kgbuild.read.pieces import Piece, Shape

_MARKS = re.compile(r"\*{1,3}|</?[a-z]{1,6}>|<sup>[^<>]*</sup>|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[#>]+\s")
_LEAD = (
    r"(?:(?:more\s+than|over|about|around|nearly|almost|approximately|up\s+to|at\s+least|less\s+than|below|under|above|"
    r"exceed(?:ed|ing)?|total(?:ing)?(?:\s+of)?|some|a\s+total\s+of)\s+)?"
)
_MONEY = r"(?:(?:RMB|CNY|USD|US\$|HK\$|HKD|EUR|GBP|KRW|INR|Rs\.?|[$€£¥₩₹])\s?)?"
_FIGURE = r"[<>≤≥~≈±+\-–−]?\s?\d(?:[\d.,'’  ]*\d)?\s?(?:\+|%|％|‰)?"
_LONE = re.compile(
    rf"^{_LEAD}{_MONEY}{_FIGURE}(?:\s?[-–~/]\s?{_FIGURE})?\+?"
    r"(?:\s?(?:thousand|million|billion|trillion|mn|bn|[mbk]|hundred|times|x))?\+?"
    r"(?:\s?(?:[a-zA-Z$€£°³²₂/%³²]{1,14}\+?)){0,3}[.,]?$",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"^(?:FY\s?)?(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?$|^\d{1,2}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?。！？;；]['\"”’)]*$")
_BREAKS_OFF = re.compile(
    r"(?:\b(?:of|was|were|is|are|than|to|over|about|reached|reaching|exceeded|exceeding|by|for|at|with|covered|covering|"
    r"approximately|nearly|around|a|an|the|and|totaled|totalled|amounted|received|served|saved|completed|conducted|"
    r"organized|organised|rmb|usd|cny|hk\$|us\$|eur|from|in|on|that|called|setting\s+up|industry's)|[,:：—–-])$",
    re.IGNORECASE,
)
_UNIT_END = re.compile(r"\([^()]{1,40}\)$")
_HAS_NUMBER = re.compile(r"(?<![\w.])(?!(?:19|20)\d\d\b)\d[\d.,]*(?![\w.])")
_DATE = re.compile(
    r"\b(?:\d{1,2}\s+)?(?:January|February|March|April|May|June|July|August|September|October|November|December)\s*(?:\d{1,2})?,?\s*(?:\d{4})?|\b(?:19|20)\d\d\b"
)
_HEADED = re.compile(r"(?:19|20)\d\d\b|\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z][a-z]")
_SMALL = re.compile(r"\d{1,2}")
LONGEST_LABEL = 170
LONGEST_RUN = 60
WIDEST_GAP = 4


def join_key_figures(pieces: list[Piece], fixed: AbstractSet[int] = frozenset()) -> tuple[list[Piece], set[int]]:
    """The pieces with labels and numbers joined, and the places (in the new list) of those that are key figures.

    Halves of one sentence are joined too, where the first breaks off and the second goes on. Pieces at the `fixed`
    places are left alone.
    """
    run = _Run.of(pieces)
    for at in fixed:
        run.lone[at] = run.label[at] = False
    for at in range(len(pieces)):
        if run.lone[at] and run.owner[at] == at:
            run.claim(at)
    for at in range(1, len(pieces)):
        if run.owner[at] == at and at not in fixed and at - 1 not in fixed and run.goes_on(at):
            run.owner[at] = run.owner[at - 1]
    for at in range(1, len(pieces)):
        run.owner[at] = run.owner[run.owner[at]]
    joined: list[Piece] = []
    figures: set[int] = set()
    at = 0
    while at < len(pieces):
        stop = at + 1
        while stop < len(pieces) and run.owner[stop] == run.owner[at]:
            stop += 1
        if any(run.lone[at:stop]) or (stop > at + 1 and any(map(run.figure, range(at, stop)))):
            figures.add(len(joined))
        if stop > at + 1:
            lines = [line for piece in pieces[at:stop] for line in piece.lines]
            joined.append(Piece(Shape.TEXT, lines, pieces[at].gap))
        else:
            joined.append(pieces[at])
        at = stop
    return joined, figures


@dataclass(slots=True)
class _Run:
    """Pieces with what each can be: a lone number, a label; `owner` is the piece it is joined to."""

    pieces: list[Piece]
    plain: list[str]
    lone: list[bool]
    label: list[bool]
    owner: list[int]

    @classmethod
    def of(cls, pieces: list[Piece]) -> _Run:
        plain = [_plain(piece) for piece in pieces]
        lone = [_is_lone(piece, text) for piece, text in zip(pieces, plain, strict=True)]
        label = [
            piece.shape is Shape.TEXT and not alone and 2 < len(text) <= LONGEST_LABEL and len(piece.lines) <= 6
            for piece, text, alone in zip(pieces, plain, lone, strict=True)
        ]
        run = cls(pieces, plain, lone, label, list(range(len(pieces))))
        small = [at for at, text in enumerate(plain) if _SMALL.fullmatch(text) and pieces[at].shape is Shape.TEXT]
        for at in [at for at in small if run.takes_turns(at)]:
            lone[at], label[at] = True, False
        return run

    def takes_turns(self, at: int) -> bool:
        """Whether a number of one or two digits (a page number, mostly) is a figure: labels and figures alternate."""
        if self.pieces[at].text.startswith(("**", "<b>")):
            return True
        for step in (-2, 2):
            between, other = at + step // 2, at + step
            if 0 <= other < len(self.pieces) and (self.lone[other] or _SMALL.fullmatch(self.plain[other])):
                text = self.plain[between]
                if self.label[between] and len(text) <= 60 and not _STOP.search(text) and not _numbered(text):
                    return True
        return False

    def claim(self, at: int) -> None:
        """Give a lone number its label: the one before it, the one after it, or both halves of one sentence."""
        before, after = self._before(at), self._after(at)
        goes_on = after is not None and self.plain[after][:1].islower()
        opens = before is not None and _open_ended(self.plain[before])
        if before is not None and (opens or (not goes_on and self._label_first(at, before, after))):
            self.owner[at] = self.owner[before]
            if opens and goes_on and after is not None:
                self.owner[after] = self.owner[at]
        elif after is not None and (goes_on or self._names(after, alone=before is None)):
            self.owner[after] = self.owner[at]

    def goes_on(self, at: int) -> bool:
        """Whether a piece is the rest of the sentence that the piece before it breaks off."""
        before, here = self.pieces[at - 1], self.pieces[at]
        if before.shape is not Shape.TEXT or here.shape is not Shape.TEXT or here.gap > WIDEST_GAP:
            return False
        text = self.plain[at - 1]
        if _STOP.search(text) or text.endswith(":") or self.lone[at - 1] or self.lone[at]:
            return False
        begins = self.plain[at]
        if begins[:1].islower() and (len(text) > 20 or self.owner[at - 1] != at - 1):
            return begins[:4] not in ("www.", "http")
        return _open_ended(text) and here.text.startswith(("**", "<b>", '"', "“")) and not _STOP.search(begins)

    def figure(self, at: int) -> bool:
        """Whether a short piece holds a number."""
        return len(self.plain[at]) <= LONGEST_LABEL and _numbered(self.plain[at])

    def _before(self, at: int) -> int | None:
        place = at - 1
        if (
            place < 0
            or self.pieces[at].shape is Shape.HEADING
            or not self.label[place]
            or self.owner[place] != place
            or self.pieces[at].gap > WIDEST_GAP
        ):
            return None
        text = self.plain[place]
        taken = _STOP.search(text) or (_numbered(text) and not _open_ended(text))
        return None if taken else place

    def _after(self, at: int) -> int | None:
        place = at + 1
        if (
            place >= len(self.pieces)
            or self.pieces[at].shape is Shape.HEADING
            or not self.label[place]
            or self.pieces[place].gap > WIDEST_GAP
        ):
            return None
        return place

    def _label_first(self, at: int, before: int, after: int | None) -> bool:
        """Whether labels stand above their numbers here: a unit in parentheses, nothing fit below, or the turn."""
        if _UNIT_END.search(self.plain[before]) or after is None or _STOP.search(self.plain[after]):
            return True
        if self.pieces[at].gap != self.pieces[after].gap:
            return self.pieces[at].gap < self.pieces[after].gap
        return self._turn(before)

    def _names(self, after: int, *, alone: bool) -> bool:
        """Whether the piece below a number is its label, though it begins with a capital."""
        text = self.plain[after]
        if _STOP.search(text) or _open_ended(text) or _numbered(text):
            return False
        below = after + 1 < len(self.pieces) and self.lone[after + 1]
        return not (below and alone and self._turn(after))

    def _turn(self, at: int) -> bool:
        """Whether the run of short labels and numbers around a place ends with a number: labels come first in it."""
        stop = begin = at
        while stop + 1 < len(self.pieces) and stop - at < LONGEST_RUN and self._in_run(stop + 1):
            stop += 1
        while begin > 0 and at - begin < LONGEST_RUN and self._in_run(begin - 1):
            begin -= 1
        return self.lone[stop] or not self.lone[begin]

    def _in_run(self, at: int) -> bool:
        return self.lone[at] or (self.label[at] and not _STOP.search(self.plain[at]))


def _plain(piece: Piece) -> str:
    text = _MARKS.sub("", piece.text) if len(piece.text) <= 2 * LONGEST_LABEL else piece.text
    return " ".join(text.split())


def _is_lone(piece: Piece, text: str) -> bool:
    """A number with at most a few words of unit, or one in bold with a few words more."""
    if piece.shape not in (Shape.TEXT, Shape.HEADING) or len(text) > 60 or _YEARLY.match(text):
        return False
    if _HEADED.match(text) or (piece.shape is Shape.HEADING and not text[-1:].isalnum()):
        return False
    return _LONE.match(text) is not None


def _open_ended(text: str) -> bool:
    return _BREAKS_OFF.search(text) is not None


def _numbered(text: str) -> bool:
    return _HAS_NUMBER.search(_DATE.sub(" ", text)) is not None
