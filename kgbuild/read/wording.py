"""Cutting and joining `Words` without losing where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.model import Mark, Run, Words


def word_set(text: str) -> frozenset[str]:
    """The words of a text that lists them, parted by white space."""
    return frozenset(text.split())


def part(words: Words, start: int, end: int) -> Words:
    """The clean characters from `start` to `end`, with the marks that lie in them."""
    runs = []
    for run in words.runs:
        low, high = max(run.clean, start), min(run.clean + run.length, end)
        if low < high:
            runs.append(Run(low - start, run.source + low - run.clean, high - low))
    marks = tuple(
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.value)
        for mark in words.marks
        if (mark.start < end and mark.end > start) or (mark.start == mark.end and start < mark.start <= end)
    )
    return Words(words.text[start:end], tuple(runs), marks)


def trimmed(words: Words) -> Words:
    """The words without white space at either end."""
    text = words.text
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    return words if (start, end) == (0, len(text)) else part(words, start, max(start, end))


def joined(pieces: Iterable[Words]) -> Words:
    """Words one after the other, a space between them that stands right behind the words before it."""
    text: list[str] = []
    runs: list[Run] = []
    marks: list[Mark] = []
    at = 0
    for words in pieces:
        if not words:
            continue
        if text:
            behind = runs[-1].source + runs[-1].length
            runs.append(Run(at, behind, 1))
            text.append(" ")
            at += 1
        runs += [Run(run.clean + at, run.source, run.length) for run in words.runs]
        marks += [Mark(mark.kind, mark.start + at, mark.end + at, mark.value) for mark in words.marks]
        text.append(words.text)
        at += len(words.text)
    return Words("".join(text), tuple(runs), tuple(marks))


def notes(words: Words) -> tuple[str, ...]:
    """The footnote marks printed in the words."""
    return tuple(mark.value for mark in words.marks if mark.kind == "note")


def holds(text: str, *cues: str) -> bool:
    """Whether a text holds one of some strings: much cheaper than a pattern, to pass over what none can match."""
    return any(cue in text for cue in cues)
