"""Lines to clean words: joined by spaces, hyphenation undone, raised note marks taken out, every character placed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.model import Mark, Words
from kgbuild.read.pdf.lines import Line, bullet_of, spaced
from kgbuild.read.pdf.words import RawWord, styles

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_MARKS = "()[],; "
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W_])[^\W_]++(?:[-\u2010\u2011][^\W_]++)+")
_CUT = re.compile(r"(?<![^\W_])[^\W_]++(?:[-\u2010\u2011\ufffe\u00ad][^\W_]*)+")
#: A hyphen before white space, with the letters behind that, which may be the other half of a word.
_HANGING = re.compile(r"(?<=[^\W_])([-\u2010\u2011\ufffe\u00ad])\s+[^\W_]*")
_HYPHENS = ("-", "\ufffe", "\u00ad", "\u2010")
Pieces = list[tuple[str, int]]


class Vocabulary:
    """The words a report uses, to tell a word cut at a line's end from one that has a hyphen."""

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._compounds: set[str] = set()
        self._seen: set[str] = set()

    def learn(self, text: str) -> None:
        """Take in the words of a page that stand whole within a line."""
        lowered = text.lower()
        # Most words of a page are known from the pages before it.
        new = set(_HANGING.sub(r"\1", lowered).split()) - self._seen
        self._seen |= new
        words = " ".join(new)
        self._compounds.update(re.sub("[\u2010\u2011]", "-", found) for found in _COMPOUND.findall(words))
        self._words.update(_WORD.findall(_CUT.sub(" ", words)))

    def joins(self, first: str, second: str) -> bool:
        """Whether the hyphen between two halves at a line's end is there for the line's end only."""
        head = _WORD.findall(first.lower())
        tail = _WORD.findall(second.lower())
        if not head or not tail or not second[:1].islower():
            return False
        whole = head[-1] + tail[0]
        if whole in self._words:
            return True
        if f"{first.lower().strip('([“')}-{tail[0]}" in self._compounds or f"{head[-1]}-{tail[0]}" in self._compounds:
            return False
        return not (head[-1] in self._words and tail[0] in self._words and len(head[-1]) > 2)


def words_of(lines: Sequence[Line], base: int, vocabulary: Vocabulary, *, item: bool = False) -> Words:
    """The clean words of lines that are read one after the other, bullets left out; items are parted by a line break.

    Args:
        lines: in reading order.
        base: where the page begins in the document's text.
        vocabulary: decides about hyphens at line ends.
        item: whether the lines are a list item.
    """
    pieces: Pieces = []
    marks: list[Mark] = []
    length = 0
    before: RawWord | None = None
    for number, line in enumerate(lines):
        bulleted = bullet_of(line, item and number == 0)
        for place, last in _stretches(line, 1 if bulleted else 0):
            word = line.words[place]
            if place in line.notes:
                star = len(pieces) > 0 and pieces[-1][0].endswith("*") and word.glued
                if star:
                    # "*1": the star belongs to the mark.
                    pieces[-1] = (pieces[-1][0][:-1], pieces[-1][1])
                    length -= 1
                marks.append(Mark("note", length, length, ("*" if star else "") + word.text.strip(_MARKS)))
                before = word
                continue
            if before is not None and length:
                gap = spaced(line, place) if place else True
                if bulleted and place == 1:
                    pieces.append(("\n", base + word.start - 1))
                    length += 1
                elif place == 0 or _at_line_end(before, word):
                    dropped = _drop_hyphen(pieces, word, vocabulary)
                    length += dropped[0]
                    gap = dropped[1]
                if gap and not pieces[-1][0].endswith((" ", "\n")):
                    pieces.append((" ", base + before.end if word.start > before.end else base + word.start))
                    length += 1
            text = word.text if place == last else " ".join([one.text for one in line.words[place : last + 1]])
            begun = length
            for piece in _spelt(text, base + word.start):
                pieces.append(piece)
                length += len(piece[0])
            for style in styles(word.font):
                _styled(marks, style, begun, length)
            before = line.words[last]
    return Words.of(pieces, marks)


def _styled(marks: list[Mark], style: str, start: int, end: int) -> None:
    """Note that words are set in a style, with those right before them where they are too."""
    for k in range(len(marks) - 1, -1, -1):
        if marks[k].kind == style:
            if start - marks[k].end <= 1:
                marks[k] = Mark(style, marks[k].start, end)
                return
            break
    marks.append(Mark(style, start, end))


def _stretches(line: Line, first: int) -> Iterator[tuple[int, int]]:
    """First and last place of words that stand in the text as they stand on the line, one character between two."""
    words, notes = line.words, line.notes
    for place in range(first + 1, len(words) + 1):
        if place < len(words) and not notes:
            word, before = words[place], words[place - 1]
            follows = word.start == before.start + len(before.text) + 1 and before.text[-1:] != "\ufffe"
            if follows and word.font == before.font:
                continue
        yield first, place - 1
        first = place


def _at_line_end(before: RawWord, word: RawWord) -> bool:
    return before.text.endswith("\ufffe") and word.top < before.bottom + 0.6 * before.height


def _drop_hyphen(pieces: Pieces, word: RawWord, vocabulary: Vocabulary) -> tuple[int, bool]:
    """How much longer the text gets at a line's end (less by a dropped hyphen), and whether a space comes."""
    last, source = pieces[-1]
    if not last.endswith(_HYPHENS) or len(last) < 2 or not last[-2].isalpha():
        return 0, True
    if not word.text[:1].isalnum():
        return 0, True
    head = last[:-1]
    if last.endswith("\u00ad") or vocabulary.joins(head, word.text):
        pieces[-1] = (head, source)
        return -1, False
    # "pre- and post-war": a hyphen that waits for its other half keeps its space.
    return 0, word.text.lower() in ("and", "or", "to")


def _spelt(text: str, start: int) -> Pieces:
    """Words letter by letter where they hold ligatures, else as they stand."""
    if text.endswith("\ufffe"):
        text = text[:-1] + "-"
    if not _LIGATURE.search(text):
        return [(text, start)]
    made: Pieces = []
    for at, letter in enumerate(text):
        made += [(part, start + at) for part in _LIGATURES.get(letter, letter)]
    return made
