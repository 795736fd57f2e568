"""Which pages, or words of pages, cannot be believed: no text, or one that is no language (a font without its map)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

EMPTY = "no text layer"
CIPHER = "its text layer is garbled"
TOO_LONG = "more text than one page can hold"
_LATIN = re.compile(r"[A-Za-z]{3,}")
_VOWELS = "AEIOUYaeiouy"
_MUTE = re.compile(r"(?<![A-Za-z])[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz]{3,}(?![A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_ENOUGH = 24
#: Which part of a page's letters must be sound for the page to be read without the others.
_SOUND = 2 / 3
#: Characters from which on a page is judged by its own words.
MUCH = 200
#: Different words from which on a font is judged by them: a column of units has a few that come again.
_DIFFERENT = 12


def refusal(text: str, too_long: bool = False) -> str | None:
    """Why a page yields nothing, None where its text reads as text."""
    if too_long:
        return TOO_LONG
    if not text.strip():
        return EMPTY
    return CIPHER if garbled(text) else None


def garbled(text: str) -> bool:
    """Whether a stretch of text is a cipher: control characters for letters, or words that nobody could speak."""
    marks = _marks(text)
    return marks.control > 0.02 or (marks.mute > 0.25 and marks.vowels < 0.2)


def suspect(text: str) -> bool:
    """Whether some words of a page may be a cipher, so that its fonts are worth judging one by one."""
    marks = _marks(text)
    return marks.control > 0.0 or marks.mute > 0.08


class _Marks(NamedTuple):
    """Parts of a text: control characters of its letters, vowels of its Latin letters, words without a vowel."""

    control: float = 0.0
    vowels: float = 1.0
    mute: float = 0.0


@lru_cache(maxsize=4)
def _marks(text: str) -> _Marks:
    letters = len("".join(text.split()))
    control = len(_CONTROL.findall(text)) / letters if letters >= _ENOUGH else 0.0
    words = _LATIN.findall(text)
    spoken = "".join(words)
    if len(spoken) < _ENOUGH:
        return _Marks(control)
    vowels = sum(map(spoken.count, _VOWELS)) / len(spoken)
    return _Marks(control, vowels, len(_MUTE.findall(text)) / len(words))


def sound_fonts(texts: Mapping[int, Sequence[str]]) -> set[int]:
    """The fonts of a page whose words can be believed; none where they do not set most of it.

    A page set in a font whose map is lost may hold tables in another that is sound. On a page that is garbled as a
    whole a font with characters of no meaning is not believed at all: its other words may be a cipher that happens to
    look like words.

    Args:
        texts: the words that each font of the page sets.
    """
    strict = garbled(" ".join(word for words in texts.values() for word in words))
    letters = {font: sum(map(len, words)) for font, words in texts.items()}
    lost = _garbled_or_marked if strict else _clearly_garbled
    sound = {font for font, words in texts.items() if not lost(words)}
    together = " ".join(word for font in sorted(sound) for word in texts[font])
    most = sum(letters[font] for font in sound) >= _SOUND * sum(letters.values())
    return sound if most and (len(together) >= MUCH or not strict) and not garbled(together) else set()


def _garbled_or_marked(words: Sequence[str]) -> bool:
    return garbled(" ".join(words)) or any(map(_CONTROL.search, words))


def _clearly_garbled(words: Sequence[str]) -> bool:
    """Whether a font of a page that is sound as a whole is none: many different words, units and acronyms left out."""
    different = {word for word in words if not word.isupper()}
    return len(different) >= _DIFFERENT and garbled(" ".join(sorted(different)))
