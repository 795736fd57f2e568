"""Everything that can go wrong, as one tree; each error carries the place it speaks of.

KgbuildError
├── InputError            what was handed in cannot be used
│   ├── ReadError             a report cannot be read (path, page)
│   ├── FactsError            a facts file breaks its schema (path, line)
│   ├── ReleaseError          a release folder or graph file is not usable (path)
│   └── QueryError            a query is malformed, unknown or refused
├── OutputError           the result cannot be written (path)
├── ServerError           the endpoint cannot be started or reached (address)
└── LimitError            a query went over its time, memory or size (limit)

The command line turns each into one line on stderr and `ExitStatus.UNUSABLE`; the endpoint into problem+json.
"""

from __future__ import annotations

from enum import IntEnum
from pathlib import Path


class ExitStatus(IntEnum):
    """What a command says to the shell that called it."""

    GOOD = 0
    DOES_NOT_HOLD = 1
    UNUSABLE = 2


class KgbuildError(Exception):
    """Root of the tree; `where` names the file, page, line or IRI that it is about."""

    def __init__(self, message: str, *, where: str | Path | None = None, page: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.page = page

    def __str__(self) -> str:
        place = "" if self.where is None else f"{self.where}: "
        page = "" if self.page is None else f"page {self.page}: "
        return f"{place}{page}{self.message}"


class InputError(KgbuildError):
    """What was handed in cannot be used."""


class ReadError(InputError):
    """A report cannot be read."""


class FactsError(InputError):
    """A facts file breaks its schema."""


class ReleaseError(InputError):
    """A release folder or graph file cannot be used."""


class QueryError(InputError):
    """A query is malformed, unknown or refused."""


class OutputError(KgbuildError):
    """The result cannot be written."""


class ServerError(KgbuildError):
    """The endpoint cannot be started or reached."""


class LimitError(KgbuildError):
    """A query went over its time, memory or size."""
