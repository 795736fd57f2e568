"""What of a report was not read, in lines for a person."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from kgbuild.model import Document


def unread(document: Document) -> tuple[str, ...]:
    """Which pages yield no facts and why, and of which only some words are read; nothing where all is read."""
    reasons: dict[str, list[int]] = {}
    for page in document.pages:
        if page.refused is not None:
            reasons.setdefault(page.refused, []).append(page.index)
    lines = [f"{document.name}: no facts from {_pages(pages)}: {reason}" for reason, pages in reasons.items()]
    partly = [page for page in document.pages if page.garbled]
    if partly:
        words = sum(page.garbled for page in partly)
        lines.append(f"{document.name}: {words} garbled words of {_pages(page.index for page in partly)} are left out")
    return tuple(lines)


def _pages(indexes: Iterable[int]) -> str:
    """ "page 3", "pages 1-10, 13"."""
    runs: list[str] = []
    for _, run in groupby(enumerate(indexes), key=lambda item: item[1] - item[0]):
        pages = [page for _, page in run]
        runs.append(str(pages[0]) if len(pages) == 1 else f"{pages[0]}-{pages[-1]}")
    return ("page " if len(runs) == 1 and "-" not in runs[0] else "pages ") + ", ".join(runs)
