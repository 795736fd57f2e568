"""Nouns that a number counts: their singular, and the one word people and happenings go by."""

from __future__ import annotations

import re
from functools import lru_cache

from kgbuild import lexicon

_IRREGULAR = {
    "people": "person",
    "persons": "person",
    "children": "child",
    "women": "woman",
    "men": "man",
    "staff": "staff",
    "series": "series",
    "species": "species",
    "lives": "life",
    "feedback": "feedback",
    "premises": "premises",
    "analyses": "analysis",
    "crises": "crisis",
    "diagnoses": "diagnosis",
    "criteria": "criterion",
    "media": "media",
    "data": "data",
    "personnel": "personnel",
    "news": "news",
    "goods": "goods",
    "movies": "movie",
    "headquarters": "headquarters",
    "buses": "bus",
    "campuses": "campus",
    "viruses": "virus",
    "bonuses": "bonus",
    "gases": "gas",
    "shelves": "shelf",
    "leaves": "leaf",
    "halves": "half",
    "houses": "house",
    "warehouses": "warehouse",
    "causes": "cause",
    "courses": "course",
    "cases": "case",
    "licenses": "license",
    "databases": "database",
    "phases": "phase",
    "exercises": "exercise",
    "purchases": "purchase",
    "horses": "horse",
    "responses": "response",
    "nurses": "nurse",
    "enterprises": "enterprise",
    "diseases": "disease",
    "universities": "university",
    "expenses": "expense",
    "releases": "release",
    "bases": "base",
    "uses": "use",
    "franchises": "franchise",
    "vaccines": "vaccine",
    "axes": "axis",
    "sizes": "size",
    "prizes": "prize",
    "breeze": "breeze",
}
#: Words that end in s and are no plural.
_NO_PLURAL = re.compile(
    r"(?:ss|us|is|(?:onom|eth|gist|tist|phys|lyt|emat|polit|ctron|athlet|academ|dynam)ics|['’]s)$|^(?:news|always|perhaps|has|was|as|gas|christmas|chaos|atlas|bias|canvas|texas|overseas|less|gas|bus|this|its|his|sales|series|plus|towards|across|besides|versus|business|process|class|access)$",
    re.IGNORECASE,
)

_VOWEL = re.compile(r"[aeiouy]|\W")


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    folded = word.casefold()
    if folded in _IRREGULAR:
        return True
    if (word.islower() or word.isupper()) and not _VOWEL.search(folded):
        # An abbreviation that ends in s ("tcs", "GPS"); one in capitals has its plural in a small one ("TVs", "PhDs").
        return False
    return len(folded) > 2 and folded.endswith("s") and not _NO_PLURAL.search(folded)


def singular(noun: str) -> str:
    """The singular of a noun in lower case; of several words, of the last."""
    plural = is_plural(noun.strip().rpartition(" ")[2])
    head, _, last = noun.casefold().strip().rpartition(" ")
    if last in _IRREGULAR:
        made = _IRREGULAR[last]
    elif not plural:
        made = last
    elif last.endswith("ies") and len(last) > 4:
        made = last[:-3] + "y"
    elif re.search(r"(?:ches|shes|xes|sses|zzes|oes)$", last) and last not in ("shoes",):
        made = last[:-2]
    else:
        made = last[:-1]
    return f"{head} {made}".strip()


@lru_cache(maxsize=4096)
def counted_code(noun: str) -> str:
    """The unit code of what is counted: `person` for people in any role, `session` for happenings, else the singular.

    Of several words the last that the lexicon knows decides; if none, the last word.
    """
    words = re.sub(r"[^\w\s'-]", " ", noun).split()
    if not words:
        return noun.casefold().strip()
    known = lexicon.load().counted_by_noun
    for length in (3, 2, 1):
        tail = singular(" ".join(words[-length:]))
        if len(words) >= length and tail in known:
            return known[tail]
    return singular(words[-1])
