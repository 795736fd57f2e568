"""Which metric of the ontology a label speaks of."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from kgbuild.lexicon import Concept, Lexicon

_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "on",
        "for",
        "in",
        "to",
        "by",
        "with",
        "from",
        "at",
        "that",
        "as",
        "or",
        "our",
        "its",
        "total",
        "number",
        "amount",
    ]
)
_SUBSCRIPT = str.maketrans("₂₃", "23")
_WEAK = frozenset(
    ["year", "annual", "employee", "company", "group", "china", "our", "scope", "overall", "average", "per"]
)
#: Quantity kinds that one metric may be stated in besides its own.
_NEAR = {"CO2Equivalent": {"Mass"}, "Mass": {"CO2Equivalent"}}


def stem(word: str) -> str:
    """A word without the endings that change with its use."""
    folded = word.casefold().replace("labor", "labour").replace("organiz", "organis")
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss"):
        return folded[:-1]
    return folded


def stems(words: str) -> tuple[str, ...]:
    """The stems of the words that say something."""
    plain = words.translate(_SUBSCRIPT).replace("'s", "").replace("’s", "")
    plain = re.sub(r"\b([A-Z]{3,})\d\b", r"\1", plain)  # a footnote mark glued to an acronym
    return tuple(
        stem(word) for word in re.findall(r"[A-Za-z][A-Za-z0-9]*|\d+(?=\b)", plain) if word.casefold() not in _SMALL
    )


@lru_cache(maxsize=8)
def _index(lexicon: Lexicon) -> dict[str, list[tuple[frozenset[str], str]]]:
    """Wordings by their rarest stem."""
    wordings = [
        (frozenset(stems(wording)), concept.slug) for concept in lexicon.concepts for wording in concept.wordings
    ]
    counts: dict[str, int] = defaultdict(int)
    for found, _ in wordings:
        for each in found:
            counts[each] += 1
    made: dict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for found, slug in wordings:
        if found:
            made[min(sorted(found), key=lambda each: counts[each])].append((found, slug))
    return dict(made)


@lru_cache(maxsize=8)
def _acronyms(lexicon: Lexicon) -> frozenset[str]:
    """Wordings that are acronyms (PUE): distinctive wherever they stand."""
    wordings = (wording for concept in lexicon.concepts for wording in concept.wordings)
    return frozenset(
        stem(wording) for wording in wordings if wording.isupper() and wording.isalpha() and len(wording) > 2
    )


def concept_for(label: str, context: str, kind: str, unit: str, lexicon: Lexicon, inner: str = "") -> Concept | None:
    """The concept with the longest wording whose words all stand in the label (or, weaker, label and context).

    The kind of the unit must be one that the concept is stated in. `inner` is the innermost header of a table cell:
    where it names a metric by itself, that is the one ("Scope 3 emissions, Business travel").
    """
    if inner and inner != label and (own := _best(frozenset(stems(inner)), frozenset(), kind, unit, lexicon)):
        return own
    return _best(frozenset(stems(label)), frozenset(stems(context)), kind, unit, lexicon)


def _best(said: frozenset[str], around: frozenset[str], kind: str, unit: str, lexicon: Lexicon) -> Concept | None:
    wider = said | around
    best: tuple[float, str] | None = None
    for each in sorted(wider):
        for words, slug in _index(lexicon).get(each, ()):
            if not words <= wider or not _fits(lexicon.concept_by_slug[slug], kind, unit):
                continue
            inside = len(words & said)
            if 2 * inside < len(words) or (
                len(words) == 1 and len(said - _WEAK) > 2 and not words <= _acronyms(lexicon)
            ):
                continue
            score = len(words) + 0.5 * inside - 0.01 * len(slug) / 10 + (0.5 if words == said else 0.0)
            if best is None or score > best[0] or (score == best[0] and slug < best[1]):
                best = (score, slug)
    return lexicon.concept_by_slug[best[1]] if best else None


def _fits(concept: Concept, kind: str, unit: str) -> bool:
    if not concept.kinds:
        return True
    if kind == "Count" and concept.counted and "Count" in concept.kinds and unit:
        return unit == concept.counted or unit not in ("person", "session", "hour")
    return kind in concept.kinds or bool(_NEAR.get(kind, set()) & set(concept.kinds)) or kind == ""
