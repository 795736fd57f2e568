"""Extraction: a document in, facts out, through a seam that anybody's extractor fits.

An extractor is a function `Document -> Iterable[Fact]`, found through the entry point group `kgbuild.extractors`.
What it yields passes the evidence gate like everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.metadata import entry_points

from kgbuild.model import Document, Fact

Extractor = Callable[[Document], Iterable[Fact]]
GROUP = "kgbuild.extractors"


def extractors() -> dict[str, Extractor]:
    """The extractors installed, by name; kgbuild's own are `metrics` and `named`."""
    return {point.name: point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)}
