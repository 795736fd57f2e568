"""Choosing the format that a client likes best."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgbuild.store.formats import Format

HTML = Format("html", "text/html", "html", "results", ("application/xhtml+xml",))


class Choice(NamedTuple):
    """A format and the media type under which it is sent."""

    format: Format
    media_type: str

    @property
    def content_type(self) -> str:
        """The header's value."""
        text = self.media_type.startswith("text/")
        return f"{self.media_type}; charset=utf-8" if text else self.media_type


class _Range(NamedTuple):
    type: str
    subtype: str
    quality: float

    def fits(self, media_type: str) -> int:
        """How closely it names a media type: 0 not at all, 3 by its full name."""
        main, _, sub = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != main:
            return 0
        return 2 if self.subtype == "*" else 3 if self.subtype == sub else 0


def _ranges(accept: str) -> list[_Range]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        main, slash, sub = media.lower().partition("/")
        if not slash:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                quality = _quality(value)
        found.append(_Range(main, sub, quality))
    return found


def _quality(value: str) -> float:
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def choose(accept: str | None, offers: Sequence[Format]) -> Choice | None:
    """The offer that an Accept header likes best, the earlier one of equals; None if it likes none.

    >>> from kgbuild.store.formats import RESULT_FORMATS
    >>> choose("text/csv;q=0.5, application/sparql-results+xml", RESULT_FORMATS).format.name
    'xml'
    """
    ranges = _ranges(accept or "") or [_Range("*", "*", 1.0)]
    best, quality = None, 0.0
    for offer in offers:
        for media_type in (offer.media_type, *offer.asked_as):
            closest = max(ranges, key=lambda range_: range_.fits(media_type))
            # A wildcard means a format's own media type, not every other name it goes by.
            fits = closest.fits(media_type) == 3 or (closest.fits(media_type) and media_type == offer.media_type)
            if fits and closest.quality > quality:
                best, quality = Choice(offer, media_type), closest.quality
    return best
