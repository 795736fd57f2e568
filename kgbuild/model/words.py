"""Text as a reader would speak it, with the way back to the characters it was printed with.

Extraction matches on clean words (markup gone, lines joined, hyphenation undone); evidence needs the source as it
stands. `Words` is the bridge: every clean position knows its source position.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a document's text: code points, end exclusive."""

    start: int
    end: int


class Run(NamedTuple):
    """`length` clean characters from `clean` on stand one for one at `source` of the document's text."""

    clean: int
    source: int
    length: int


def _clean(run: Run) -> int:
    return run.clean


class Mark(NamedTuple):
    """Typography that was taken out of the words: kind is `bold`, `italic`, `note` (a footnote mark, in `value`)."""

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Clean text and where each character of it stands in the document.

    `text` is what extraction reads; `runs` map it back, ordered, covering every clean character; `marks` are in
    clean positions. Characters that the source has and the clean text has not (markup) lie between runs.
    """

    text: str
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...] = field(default=())

    @classmethod
    def verbatim(cls, text: str, start: int) -> Words:
        """The words that stand letter for letter at `start`."""
        return cls(text, (Run(0, start, len(text)),) if text else ())

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, int]], marks: Iterable[Mark] = ()) -> Words:
        """Words from pieces of (clean text, source start), each of which maps one for one.

        A separator such as a space for a line break is a piece too, at the place of the character it stands for.
        """
        text: list[str] = []
        runs: list[Run] = []
        at = 0
        for piece, source in pieces:
            if not piece:
                continue
            last = runs[-1] if runs else None
            if last is not None and last.source + last.length == source:
                runs[-1] = Run(last.clean, last.source, last.length + len(piece))
            else:
                runs.append(Run(at, source, len(piece)))
            text.append(piece)
            at += len(piece)
        return cls("".join(text), tuple(runs), tuple(marks))

    def source(self, start: int = 0, end: int | None = None) -> Span:
        """The shortest span of the document that holds the clean characters `start` to `end`.

        Raises:
            ValueError: the stretch is empty or outside the words.
        """
        end = len(self.text) if end is None else end
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no words at {start}:{end} of {len(self.text)}")
        first = bisect_right(self.runs, start, key=_clean) - 1
        last = bisect_right(self.runs, end - 1, key=_clean)
        lows, highs = [], []
        for run in self.runs[first:last]:
            lows.append(run.source + max(start - run.clean, 0))
            highs.append(run.source + min(end - run.clean, run.length))
        return Span(min(lows), max(highs))

    @property
    def span(self) -> Span:
        """Where all of the words stand."""
        return self.source()

    def __bool__(self) -> bool:
        return bool(self.text)
