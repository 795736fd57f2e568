"""Breakdowns: the members of the ontology's axes that words name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kgbuild.lexicon import Lexicon

_FILLER = re.compile(
    r"\b(?:employees?|staff|workers?|workforce|personnel|persons?|people|headcount|number|percentage|proportion|share|rate|total|of|the|in|who|are|no|members?"
    r"|with|a|an|contracts?|new|hires?|by|aged|age|group)\b|[()%#:*]|\d+$",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?P<under>\b(?:under|below|younger than|less than|up to|aged under|aged below"
    r"|age under) ?(?P<u>[1-7]\d)\b|[<≤＜] ?(?P<u2>[1-7]\d)(?= ?(?:years?|y/?o|$|\)|,| old))"
    r"|\b(?P<u3>[1-7]\d)(?: years?(?: old)?)? (?:or|and) (?:below|under|younger))"
    r"|(?P<over>\b(?:over|above|older than|more than|aged over|aged above|beyond) ?(?P<o>[1-7]\d)\b"
    r"|[>≥＞] ?(?P<o2>[1-7]\d)(?= ?(?:years?|y/?o|$|\)|,| old))|\b(?P<o3>[1-7]\d)(?: years?(?: old)?)? (?:or"
    r"|and) (?:above|over|older)|\b(?P<o4>[5-7]\d)\+)"
    r"|(?P<between>\b(?:between|aged|age|ages|from)? ?(?P<b1>[1-7]\d)(?: years?(?: old)?)? ?(?:-|–|—|~|to|and"
    r"|≤\w*<) ?(?P<b2>[1-7]\d)\b)",
    re.IGNORECASE,
)
_AGE_CUE = re.compile(r"\b(?:years?|aged?|ages|old|y\.?o\.?)\b", re.IGNORECASE)
_SCOPE = re.compile(
    r"\bscopes? ?(?P<a>[123])(?P<more>(?:(?: ?(?:,|and|&|\+|/|or|und|e) ?| ?[-–] ?)(?:scope ?)?[123](?![\d.,]\d|\d))*)",
    re.IGNORECASE,
)
_OF_COLOR = re.compile(r"\b(?:people|persons?|employees|women|men|talent|leaders|colleagues|associates) of colou?r\b")


class Dim(NamedTuple):
    """A breakdown: axis and member as the facts file says them."""

    axis: str
    member: str


@lru_cache(maxsize=8)
def _wordings(lexicon: Lexicon) -> dict[str, Dim]:
    made: dict[str, Dim] = {}
    for axis in lexicon.axes:
        # scopes are numbers: they are read by `scope_of`, where the word stands beside them
        for member in axis.members if axis.slug != "scope" else ():
            for wording in member.wordings:
                made[_bare(wording) or wording.casefold()] = Dim(axis.slug, member.label)
                made[wording.casefold()] = Dim(axis.slug, member.label)
    return made


@lru_cache(maxsize=8)
def _headers(lexicon: Lexicon) -> dict[str, str]:
    return {header.casefold(): axis.slug for axis in lexicon.axes for header in axis.headers}


def _bare(words: str) -> str:
    return re.sub(r"\s+", " ", _FILLER.sub(" ", words)).strip(" -–,;./").casefold()


def axis_of_header(words: str, lexicon: Lexicon) -> str | None:
    """The axis that a header announces ("By gender", "Employees by age group"); None where it announces none."""
    folded = re.sub(r"\([^)]*\)|\d+$|[:*]", " ", words)
    folded = re.sub(r"\s+", " ", folded).strip().casefold()
    headers = _headers(lexicon)
    if folded in headers:
        return headers[folded]
    if (
        len(
            set(
                re.findall(
                    r"\b(?:gender|age|region|category|country|contract|type|time|ethnicity|race|geography|sex|level|rank)\b",
                    folded,
                )
            )
        )
        > 1
    ):
        return None
    inner = re.search(r"\bby [a-z &/-]+$", folded)
    if inner and inner.group() in headers:
        return headers[inner.group()]
    inner = re.search(
        r"\bby (?:[a-z-]+ )?(gender|age|region|category|country|employment type|ethnicity|race|geography|sex)\b", folded
    )
    return headers.get("by " + inner.group(1)) if inner else None


def age_of(words: str, sure: bool) -> str | None:
    """An age band as `<30`, `30-50`, `>50`; unless `sure`, only where the words speak of years or age."""
    match = _AGE.search(words)
    if match is None or not (sure or _AGE_CUE.search(words)):
        return None
    if match["under"]:
        return "<" + (match["u"] or match["u2"] or str(int(match["u3"]) + 1))
    if match["over"]:
        exact = match["o"] or match["o2"]
        return f">{exact}" if exact else f">={match['o3'] or match['o4']}"
    return f"{match['b1']}-{match['b2']}"


def scope_of(words: str) -> str | None:
    """Greenhouse gas scopes as `1`, `2`, `3`, `1+2`, `1+2+3`."""
    found: list[str] = []
    for match in _SCOPE.finditer(words):
        found.append(match["a"])
        found += re.findall(r"[123]", match["more"] or "")
        if re.search(r"[-–]", match["more"] or "") and found[-1] == "3" and found[0] == "1":
            found = ["1", "2", "3"]
    return "+".join(dict.fromkeys(sorted(found))) or None


def member_of(words: str, lexicon: Lexicon) -> Dim | None:
    """The member that a header cell consists of ("Male", "Full-time employees", "Under 30 years old"); else None."""
    if re.search(r"\((?:no|number)\b", words, re.IGNORECASE):
        return None
    folded = re.sub(r"\([^)]*\)", " ", words)
    wordings = _wordings(lexicon)
    for form in (re.sub(r"\s+", " ", folded).strip().casefold(), _bare(folded)):
        if form in wordings:
            return wordings[form]
    bare = _bare(_AGE.sub(" ", folded))
    age = age_of(folded, False)
    if age and len(re.sub(r"\b(?:years?|old|y\.?o|and|below|above|over|under)\b", "", bare).strip()) <= 3:
        return Dim("age", age)
    folded = re.sub(r"^\s*%\s*(?:of )?|\s*%\s*$", "", folded)
    match = re.fullmatch(
        r"\s*(?:(?:[<>≤≥]?=?|under|below|over|above|up to) ?[2-6]\d(?: ?[-–] ?[2-7]\d)?(?: years(?: old)?)?"
        r"|between [2-5]\d and [3-7]\d)\s*",
        folded,
        re.IGNORECASE,
    )
    if match and (age := age_of(folded, True)):
        return Dim("age", age)
    return None


def dims_within(words: str, lexicon: Lexicon) -> tuple[Dim, ...]:
    """Breakdowns that a longer label names: "Female employees trained", "Employees aged 30-50"."""
    found: list[Dim] = []
    inner = re.search(r"\b(female|women|male|men)s?\b", words, re.IGNORECASE)
    both = re.search(
        r"\b(?:female|women)\b.*\b(?:male|men)\b|\b(?:male|men)\b.*\b(?:female|women)\b", words, re.IGNORECASE
    )
    if inner and not both:
        found.append(Dim("gender", "female" if inner.group(1).casefold() in ("female", "women") else "male"))
    if age := age_of(words, False):
        found.append(Dim("age", age))
    return tuple(found)


def dims_in_prose(label: str, lexicon: Lexicon) -> tuple[Dim, ...]:
    """Breakdowns that the words of a sentence's label name."""
    found: list[Dim] = []
    folded = label.casefold()
    female = re.search(r"\b(?:female|women|woman)\b", folded)
    male = re.search(r"\b(?:male|men)\b", folded)
    if bool(female) != bool(male):
        found.append(Dim("gender", "female" if female else "male"))
    if _OF_COLOR.search(folded):
        found.append(Dim("race", "people of color"))
    if age := age_of(label, False):
        found.append(Dim("age", age))
    if scope := scope_of(label):
        found.append(Dim("scope", scope))
    role = re.search(
        r"\b(senior management|middle management|top management|management (?:roles?|positions?|level)"
        r"|managerial (?:roles|positions)|leadership (?:roles|positions))\b",
        folded,
    )
    if role and (female or male):
        found.append(Dim("category", "management" if role.group().startswith("management") else role.group()))
    return tuple(found)
