"""Labels: what a number measures, in the words around it."""

from __future__ import annotations

import re

from kgbuild.extract.metrics.quantities import Quantity

_BREAK_LEFT = re.compile(
    r"[;:。；]|,(?!\d)|\(|（|\s[-–—]\s"
    r"|\b(?:which|while|whereas|where|but|among which|of which|of whom|with|and|as well as|than)\b",
    re.IGNORECASE,
)
_BREAK_RIGHT = re.compile(
    r"[;:。；)）(（]|,(?!\d)|\s[-–—]\s|\.(?=\s|$)"
    r"|\b(?:which|while|whereas|but|among which|of which|of whom|with (?:an?|the|over|more)|as well as|amid"
    r"|as of|thereby|thus)\b"
    r"|\band (?=(?:[a-z]+ing|over|more than|about|approximately|[\d*]|the (?:total|number)|can|will|has|have|is"
    r"|are|was|were|a total)\b)"
    r"|\bin (?=(?:19|20)\d\d)|\b(?:during|throughout) (?=the (?:reporting|year))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:[\s,;:•●▪\-–—*]+|(?:and|or|but|also|thus|the|a|an|our|its|their|this|that|these|we|it|of|in total"
    r"|in particular|moreover|additionally"
    r"|furthermore|meanwhile|specifically|currently|cumulatively|so far|to date|among them|as a result|have|has"
    r"|had|been|is|are|was|were|to|by"
    r"|for|with|in|on|not only|the company(?:['’]s)?|the group(?:['’]s)?|where|when|who|there)\b\s*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,;:*\-–—(]+|\b(?:was|is|were|are|be|been|being|of|to|at|by|in|on|a|an|the|about|as|with|and|or|for|from|has|have|had|will|would"
    r"|can|could|reach(?:ed|es|ing)?|exceed(?:ed|s|ing)?|even|only|further|also|over|than|more|less|no|not|approximately|nearly|around"
    r"|total(?:l?ed|l?ing|s)?|amount(?:ed|s|ing)?|stood|stand(?:s|ing)?|account(?:ed|s|ing)?|achiev(?:ed|es|ing)|expected|estimated"
    r"|up|worth|equal(?:s|led)?|increased|decreased|maintained|remained|rose|fell|dropped|grew|lower|higher|within|maximum|minimum"
    r"|least|most|below|above|under|up to|average|some|almost|roughly|totally|every)\b\.?)+$",
    re.IGNORECASE,
)
_DATEISH = re.compile(
    r"\b(?:as (?:of|at)|by|at|on|in|during|for|from|since|until|throughout)?(?: the)?(?: (?:end|year|years"
    r"|period|fiscal year|financial year|month|quarter|first half))*"
    r"(?: ended| of| from)* ?(?:(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{1,2})?,? )?(?:FY)?(?:19|20)\d\d\b,?"
    r"|\b(?:during|in|throughout) (?:the )?(?:reporting (?:period|year)|year)\b,?|\bthis year\b,?",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*_]{1,2}|</?[a-zA-Z][^<>]*>")
_WORDS = re.compile(r"[A-Za-z][\w'’&/-]*")
_WEAK = frozenset(
    [
        "scope",
        "direct",
        "indirect",
        "intensity",
        "people",
        "person",
        "persons",
        "employee",
        "employees",
        "participants",
        "cases",
        "times",
        "responses",
        "sessions",
        "session",
        "attendees",
        "events",
        "views",
        "hours",
        "days",
        "total",
        "number",
        "percentage",
        "rate",
        "ratio",
        "share",
        "amount",
        "year",
        "years",
        "average",
        "users",
        "members",
        "staff",
        "proportion",
        "data",
        "value",
        "units",
    ]
)
LONGEST = 16


def tidy(words: str) -> str:
    """Words without mark-up, dates, articles and helping verbs at their ends."""
    plain = re.sub(r"\s+", " ", _MARKS.sub("", words)).strip()
    plain = re.sub(r"\s+", " ", _DATEISH.sub(" ", plain)).strip()
    for _ in range(3):
        shorter = _TAIL.sub("", _LEAD.sub("", plain)).strip()
        if shorter == plain:
            break
        plain = shorter
    return plain.strip(" \"“”'.,;:–-")


def content(words: str) -> list[str]:
    """The words that say something by themselves."""
    return [
        w for w in _WORDS.findall(words) if len(w) > 2 and w.casefold() not in _WEAK and not _LEAD.fullmatch(w + " ")
    ]


def cut(words: str, most: int = LONGEST) -> str:
    """At most so many words."""
    parts = words.split()
    return " ".join(parts[:most])


def left_of(text: str, quantity: Quantity, floor: int, edge: int) -> tuple[int, str]:
    """Where the clause before a quantity begins, and its words; `floor` ends the quantity before it,
    `edge` the clause."""
    begin = floor
    for match in _BREAK_LEFT.finditer(text, floor, edge):
        if tidy(text[match.end() : edge]):
            begin = match.end()
    return begin, text[begin:edge]


def _before_unit(text: str, quantity: Quantity, floor: int) -> int:
    """Where the words before a quantity end: before the brackets that give its unit ("Waste (tons) 1.07")."""
    match = re.search(r"[(（][^()（）]{1,60}[)）][\s:：*]*$", text[floor : quantity.start])
    return floor + match.start() if match and quantity.count is None else quantity.start


def right_of(text: str, quantity: Quantity, ceiling: int, from_: int) -> tuple[int, str]:
    """Where the clause after a position ends, and its words; `ceiling` is the start of the next quantity."""
    match = _BREAK_RIGHT.search(text, from_, ceiling)
    end = match.start() if match else ceiling
    return end, text[from_:end]


def labelled(text: str, quantity: Quantity, floor: int, ceiling: int) -> tuple[str, int, int]:
    """The label of a quantity in a sentence, and the stretch that states it."""
    begin, before = left_of(text, quantity, floor, _before_unit(text, quantity, floor))
    left = tidy(before)
    from_ = quantity.count.start if quantity.count else quantity.end
    end, after = right_of(text, quantity, ceiling, max(from_, quantity.number.end))
    right = re.sub(r"\s+(?:and|or)\s+\w+(?:ed|ing)$", "", tidy(re.sub(r"^\s*\+?\s*", "", after)))
    thin = False
    if quantity.count:
        label = right if not left or len(content(right)) >= 3 else f"{right}, {cut(left, 10)}"
        thin = len(content(right)) < 3
    elif re.match(r"\W*of\b", after):
        label = f"{right}, {cut(left, 10)}" if left else right
    elif left:
        label = f"{left} {right}" if right and len(right.split()) <= 8 else left
    else:
        label = right
    if thin or len(content(label)) < (3 if quantity.count else 4):
        subject = subject_of(text, begin)
        if subject and subject not in label and label not in subject:
            label = f"{label} ({subject})" if label else subject
    return cut(label, 24).strip(" ,"), begin, max(end, quantity.end)


def subject_of(text: str, before: int) -> str:
    """What the sentence is about, for figures whose own clause does not say: its first words that mean something."""
    pieces = [tidy(piece) for piece in re.split(r",(?!\d)|;|\bwhich\b|\bwhile\b|:", text[:before])]
    pieces = [piece for piece in pieces if len(content(piece)) >= 2]
    return cut(pieces[-1], 12) if pieces else ""
