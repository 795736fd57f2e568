"""Contents pages: titles and page numbers that stand far apart on one line, as one entry each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.read.pdf.lines import Line, settled

_TITLE = re.compile(
    r"^(?:(?:table of |report |our )?contents?(?: page)?|index|what['’]s inside|inside this report)[:.]?$",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d{1,3}$")
_NUMBER = re.compile(r"^(?:p\.?\s?)?(?:\d{1,3}|[ivxl]{1,5})$", re.IGNORECASE)
_ENTRIES = 4


def entries(lines: Sequence[Line]) -> list[tuple[Line, list[Line]]]:
    """The entries of a contents page, each with the lines it was made of; none where a page is no contents page."""
    if not any(_TITLE.match(line.text.strip()) for line in lines):
        return []
    numbers = [line for line in lines if _NUMBER.match(line.text)]
    titles = [line for line in lines if not _NUMBER.match(line.text) and any(map(str.isalpha, line.text))]
    made: list[tuple[Line, list[Line]]] = []
    taken: set[int] = set()
    for number in numbers:
        level = [
            line
            for line in titles
            if id(line) not in taken and abs(line.bottom - number.bottom) < 0.4 * max(line.size, number.size)
        ]
        before = [line for line in level if line.right <= number.left]
        behind = [line for line in level if line.left >= number.right]
        title = max(before, key=lambda line: line.right, default=None) or min(
            behind, key=lambda line: line.left, default=None
        )
        if title is None:
            continue
        taken.add(id(title))
        pair = sorted((title, number), key=lambda line: line.left)
        made.append((settled([word for line in pair for word in line.words], min(line.at for line in pair)), [*pair]))
    made += [(line, [line]) for line in titles if id(line) not in taken and _LEADERS.search(line.text)]
    return made if len(made) >= _ENTRIES else []
