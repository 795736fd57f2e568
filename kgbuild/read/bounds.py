"""Page bounds: for every place of a text without page breaks, the printed pages that certainly hold it."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.model import PageBound
from kgbuild.read.align import Located
from kgbuild.read.contents import Entry


def page_bounds(entries: Sequence[Entry], located: Sequence[Located]) -> tuple[PageBound, ...]:
    """From where each section begins: its first page to the first page of the next one that is found.

    A section whose title stands halfway down a page shares that page with the one before, so both ends belong to it.
    A section without a page of its own lies between its neighbours' pages. Where fewer than half of the entries with
    a page are found, the contents are another report's or the text is cut: then nothing is bounded.
    """
    paged = sum(entry.page is not None for entry in entries)
    if 2 * sum(found.entry.page is not None for found in located) < paged:
        return ()
    order = {entry.start: at for at, entry in enumerate(entries)}
    bounds: list[PageBound] = []
    for number, found in enumerate(located):
        at = order[found.entry.start]
        low = next((entries[k].page for k in range(at, -1, -1) if entries[k].page is not None), None)
        following = order[located[number + 1].entry.start] if number + 1 < len(located) else len(entries)
        high = next((entries[k].page for k in range(following, len(entries)) if entries[k].page is not None), None)
        if low is None and high is None:
            continue
        if low is not None and high is not None and high < low:
            high = low
        bounds.append(PageBound(found.start, (low, high)))
    return tuple(bounds)
