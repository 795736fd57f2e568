"""The table of contents: its entries with the pages it prints, however it is set.

Entries come as "Title ..... 12", "Title<tab>12", "12 Title" or a title alone, bold or not, in one column or in two that
the text mixes. Numbers that count chapters are told from pages by how they run.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kgbuild.read.pieces import Line, Piece, Shape

_MARKS = re.compile(r"\*{1,3}|</?(?:b|i|strong|em|u|br|span)\s*/?>|^#{1,6}\s+|^[>•●▪■◆➢⌘☞\s|]+", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?P<title>\S.*?[^\s.…·\-–_|])(?P<gap>\s*(?:[.…·_]\s?){2,}\s*|\s*\t[\s|]*|\s*\|\s*|\s{2,}|\s[-–—]\s|\s)(?:p\.?\s?|page\s|P)?(?P<page>\d{1,3})(?:\s?[-–]\s?\d{1,3})?[\s|]*"
)
_LEAD = re.compile(r"(?:p\.?\s?|page\s|P)?(?P<page>\d{1,3})(?P<gap>\s*[\t|]\s*|\s{2,}|\s[-–—|]\s|\s)(?P<title>\S.*)")
_CONTENTS = re.compile(
    r"(?:table\s+of\s+)?contents?(?:\s+page)?|index\s+of\s+contents|in\s+this\s+report|summary\s+of\s+contents|inside|index|indice|sommario|inhalt(?:sverzeichnis)?|sommaire",
    re.IGNORECASE,
)
_APART = re.compile(
    r"(?:appendi(?:x|ces)|index|annex(?:es)?|glossary|outlook|about|message|foreword|independent|assurance|gri|hkex|esg\s+(?:reporting\s+)?guide)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:(?:chapter|part|section)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[ivx]{1,4}(?=[.\s]))\.?\s+(?=\S)", re.IGNORECASE
)
_LAST_NUMBER = re.compile(r"\s+\d{1,3}$")
_WORDS = re.compile(r"[^\W_]+")
LONGEST = 130
#: Lines without a number that may stand between two entries with one.
BETWEEN = 5
#: Lines of the text among which the contents may begin, and the most entries they may have.
FARTHEST = 4000
MOST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: `page` as printed or None, `chapter` its number where it counts chapters."""

    title: str
    key: str
    page: int | None
    chapter: int | None
    level: int
    bold: bool
    start: int
    form: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The entries in the order of their pages, and the pieces that hold them (first, behind the last)."""

    entries: tuple[Entry, ...]
    first: int
    last: int


def fold(title: str) -> str:
    """A title as it is compared: small letters, words only, without its number."""
    text = unicodedata.normalize("NFKC", _MARKS.sub(" ", title)).strip()
    text = _NUMBER.sub("", text).casefold().replace("&", " and ")
    return " ".join(_WORDS.findall(text))


def find_contents(pieces: Sequence[Piece]) -> Contents | None:
    """The table of contents among the pieces of a text, None where there is none."""
    lines = [(at, line) for at, piece in enumerate(pieces) if piece.shape is not Shape.MARKER for line in piece.lines]
    limit = max(200, len(lines) // 4)
    titles = Counter(fold(piece.text) for piece in pieces if len(piece.text) <= LONGEST and len(piece.lines) <= 2)
    best: tuple[float, list[tuple[int, Entry]]] | None = None
    begin = 0
    limit = min(limit, len(lines), FARTHEST)
    while begin < limit:
        run, stop = _run(lines, begin, pieces)
        paged = [entry for _, entry in run if entry.page is not None]
        if len(paged) >= 4:
            known = sum(titles[entry.key] > 0 for entry in paged) / len(paged)
            titled = any(_CONTENTS.fullmatch(_bare(line.text)) for _, line in lines[max(0, begin - 8) : begin + 1])
            score = len(paged) * (known + (0.4 if titled else 0.0))
            if (known >= 0.5 or (titled and known >= 0.25)) and (best is None or score > best[0]):
                best = score, run
        begin = max(stop, begin + 1)
    if best is None:
        return None
    found = best[1]
    entries = _levels(_ordered(_told_apart([entry for _, entry in found])))
    return Contents(tuple(entries), found[0][0], found[-1][0] + 1)


def contents_page(pieces: Sequence[Piece]) -> bool:
    """Whether the pieces of one page are a page of contents: a title, and short lines."""
    titled = any(_CONTENTS.fullmatch(_bare(piece.text)) for piece in pieces[:12])
    lines = [line for piece in pieces for line in piece.lines]
    return titled and sum(len(line.text) <= LONGEST for line in lines) >= 0.7 * len(lines)


def _bare(text: str) -> str:
    return _MARKS.sub("", text).strip()


def _run(lines: list[tuple[int, Line]], begin: int, pieces: Sequence[Piece]) -> tuple[list[tuple[int, Entry]], int]:
    """The entries from a line on, up to where no more come; and the line behind them."""
    run: list[tuple[int, Entry]] = []
    waiting: list[tuple[int, Entry]] = []
    at = begin
    first = _entry(lines[begin][1])
    if first is None or first.page is None:
        return [], begin + 1
    while at < len(lines) and len(waiting) <= BETWEEN and len(run) < MOST:
        place, line = lines[at]
        entry = _entry(line)
        if entry is None:
            if len(line.text) > LONGEST or any(char.isalpha() for char in line.text):
                break
        elif entry.page is None:
            if run and entry.key == run[0][1].key:
                break
            waiting.append((place, entry))
        else:
            run += waiting
            run.append((place, entry))
            waiting = []
        at += 1
    return run, at


def _entry(line: Line) -> Entry | None:
    text = line.text
    if len(text) > LONGEST or text.endswith((".", ";", ":", ",")) or "http" in text:
        return None
    bare = _bare(text)
    bold = text.lstrip("#|>• ").startswith(("**", "<b>", "<strong>"))
    if not any(char.isalpha() for char in bare):
        return None
    lead = _LEAD.fullmatch(bare)
    trail = None if lead else _TRAIL.fullmatch(bare)
    found = lead or trail
    title = found.group("title").strip(" \t|") if found else bare
    key = fold(title)
    if not key or len(key) < 2:
        return None
    page = int(found.group("page")) if found else None
    gap = ("tab" if "\t" in found.group("gap") else "dots" if len(found.group("gap")) > 1 else "space") if found else ""
    form = f"{'lead' if lead else 'trail'}-{gap}-{'bold' if bold or '**' in text else 'plain'}"
    return Entry(title, key, page, None, 1, bold, line.start, form)


def _told_apart(entries: list[Entry]) -> list[Entry]:
    """Numbers that count chapters (1, 2, 3 ... in one form, among larger ones in another) are no pages."""
    forms = sorted({entry.form for entry in entries if entry.page is not None})
    highest = max(entry.page or 0 for entry in entries)
    told = list(entries)
    for form in forms:
        numbers = [entry.page for entry in entries if entry.form == form and entry.page is not None]
        others = [entry for entry in entries if entry.form != form and entry.page is not None]
        counting = len(numbers) >= 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if counting and numbers[0] <= 1 and len(others) >= len(numbers) and highest > 2 * numbers[-1]:
            told = [replace(e, page=None, chapter=e.page) if e.form == form else e for e in told]
    return told


def _ordered(entries: list[Entry]) -> list[Entry]:
    """In the order of pages where every entry has one (columns that the text mixed), else as printed."""
    pages = [entry.page for entry in entries]
    if None in pages or pages == sorted(page for page in pages if page is not None):
        return entries
    return sorted(entries, key=lambda entry: (entry.page or 0, not entry.bold))


def _levels(entries: list[Entry]) -> list[Entry]:
    """Chapters (bold among plain, or without a page among paged) are 1, what stands under them 2."""
    bolds = sum(entry.bold for entry in entries)
    unpaged = sum(entry.page is None for entry in entries)
    mixed = 2 <= bolds <= len(entries) - 2 and all(entry.bold for entry in entries if entry.page is None)
    if not mixed and not unpaged:
        return entries
    levelled: list[Entry] = []
    below = False
    for entry in entries:
        chapter = entry.bold if mixed else entry.page is None
        below = below or chapter
        under = below and not chapter and not (_APART.match(entry.title) and entry is entries[-1])
        levelled.append(replace(entry, level=2 if under else 1))
    return levelled
