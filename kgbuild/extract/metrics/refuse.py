"""Quantities that a company does not disclose of itself: the second sieve, by unit and by the words around."""

from __future__ import annotations

import re

from kgbuild.extract.metrics.quantities import Quantity
from kgbuild.quantity.units import TIMES

_THIRD = re.compile(
    r"\b(?:industry|national|global|world|market|sector|country|regional|international) (?:average|benchmark"
    r"|norm)\b(?! of)"
    r"|\b(?:foundation|alliance|association|organi[sz]ation|coalition|network|initiative|institution|agency"
    r"|union)s? (?:with|of|comprising|consisting of|that has|which has|having)\b[^.]{0,20}$"
    r"|\baccording to (?:the )?(?:\w+ ){0,3}(?:survey|study|report|statistics|estimates?|forecasts?|research"
    r"|bureau|agency|organi[sz]ation|bank)\b"
    r"|\b(?:worldwide|global(?:ly)?|around the world|in the world|nationwide)\b[^.]{0,30}\b(?:estimated"
    r"|affected|suffer|account)"
    r"|\b(?:China|the country|the nation|the government|Hong Kong|the world|the EU|European Union|the UN"
    r"|Paris Agreement)(?:['’]s)? (?:will|aims?|plans?|has set|pledged|announced|committed|targets?)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:legal|statutory|regulatory|national|local) (?:requirements?|limits?|minimum"
    r"|standards?)(?: of| is| was)?\s*$",
    re.IGNORECASE,
)
_GIRL = re.compile(r"\b\w+[- ]year[- ]old (?:girl|boy|man|woman|child|student)\b", re.IGNORECASE)
_SERVICE = re.compile(
    r"\b(?:respon[sd]\w*|repl(?:y|ies|ied)|resol\w+|fix\w*|report\w*|handl\w+|process\w*|deliver\w*|complet\w+"
    r"|lead time|turnaround|updat\w+|brief\w*"
    r"|repair\w*|restor\w+|recover\w*|call\w*|settl\w+|answer\w*|feedback|visit\w*)\b",
    re.IGNORECASE,
)
_TIME_KPI = re.compile(
    r"\b(?:lost|absen\w+|sick|leave|average|training|learning|volunteer\w*|tenure|working|worked|overtime"
    r"|downtime|man-?hours|safe|without (?:lost|accident)"
    r"|person-|education|courses?|online|stud(?:y|ies)|service hours|hours of|total)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|these|those|all|both|its|their|any|every|each of the|one of(?: the)?|next|last|past|first"
    r"|other|another|than|of|or|in|into|as)\s+|[-–])$",
    re.IGNORECASE,
)
_PEOPLE_OR_CASES = frozenset(
    [
        "person",
        "case",
        "fatality",
        "accident",
        "incident",
        "death",
        "injury",
        "complaint",
        "lawsuit",
        "committee",
        "member",
        "violation",
        "breach",
        "penalty",
        "fine",
        "t",
        "kg",
        "company",
        "plant",
        "site",
        "factory",
        "country",
        "province",
        "city",
        "office",
        "school",
        "hospital",
        "patent",
        "session",
        "center",
        "centre",
        "facility",
        "project",
    ]
)
_CUE = re.compile(
    r"\b(?:a total of|totall?ing|total of|at least|at most|more than|over|about|approximately|nearly|up to"
    r"|no more than|no fewer than|only|fewer than|less than)\s*$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\s+of (?:whom|which|them)\b", re.IGNORECASE)


def refusal(text: str, quantity: Quantity, others: int, headline: bool) -> str | None:
    """Why a quantity with a unit is no metric of the company; None where it is one.

    `others` is how many rates stand in the same sentence; `headline` is True for key figures, where names are in
    capitals anyway.
    """
    before, after = text[max(0, quantity.start - 120) : quantity.start], text[quantity.end : quantity.end + 80]
    if _THIRD.search(before) or (
        re.match(r"[^.]{0,30}\b(?:of the world|of the global|of China['’]s|worldwide population)", after)
    ):
        return "figure about others"
    if _LEGAL.search(before):
        return "what the law requires"
    if _GIRL.search(text):
        return "figure about others"
    if re.search(r"\b(?:full (?:score|marks?)|out of|maximum score|scale of)\b[^.]{0,12}$", before, re.IGNORECASE):
        return "top of a scale"
    if quantity.unit in TIMES:
        return _time(text, quantity, others)
    if quantity.number.kind == "word" and not _word_counts(text, quantity):
        return "number word in running text"
    if quantity.kind == "Count" and quantity.count is not None:
        return _count(text, quantity, headline)
    return None


def _time(text: str, quantity: Quantity, others: int) -> str | None:
    clause = text[max(0, quantity.start - 90) : quantity.end + 60]
    if re.match(
        r"[- ](?:year|month|day|week|hour|minute)s?\b[- ](?:old|long|period|plan|program|history|anniversary"
        r"|of experience)",
        text[quantity.number.end :],
    ):
        return "duration"
    if quantity.unit == "hour" and _TIME_KPI.search(clause):
        return None
    if quantity.unit in ("day", "year", "month", "minute") and re.search(
        r"\b(?:lost|absen\w+|sick|leave|average|tenure|saved|training)\b", clause, re.IGNORECASE
    ):
        return None
    if others and re.search(
        r"\b(?:in|within|every|per|for)\s*$", text[: quantity.number.start].rstrip("*< ") + " ", re.IGNORECASE
    ):
        return "part of what another figure measures"
    if quantity.unit in ("second", "minute", "hour") and _SERVICE.search(clause) and not others:
        return None
    return "duration"


def _word_counts(text: str, quantity: Quantity) -> bool:
    before = text[: quantity.number.start]
    if quantity.number.text.casefold() == "half" or (
        quantity.value in (0, 12) and quantity.number.text.casefold() != "twelve"
    ):
        return quantity.unit is not None
    if quantity.value == 1:
        return quantity.unit in TIMES and bool(re.search(r"\b(?:in|within)\s*$", before))
    if _OF_WHOM.match(text, quantity.number.end):
        return True
    if _CUE.search(before):
        return quantity.unit is not None
    if _DEFINITE.search(before):
        return False
    return quantity.unit in _PEOPLE_OR_CASES or (quantity.kind not in ("Count", "") and quantity.unit not in TIMES)


def _count(text: str, quantity: Quantity, headline: bool) -> str | None:
    count = quantity.count
    assert count is not None
    if count.abstract and quantity.value < 100:
        return "divides the text, discloses nothing"
    phrase = text[count.start : count.end]
    words = phrase.split()
    if not headline and len(words) >= 2 and all(re.match(r"[A-Z][a-z]", word) for word in words[:2]):
        return "part of a name"
    if quantity.value == 1 and not re.search(r"\b(?:only|at least|total of)\s*$", text[: quantity.number.start]):
        return "one, in running text"
    return None
