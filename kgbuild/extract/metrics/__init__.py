"""Placeholder until the rules arrive."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.model import Document, Fact


def extract(document: Document) -> Iterable[Fact]:
    """Facts of a document."""
    return ()
