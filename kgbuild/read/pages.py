"""Pages of a text: form feeds, the page markers that converters leave, and the numbers the pages print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.model import Page
from kgbuild.read.pieces import Line, lines_of

_NUMBERED = r"(?:page|pg\.?|seite|pagina)\s*[:#_=-]?\s*\"?(?P<n>\d{1,4})\"?(?:\s*(?:of|/)\s*\d{1,4})?"
_FENCED = re.compile(
    rf"(?:[=\-*_#~+]{{2,}}|#{{1,6}}\s|<!--|[\[({{<|]+)\s*(?:begin\s+|start\s+(?:of\s+)?)?{_NUMBERED}\s*(?:[=\-*_#~+|\])}}>!/]|\s)*",
    re.IGNORECASE,
)
_BRACED = re.compile(
    r"\{(?P<n>\d{1,4})\}\s?-{3,}|<page[_ ]?(?:number|no)?>\s*(?P<m>\d{1,4})\s*</page[_ ]?(?:number|no)?>|"
    r"<!--\s*page-?number\s*=\s*\"(?P<k>\d{1,4})\"\s*-->",
    re.IGNORECASE,
)
_BARE = re.compile(rf"{_NUMBERED}", re.IGNORECASE)
_BREAK = re.compile(
    r"<!--\s*page[\s_-]*break\s*-->|\\(?:page|new)break|<div\s+style=\"page-break-(?:after|before):[^\"]{0,40}\">\s*(?:</div>)?|={3,}\s*page\s*break\s*={3,}|-{3,}\s*page\s*break\s*-{3,}",
    re.IGNORECASE,
)
_LONGEST = 80
#: Lines at the top and bottom of a page among which its printed number is looked for.
MARGIN = 8
_ALONE = re.compile(
    r"(?:[-–—|•·]\s*)?(?:p\.?\s?|page\s)?(?P<n>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?(?:\s*[-–—|•·])?", re.IGNORECASE
)
_BESIDE = re.compile(r"(?:(?P<a>\d{1,4})\s{0,20}[|•·–—-]?\s{0,20}\D{4,100}|\D{4,100}[\s|•·–—-](?P<b>\d{1,4}))")


@dataclass(frozen=True, slots=True)
class Paging:
    """The pages of a text and the places of the lines that only say so (markers, printed numbers)."""

    pages: tuple[Page, ...] = ()
    markers: frozenset[int] = frozenset()

    def at(self, offset: int) -> int | None:
        """The index of the page that holds a position, None without pages."""
        if not self.pages:
            return None
        place = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[max(place, 0)].index


UNPAGED = Paging()


def paging_of(text: str) -> Paging:
    """The pages of a text: by its form feeds, else by its page markers; none where it has neither."""
    lines = [line for line in lines_of(text) if line.text]
    cuts, marked = _form_feeds(text), set[int]()
    if not cuts:
        cuts, marked = _markers(text, lines)
    if not cuts:
        return UNPAGED
    pages = [
        Page(index, start, cuts[at + 1][1] if at + 1 < len(cuts) else len(text))
        for at, (index, start) in enumerate(cuts)
    ]
    labels, numbers = _labels(pages, lines, marked)
    return Paging(
        tuple(Page(page.index, page.start, page.end, label) for page, label in zip(pages, labels, strict=True)),
        frozenset(marked | numbers),
    )


def _form_feeds(text: str) -> list[tuple[int, int]]:
    """Index and start of each page, parted by form feeds; an empty one at the end is none."""
    if "\f" not in text.strip("\f\n\r\t "):
        return []
    starts = [0, *(found.end() for found in re.finditer("\f", text))]
    if not text[starts[-1] :].strip():
        starts.pop()
    return list(enumerate(starts, start=1))


def _markers(text: str, lines: Sequence[Line]) -> tuple[list[tuple[int, int]], set[int]]:
    fenced: list[tuple[int, Line]] = []
    bare: list[tuple[int, Line]] = []
    breaks: list[Line] = []
    for line in lines:
        if len(line.text) > _LONGEST:
            continue
        found = _FENCED.fullmatch(line.text) or _BRACED.fullmatch(line.text)
        if found:
            fenced.append((int(next(group for group in found.groups() if group)), line))
        elif _BREAK.fullmatch(line.text):
            breaks.append(line)
        elif plain := _BARE.fullmatch(line.text):
            bare.append((int(plain.group("n")), line))
    for found_lines, least in ((fenced, 2), (bare, 3)):
        rising = _rising(found_lines)
        if len(rising) >= least and len(rising) >= 0.8 * len(found_lines):
            return _cuts(text, rising), {line.start for _, line in found_lines}
    if breaks:
        starts = [0, *(line.end for line in breaks)]
        return list(enumerate(starts, start=1)), {line.start for line in breaks}
    return [], set()


def _rising(found: Sequence[tuple[int, Line]]) -> list[tuple[int, Line]]:
    rising: list[tuple[int, Line]] = []
    for number, line in found:
        if not rising or number > rising[-1][0]:
            rising.append((number, line))
    return rising


def _cuts(text: str, rising: Sequence[tuple[int, Line]]) -> list[tuple[int, int]]:
    """Markers head their page, or end it where text stands before the first of them and none behind the last."""
    first_number, first = rising[0]
    before, behind = text[: first.start].strip(), text[rising[-1][1].end :].strip()
    if before and not behind and first_number <= 2:
        starts = [0, *(line.end for _, line in rising[:-1])]
        return [(number, start) for (number, _), start in zip(rising, starts, strict=True)]
    cuts = [(number, line.start) for number, line in rising]
    if before and first_number > 1:
        cuts.insert(0, (first_number - 1, 0))
    else:
        cuts[0] = (first_number, 0)
    return cuts


def _labels(pages: Sequence[Page], lines: Sequence[Line], marked: set[int]) -> tuple[list[int | None], set[int]]:
    """The printed number of each page, believed where most run in step with the pages; and the lines that are one."""
    own: list[list[Line]] = [[] for _ in pages]
    starts = [page.start for page in pages]
    for line in lines:
        if line.start not in marked:
            own[max(bisect_right(starts, line.start) - 1, 0)].append(line)
    seen: list[dict[int, Line]] = []
    votes: Counter[int] = Counter()
    for page, page_lines in zip(pages, own, strict=True):
        margin = page_lines if len(page_lines) <= 2 * MARGIN else [*page_lines[:MARGIN], *page_lines[-MARGIN:]]
        numbers: dict[int, Line] = {}
        for line in margin:
            for number in _printed(line.text):
                numbers.setdefault(number, line)
        seen.append(numbers)
        votes.update({number - page.index for number in numbers})
    filled = sum(bool(page_lines) for page_lines in own)
    if not votes:
        return [None] * len(pages), set()
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    if count < max(3 if len(pages) > 3 else 2, 0.4 * filled):
        return [None] * len(pages), set()
    printing = [
        at for at, (page, numbers) in enumerate(zip(pages, seen, strict=True)) if page.index + offset in numbers
    ]
    labels: list[int | None] = [
        page.index + offset if printing[0] <= at <= printing[-1] else None for at, page in enumerate(pages)
    ]
    furniture = {seen[at][pages[at].index + offset].start for at in printing}
    return labels, furniture


def _printed(text: str) -> list[int]:
    if len(text) > 120:
        return []
    alone = _ALONE.fullmatch(text)
    if alone:
        return [int(alone.group("n"))]
    beside = _BESIDE.fullmatch(text.lstrip("# "))
    return [int(number) for number in beside.groups() if number] if beside else []
