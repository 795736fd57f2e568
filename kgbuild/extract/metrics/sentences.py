"""Sentences of running words."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?。！？;；][\"”’')\]]*(?=\s+[\"“‘(•\[]*[A-Z0-9\u4e00-\u9fff])|\s[•●▪◆■▶➢]\s|\s\|\s|\n{2,}")
_SHORT = re.compile(
    r"(?:\b(?:no|nos|co|ltd|inc|corp|rel|approx|vs|dr|mr|mrs|ms|st|art|sec|fig|e\.g|i\.e|u\.s|u\.k|dept|est|max|min|ca|jan|feb|mar|apr|jun"
    r"|jul|aug|sept?|oct|nov|dec|s\.p\.a|n|rs|cf|etc)|\b[A-Z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; abbreviations and initials end none."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start() + 1]
        if text[match.start()] == "." and _SHORT.search(before[-10:]) and not re.search(r"\b(?:etc)\.$", before):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return [(low, high) for low, high in ((_skip(text, low, high), high) for low, high in found) if low < high]


def _skip(text: str, low: int, high: int) -> int:
    while low < high and text[low].isspace():
        low += 1
    return low
