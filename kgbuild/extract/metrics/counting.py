"""Counts: which noun a number counts, by the words after it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kgbuild.quantity.nouns import counted_code, is_plural, singular

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&'’]*(?:[-‐‑–/][A-Za-z0-9]+)*|\d[\d,.]*[A-Za-z]\w*|[A-Z]\d+\w*")
#: Words at which the phrase after a number ends.
STOPS = frozenset(
    [
        "of",
        "for",
        "in",
        "on",
        "at",
        "by",
        "to",
        "from",
        "with",
        "without",
        "within",
        "under",
        "over",
        "into",
        "onto",
        "through",
        "during",
        "across",
        "among",
        "between",
        "against",
        "per",
        "via",
        "about",
        "as",
        "than",
        "which",
        "that",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "whereas",
        "if",
        "because",
        "since",
        "until",
        "after",
        "before",
        "although",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "shall",
        "should",
        "must",
        "do",
        "does",
        "did",
        "not",
        "no",
        "the",
        "a",
        "an",
        "this",
        "these",
        "those",
        "its",
        "their",
        "our",
        "his",
        "her",
        "we",
        "they",
        "it",
        "he",
        "she",
        "you",
        "i",
        "all",
        "each",
        "every",
        "both",
        "such",
        "including",
        "included",
        "covering",
        "totaling",
        "totalling",
        "accounting",
        "representing",
        "worldwide",
        "globally",
        "nationwide",
        "annually",
        "overall",
        "respectively",
        "accounted",
        "represented",
        "completed",
        "attended",
        "participated",
        "received",
        "conducted",
        "organized",
        "organised",
        "held",
        "signed",
        "trained",
        "provided",
        "achieved",
    ]
)
#: What reports divide their prose into rather than disclose.
ABSTRACT = frozenset(
    [
        "principle",
        "aspect",
        "area",
        "dimension",
        "pillar",
        "step",
        "level",
        "type",
        "kind",
        "way",
        "part",
        "theme",
        "direction",
        "line",
        "stage",
        "phase",
        "factor",
        "side",
        "point",
        "section",
        "chapter",
        "page",
        "element",
        "criterion",
        "perspective",
        "sense",
        "place",
        "degree",
        "tier",
        "class",
        "decade",
        "century",
        "generation",
        "star",
        "value",
        "characteristic",
        "concept",
        "approach",
        "category",
        "right",
        "segment",
        "component",
        "column",
        "row",
        "question",
        "reason",
        "feature",
        "lens",
        "strategy",
        "priority",
        "focus",
        "objective",
        "mechanism",
        "standpoint",
        "module",
        "path",
        "axis",
        "block",
        "layer",
        "objective",
        "field",
        "category",
        "scenario",
        "version",
        "edition",
        "letter",
        "digit",
        "word",
        "copy",
    ]
)
_IRREGULAR_COUNT = frozenset(
    [
        "people",
        "staff",
        "children",
        "women",
        "men",
        "feedback",
        "personnel",
        "persons",
        "talents",
        "species",
        "aircraft",
    ]
)
#: Happenings that stand in the singular after a number too ("40 training on ethics").
_MASS = re.compile(
    r"(?:live[- ]?streaming|training|teaching|lecturing|streaming|staff|feedback|personnel|manpower|FTE|headcount)$",
    re.IGNORECASE,
)
#: What may stand between a number and its noun: "979 were patents", "two of whom are experts", "30 times of services".
_LINK = re.compile(
    r"(?:\s+of (?:whom|which|them|our|the|its|these|those|their)\b)?(?:\s+(?:were|are|was|is)(?! (?:a|an|the"
    r"|to)\b)(?=\s+[a-z]+(?: [a-z]+)*s\b))?(?:\s+(?:times|person-times) of)?"
)
#: "12,000 pieces of paper" counts pieces, whatever they are of.
_PIECES = re.compile(r"[\s\u00a0*_]*(?P<noun>pieces?) of(?= [a-z])")
#: A label that follows its figure: "172 The number of people who were trained".
_LABEL = re.compile(r"[\s\u00a0*_]*(?:The\s+(?:total\s+)?number|(?:Total\s+n|N)umber) of(?=\s)")
_CONNECT = re.compile(r"[\s\u00a0*]+")
_GAP = re.compile(r"[\s\u00a0*_+]{0,3}(?:\+|plus)?[\s*_]{0,3}")


class Count(NamedTuple):
    """A counted noun: its unit code, the words of its phrase, whether it is only a way to divide prose."""

    code: str
    start: int
    end: int
    abstract: bool


def count_after(text: str, at: int, many: bool = True) -> Count | None:
    """What the number that ends at a position counts ("713 key suppliers to ..." counts suppliers); None if nothing.

    The phrase runs to the first preposition, verb or the like; its head is its first plural. Of joined nouns the
    first one counts. `many` is False for the number one, which takes a singular.
    """
    pieces = _PIECES.match(text, at)
    if pieces is not None:
        return Count("piece", pieces.start("noun"), pieces.end(), False)
    # Behind a figure that nothing leads to, not between two figures.
    label = None if _WORD.search(text, 0, at) else _LABEL.match(text, at)
    at = label.end() if label else _LINK.match(text, at).end()  # type: ignore[union-attr]
    words: list[re.Match[str]] = []
    place = _GAP.match(text, at).end()  # type: ignore[union-attr]
    joined = False
    while len(words) < 9:
        match = _WORD.match(text, place)
        if match is None:
            break
        word = match.group()
        if word.casefold() in STOPS:
            if word.casefold() in ("and", "or") and words and not is_plural(words[-1].group()) and not joined:
                joined = True
                place = match.end() + (1 if text[match.end() : match.end() + 1] == " " else 0)
                continue
            break
        words.append(match)
        gap = _CONNECT.match(text, match.end())
        if gap is None:
            break
        place = gap.end()
    head = _head(words, many)
    if head is None:
        return None
    noun = " ".join(match.group() for match in words[: head + 1])
    code = counted_code(noun)
    return Count(code, words[0].start(), words[head].end(), singular(words[head].group()) in ABSTRACT)


def _head(words: list[re.Match[str]], many: bool) -> int | None:
    plain = [match.group() for match in words]
    if not plain:
        return None
    if not many:
        return len(plain) - 1 if len(plain) <= 3 else None
    for index, word in enumerate(plain):
        if is_plural(word) or word.casefold() in _IRREGULAR_COUNT:
            last = index
            while last + 1 < len(plain) and is_plural(plain[last + 1]) and not plain[last + 1][0].isupper():
                last += 1
            return last
    return len(plain) - 1 if _MASS.search(" ".join(plain)) else None


_NUMBER_OF = re.compile(
    r"\b(?:total |average |cumulative |overall |annual |aggregate |the )*(?:number|no\.|amount|count"
    r"|quantity)s? of ((?:(?!\b(?:number|was|is|were|are|has|have|reached)\b)[^,;.:()]){2,80})",
    re.IGNORECASE,
)


def count_before(text: str) -> Count | None:
    """What words that lead to a number say it counts: "the total number of suppliers was" counts suppliers."""
    every = list(_NUMBER_OF.finditer(text))
    if not every:
        return None
    found = every[-1]
    phrase = found.group(1)
    count = count_after(phrase, 0) or _single(phrase)
    if count is None:
        return None
    return Count(count.code, found.start(), found.start(1) + count.end, False)


def _single(phrase: str) -> Count | None:
    words = re.findall(r"[A-Za-z][\w'’-]*", phrase)
    return Count(counted_code(words[-1]), 0, len(phrase), False) if words else None
