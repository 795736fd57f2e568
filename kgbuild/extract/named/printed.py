"""How indexes print pages, and one row of an index as read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kgbuild.extract.named import cues
from kgbuild.extract.named.codes import Code
from kgbuild.model import Labels, Span
from kgbuild.model.fact import Role

REQUIREMENT_LIMIT = 400
#: A stretch with fewer rows is no index but a sentence that mentions codes.
FEWEST = 4
PAGE = r"(?:[Pp](?:ages?|gs?|p)?\.?\s*)?\d{1,3}"
PAGES = re.compile(rf"(?<![\d.,])(?P<lo>{PAGE})(?:\s*(?:-|–|—|~|to)\s*(?P<hi>{PAGE}))?(?![\d%.]*\d)")
#: A cell that holds nothing but pages: "P19, P22-25, P31-38", "34 - 36; 38 - 40", "5~6", "pp. 12 and 14".
ONLY_PAGES = re.compile(
    rf"\s*(?:[Pp]ages?:?\s*|[Pp]p?\.?\s*)?{PAGE}(?:\s*(?:-|–|—|~|to)\s*{PAGE})?(?:\s*(?:,|;|/|"
    rf"and|&|\s)\s*{PAGE}(?:\s*(?:-|–|—|~|to)\s*{PAGE})?)*\s*[;,.]?\s*"
)
#: Pages in the midst of words: "Governance (p. 12-14)", "Annual report, pages 5 and 9".
CALLED_PAGES = re.compile(
    r"\b(?:[Pp]ages?|[Pp]gs?\.?|[Pp]p?\.|P(?=\d))\s*\d{1,3}(?:\s*(?:-|–|—|~|to|,|;|and|"
    r"&)\s*(?:[Pp]\.?\s*)?\d{1,3}(?![\d%]))*"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an index as read, before rows of one code are joined."""

    code: Code
    requirement: str
    pages: tuple[Labels, ...]
    omission: str | None
    spans: tuple[Span, ...]
    beside: tuple[tuple[Role, Span], ...] = ()
    rule: str = "disclosure/table"


def pages_in(text: str) -> tuple[Labels, ...]:
    """The page ranges that a cell prints, in its order."""
    found: list[Labels] = []
    for match in PAGES.finditer(text):
        lo = int(re.sub(r"\D", "", match.group("lo")))
        hi = int(re.sub(r"\D", "", match.group("hi"))) if match.group("hi") else lo
        if 1 <= lo <= hi and (lo, hi) not in found:
            found.append((lo, hi))
    return tuple(found)


def leading_pages(text: str) -> tuple[Labels, ...]:
    """The pages a cell begins with, or that it calls pages; what follows them is a remark."""
    if ONLY_PAGES.fullmatch(text):
        return pages_in(text)
    begin = re.match(rf"{ONLY_PAGES.pattern}(?=[;.(\n]|\s+[A-Z(])", text)
    if begin and not re.match(r"\s*\d{1,3}\s*[.)]?\s+[A-Z]|\s*\d{1,3}(?:,\d{3})+(?!\d)", text):
        return pages_in(begin.group())
    called = [match.group() for match in CALLED_PAGES.finditer(text)]
    return tuple(dict.fromkeys(page for words in called for page in pages_in(words)))


def omission_like(text: str) -> bool:
    """Whether a cell says why there is nothing: "/", "Not applicable …"."""
    plain = text.strip().lower().strip(".")
    return any(
        plain == phrase or (len(phrase) > 4 and plain.startswith(phrase))
        for phrases in cues.named("indexes", "omissions").values()
        for phrase in phrases
    )
