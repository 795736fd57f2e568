"""Which pages cannot be believed: no text at all, or a text layer that is no language (a font without its map)."""

from __future__ import annotations

import re

EMPTY = "no text layer"
CIPHER = "its text layer is garbled"
TOO_LONG = "more text than one page can hold"
_LATIN = re.compile(r"[A-Za-z]{3,}")
_VOWELS = "AEIOUYaeiouy"
_MUTE = re.compile(r"(?<![A-Za-z])[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz]{3,}(?![A-Za-z])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_ENOUGH = 24


def refusal(text: str, too_long: bool = False) -> str | None:
    """Why a page yields nothing, None where its text reads as text."""
    if too_long:
        return TOO_LONG
    letters = len("".join(text.split()))
    if letters == 0:
        return EMPTY
    return CIPHER if garbled(text) else None


def garbled(text: str) -> bool:
    """Whether a stretch of text is a cipher: control characters for letters, or words that nobody could speak."""
    letters = len("".join(text.split()))
    control = len(_CONTROL.findall(text))
    if letters >= _ENOUGH and control > 0.02 * letters:
        return True
    words = _LATIN.findall(text)
    spoken = "".join(words)
    total = len(spoken)
    if total < _ENOUGH:
        return False
    vowels = sum(map(spoken.count, _VOWELS))
    return vowels < 0.2 * total and len(_MUTE.findall(text)) > 0.25 * len(words)
