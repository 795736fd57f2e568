"""The table of cue words and head nouns (`cues.toml`), read once and compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import cast

Section = Mapping[str, object]


@cache
def table() -> Mapping[str, Section]:
    """The whole table, by section."""
    words = files(__package__).joinpath("cues.toml").read_text(encoding="utf-8")
    return cast("Mapping[str, Section]", tomllib.loads(words))


@cache
def listed(section: str, key: str) -> tuple[str, ...]:
    """A list of the table as it is written.

    Raises:
        KeyError: the table has no such list.
    """
    return tuple(cast("list[str]", _section(section)[key]))


@cache
def folded_set(section: str, key: str) -> frozenset[str]:
    """A list of the table in lower case, for membership tests."""
    return frozenset(word.lower() for word in listed(section, key))


@cache
def named(section: str, key: str) -> Mapping[str, tuple[str, ...]]:
    """A table of lists, such as the words of each topic group."""
    return {name: tuple(words) for name, words in cast("dict[str, list[str]]", _section(section)[key]).items()}


@cache
def pairs(section: str, key: str) -> tuple[tuple[str, str], ...]:
    """A list of pairs."""
    return tuple((first, second) for first, second in cast("list[list[str]]", _section(section)[key]))


@cache
def pattern(section: str, key: str) -> re.Pattern[str]:
    """Any phrase of a list, as whole words, case not counting; the longest phrase wins."""
    return phrases(listed(section, key))


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases, as whole words."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    inner = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE)


def last_match(compiled: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The match that ends nearest the end of the text."""
    found = None
    for match in compiled.finditer(text):
        if found is None or match.end() >= found.end():
            found = match
    return found


def _section(name: str) -> Section:
    at: object = table()
    for part in name.split("."):
        at = cast("Section", at)[part]
    return cast("Section", at)
