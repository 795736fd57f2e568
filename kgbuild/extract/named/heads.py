"""The head nouns of names: which word of a name says what it is, and what belongs to the name at all."""

from __future__ import annotations

import re
from functools import cache

from kgbuild.extract.named import cues

PREPOSITIONS = frozenset(
    [
        "of",
        "on",
        "for",
        "to",
        "against",
        "governing",
        "about",
        "regarding",
        "concerning",
        "in",
        "relating",
        "under",
        "by",
        "at",
        "with",
        "prohibited",
    ]
)
#: After these the last word cannot be the head: "Expressions Prohibited under the New Law" is no law.
SINKING = frozenset(["under", "about", "prohibited", "regarding", "concerning", "against"])


def head_in(name: str, heads: frozenset[str]) -> str | None:
    """The head noun of a name, if it is one of `heads`: its last words, or those before its first preposition."""
    words = strip_brackets(name).lower().split(":")[0].split()
    return _tail(words, heads) or syntactic_head(name, heads)


def syntactic_head(name: str, heads: frozenset[str]) -> str | None:
    """The head noun by the grammar of the name: the words before its first preposition, else its last words."""
    words = _undated(strip_brackets(name).lower().split(":")[0].replace(",", "").split())
    for at, word in enumerate(words):
        if at and word in PREPOSITIONS:
            for size in (5, 4, 3, 2):
                if at >= 1 and " ".join(words[at - 1 : at - 1 + size]) in heads:
                    return " ".join(words[at - 1 : at - 1 + size])
            before = _tail(_undated(words[:at]), heads)
            if before or word in SINKING or words[at - 1] in cues.folded_set("documents", "organ_heads"):
                return before
            if word != "of":
                break
    return _tail(words, heads)


def _undated(words: list[str]) -> list[str]:
    """The words without a year or number at their end: "Bribery Act 2010"."""
    while len(words) > 1 and words[-1][0].isdigit():
        words = words[:-1]
    return words


def _tail(words: list[str], heads: frozenset[str]) -> str | None:
    for size in (4, 3, 2, 1):
        if len(words) >= size and " ".join(words[-size:]) in heads:
            return " ".join(words[-size:])
    return None


def ends_name(words: str) -> bool:
    """Whether the words end in a head noun that a name may end in, or begin with a document's head noun."""
    return has_head(words) and len(words.split()) >= 2


def complete(words: str) -> bool:
    """Whether the words are a name of their own: two words or more with a head noun."""
    return len(words.split()) >= 2 and has_head(words)


_HEADS = (
    ("documents", "law_heads"),
    ("documents", "policy_heads"),
    ("documents", "shared_heads"),
    ("bodies", "heads"),
    ("awards", "strong_heads"),
    ("programs", "heads"),
    ("memberships", "heads"),
)


def has_head(words: str) -> bool:
    """Whether a head noun of any kind ends the words or stands before their first preposition."""
    bare = strip_brackets(words).lower()
    return any(head_in(bare, cues.folded_set(*key)) for key in _HEADS)


@cache
def all_heads() -> frozenset[str]:
    """Every head noun that a name may end in."""
    return frozenset().union(*(cues.folded_set(*key) for key in _HEADS))


#: Words that introduce a thing in a caption: "Overview of the …", "Poster of the …".
CAPTION = re.compile(
    r"^(?:Overview|Introduction|Launch|Opening|Poster|Logo|Scene|Structure|Photos?|Pictures?|"
    r"Screenshot|Webpage|Website|"
    r"Approval|Adoption|Implementation|Update|Revision|Publication|Compliance|Application|Violations?|Dissemination|"
    r"Responsibilit(?:y|ies)|Role|Members?|Composition|Chair(?:man|person)?|Report|Charter|Meetings?|Development|"
    r"Ceremony|Results?|Summary|Organi[sz]ational Structure|Structure|Highlights?|"
    r"Participants?|Winners?|Map|Diagram|Activities)"
    r"\s+(?:of|in|from|at|with|to)\s+(?:the\s+|our\s+)?"
    r"|^(?:Article|Section|Chapter|Paragraph|Art\.?|Annex|Regulation|Rule|Principle|Clause|"
    r"Schedule)\s+[\dIVX.]+\s+of\s+(?:the\s+|our\s+)?",
)


def essential(name: str, owners: frozenset[str]) -> tuple[int, str]:
    """A name without what a caption puts before it and without "of" its owner after it; with where it begins."""
    lead = CAPTION.match(name)
    start = lead.end() if lead and len(name) > lead.end() + 2 else 0
    inner = re.match(
        r"[A-Z]\w+(?:ion|ment|ance|al|ing|ure)\s+(?:of|to|in|with|on|for)\s+(?:the|our|its)\s+(?=[A-Z])", name[start:]
    )
    if inner and ends_name(name[start + inner.end() :]):
        start += inner.end()
    text = name[start:]
    tail = re.search(r"\s+(?:of|at|in|by|from)\s+(?:the\s+)?(?P<who>[^,]+)$", text)
    if tail and tail.group("who").lower() in owners and not text[: tail.start()].lower().endswith("study"):
        text = text[: tail.start()]
    return start, text


def strip_brackets(name: str) -> str:
    """A name without what stands in brackets."""
    return re.sub(r"\s*[(（][^()（）]*[)）]", "", name).strip()
