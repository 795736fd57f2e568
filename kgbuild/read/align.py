"""Where the sections named in the contents begin: the best monotone alignment of its entries with the text's lines.

Titles come again: on chapter dividers, in overviews, in running headers. Every line that could be a title is a
candidate; what decides is the whole report at once (dynamic programming): how well the words agree, whether text
follows or another title, and whether the text between two titles is as long as their pages let expect.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgbuild.read.contents import Contents, Entry, fold
from kgbuild.read.pieces import Piece, Shape

MOST_CANDIDATES = 40
MOST_NODES = 1500
SKIP = 4.0
STRETCH = 1.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that may be the heading of an entry, and how much speaks for it before its neighbours are known."""

    piece: int
    start: int
    score: float


@dataclass(frozen=True, slots=True)
class Located:
    """Where an entry's section begins."""

    entry: Entry
    piece: int
    start: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """The entries found in the text, in order, and the pieces that only repeat titles (lists on chapter dividers)."""

    located: tuple[Located, ...]
    repeats: frozenset[int]


def align(pieces: Sequence[Piece], contents: Contents, size: int) -> Alignment:
    """The places of the entries in a text of `size` characters."""
    entries = contents.entries
    keys = {entry.key for entry in entries}
    named = [_key(piece) if at >= contents.last else "" for at, piece in enumerate(pieces)]
    lists = _title_lists(named, keys)
    places: dict[str, list[int]] = {}
    for at, key in enumerate(named):
        if key:
            places.setdefault(key, []).append(at)
    choices = [_candidates(pieces, places, lists, named, entries, at) for at in range(len(entries))]
    last = max((entry.page or 0 for entry in entries), default=0)
    begin = pieces[contents.last].start if contents.last < len(pieces) else 0
    first = min((entry.page for entry in entries if entry.page is not None), default=0)
    page_size = (size - begin) / max(1, last - first + 2)
    located = _best(entries, choices, page_size)
    taken = {found.piece for found in located}
    return Alignment(tuple(located), frozenset(at for at in lists if at not in taken))


def _key(piece: Piece) -> str:
    if (
        piece.shape in (Shape.TABS, Shape.PIPES, Shape.SPACES, Shape.HTML, Shape.MARKER)
        or len(piece.lines) > 3
        or len(piece.text) > 160
    ):
        return ""
    return fold(piece.text.replace("\n", " "))


def _title_lists(named: Sequence[str], keys: set[str]) -> set[int]:
    """The pieces that stand in a list of titles with no text between them."""
    found: set[int] = set()
    run: list[int] = []
    for at, key in enumerate((*named, "")):
        if key and key in keys:
            run.append(at)
            continue
        if len(run) >= 3:
            # The last of a list may be the first heading of the text below it.
            found.update(run)
        elif len(run) == 2:
            found.add(run[0])
        run = []
    return found


def _candidates(
    pieces: Sequence[Piece],
    places: Mapping[str, Sequence[int]],
    lists: set[int],
    named: Sequence[str],
    entries: Sequence[Entry],
    at: int,
) -> list[Candidate]:
    """The pieces with an entry's words; those with most of its words only where none has all."""
    entry = entries[at]
    marked = sum(piece.shape is Shape.HEADING for piece in pieces) >= len(entries) / 2
    like = {entry.key: 1.0}
    if entry.key not in places:
        words = set(entry.key.split())
        like = {key: likeness for key in places if (likeness := _likeness(entry.key, words, key)) > 0}
    found: list[Candidate] = []
    for key, likeness in like.items():
        for place in places.get(key, ()):
            piece = pieces[place]
            score = 4.0 * likeness + _chapter_bonus(piece, entry)
            if marked:
                score += 1.5 if piece.shape is Shape.HEADING else -1.5
            if not piece.text[:1].isalnum() and piece.shape is not Shape.HEADING:
                score -= 0.7
            if place in lists and not _parent(entries, at, named, place):
                score -= 3.0
            found.append(Candidate(place, piece.start, score))
    found.sort(key=lambda candidate: -candidate.score)
    most = max(2, min(MOST_CANDIDATES, MOST_NODES // len(entries)))
    return sorted(found[:most], key=lambda candidate: candidate.start)


def _likeness(key: str, words: set[str], other: str) -> float:
    """Less than 1 for most of the same words, 0 for too few."""
    theirs = set(other.split())
    common = len(words & theirs)
    if not common or abs(len(words) - len(theirs)) > 4:
        return 0.0
    share = common / len(words | theirs)
    if share >= 0.74:
        return 0.8 * share
    longer, shorter = (other, key) if len(other) > len(key) else (key, other)
    if len(shorter.split()) >= 3 and longer.startswith(shorter + " "):
        return 0.55
    return 0.0


def _chapter_bonus(piece: Piece, entry: Entry) -> float:
    """A line that begins or ends with the chapter's number is the chapter's; one with another number is not."""
    digits = "".join(char if char.isdigit() else " " for char in piece.text).split()
    if not digits or len(digits) > 1 or len(digits[0]) > 2:
        return 0.0
    if any(char.isdigit() for char in entry.title):
        return 0.0
    if entry.chapter is not None:
        return 2.0 if int(digits[0]) == entry.chapter else -2.0
    return -0.7


def _parent(entries: Sequence[Entry], at: int, named: Sequence[str], place: int) -> bool:
    """Whether a title right above the next entry's title heads it: a chapter over its first section."""
    if at + 1 >= len(entries):
        return False
    following = entries[at + 1]
    below = next((key for key in named[place + 1 : place + 3] if key), "")
    return below == following.key and following.level > entries[at].level


def _best(entries: Sequence[Entry], choices: Sequence[Sequence[Candidate]], page_size: float) -> list[Located]:
    """The best path through the candidates, in order of entries and of places; entries may be left out at a cost."""
    nodes: list[tuple[float, int, Candidate, int]] = []
    for at, candidates in enumerate(choices):
        for candidate in candidates:
            best, link = -SKIP * at, -1
            for number, (total, other, before, _) in enumerate(nodes):
                if other >= at or before.start >= candidate.start:
                    continue
                value = total - SKIP * (at - other - 1)
                value -= _stretch(entries, other, at, candidate.start - before.start, page_size)
                if value > best or (link < 0 and value >= best):
                    best, link = value, number
            nodes.append((best + candidate.score, at, candidate, link))
    if not nodes:
        return []
    at = max(range(len(nodes)), key=lambda n: nodes[n][0] - SKIP * (len(entries) - 1 - nodes[n][1]))
    found: list[Located] = []
    while at >= 0:
        _, entry, candidate, link = nodes[at]
        found.append(Located(entries[entry], candidate.piece, candidate.start))
        at = link
    return found[::-1]


def _stretch(entries: Sequence[Entry], one: int, other: int, length: int, page_size: float) -> float:
    """How far the text between two titles is from the length that their pages let expect."""
    low = next((entries[k].page for k in range(one, -1, -1) if entries[k].page is not None), None)
    high = next((entries[k].page for k in range(other, len(entries)) if entries[k].page is not None), None)
    if low is None or high is None:
        return 0.0
    exact = entries[one].page is not None and entries[other].page is not None
    expected = max(high - low, 0.4) * page_size
    off = abs(math.log((length + 0.3 * page_size) / (expected + 0.3 * page_size)))
    return STRETCH * off * (1.0 if exact else 0.4)
