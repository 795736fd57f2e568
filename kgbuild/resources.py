"""Where the ontology, shapes and saved queries are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def folder(name: Literal["ontology", "shapes", "queries"]) -> Path:
    """The folder of shipped data with that name."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def turtle_files(name: Literal["ontology", "shapes"]) -> list[Path]:
    """The Turtle files of a shipped folder, sorted by name."""
    return sorted(folder(name).glob("*.ttl"))
