"""Zero statements ("no cases of ...") and statements about all ("all employees are covered")."""

from __future__ import annotations

import re
from typing import NamedTuple

_BAD = (
    r"(?:cases?|incidents?|complaints?|accidents?|fatalit(?:y|ies)|deaths?|injur(?:y|ies)|violations?|breach(?:es)?|lawsuits?|litigations?|fines?"
    r"|penalt(?:y|ies)|sanctions?|recalls?|leak(?:s|ages?)?|non-?compliances?|infringements?|instances?|grievances?|strikes?|spills?|occurrences?"
    r"|disputes?|corruption|bribery|discrimination|child labou?r|forced labou?r|prosecutions?|proceedings?"
    r"|allegations?|misconduct|convictions?"
    r"|concluded|confirmed|substantiated|reportable|recordable|product recalls?|warnings?|legal actions?"
    r"|claims?|stoppages?|offen[cs]es?)"
)
_NO = re.compile(
    rf"\b(?P<neg>no|zero|nil|not (?:receive|have|record|identify|find|report|experience|incur|encounter|detect"
    rf"|discover)(?:d|ed)? any"
    rf"|(?:did|have|has|had|was|were) not[a-z ]{{0,24}}? (?:any|aware of any|subject to any|involved in any"
    rf"|in violation of any|found any)|without any|free of)"
    rf" (?P<what>(?:(?!\b(?:than|later|less|more|longer|matter|tolerance|doubt"
    rf"|need)\b)[A-Za-z-]+[ ,]+){{0,7}}?{_BAD}\b)",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had been|has been|have been|had|received|recorded|occurred|identified|found|did|reported"
    r"|experienced|took place|happened|there (?:was|were|are|is|have|has)|has had"
    r"|during the|in 20\d\d|no longer|incurred|aware of|brought|filed|this year|reporting period)\b",
    re.IGNORECASE,
)
_RULE = re.compile(
    r"\b(?:shall|should|must|may|can|will|allow(?:ed|s)?|tolerat\w+|prohibit\w*|ensure[sd]?|ensuring|so that"
    r"|to ensure|in order to|strives?|aims?|committed to|if|unless|whether|in the event|in case)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:^|[.;,:]\s+|\band )(?P<all>All|Every|all)(?: of)?(?: the| our| its| Group['’]s"
    r"| Company['’]s)? (?P<who>(?:[a-z-]+ ){0,3}?(?:employees?|staff|workers|suppliers?|directors|contractors"
    r"|sites|facilities"
    r"|factories|data cent(?:er|re)s|plants|products|offices|vendors|subsidiaries|new hires|drivers|members))"
    r"(?: of the (?:Group|Company))? (?P<verb>(?:are|were|have been|has been|is|was|have|received|completed"
    r"|signed|participated|took part|passed|underwent|attended|obtained|enjoy(?:ed)?)\b(?: \w+){0,2}?"
    r" ?(?:covered|trained|certified|insured|signed|completed|received|enrolled|audited|assessed|informed"
    r"|vaccinated|provided|participated|passed|obtained|in place|attended|entitled)?)",
)
_ALL_VERB = re.compile(
    r"\b(?:covered|trained|certified|insured|signed|completed|received|enrolled|audited|assessed|vaccinated|participated|passed|attended|underwent|obtained)\b",
    re.IGNORECASE,
)


class Special(NamedTuple):
    """A statement without figures: `printed` words, where they stand and end, what is counted, whether none or all."""

    start: int
    end: int
    printed_end: int
    what: str
    kind: str


def none_statements(text: str) -> list[Special]:
    """What a sentence says there was none of."""
    found = []
    for match in _NO.finditer(text):
        around = text[: match.start()][-140:] + " " + text[match.end() :][:100]
        if _RULE.search(around) or not _PAST.search(text):
            continue
        negation = match["neg"]
        if negation.casefold() == "zero" and text[match.start() + 4 : match.start() + 5] == "-":
            continue
        printed = match.start() + len(
            negation.split()[0]
            if negation.split()[0].casefold() in ("no", "zero", "nil", "not", "without")
            else negation
        )
        start = match.start()
        if negation.split()[0].casefold() in ("did", "have", "has", "had", "was", "were"):
            inner = re.search(r"\bnot\b", negation)
            assert inner is not None
            start, printed = match.start() + inner.start(), match.start() + inner.end()
        if negation.casefold() == "free of":
            continue
        found.append(Special(start, match.end(), printed, match["what"], "none"))
    return found


def all_statements(text: str) -> list[Special]:
    """What a sentence says holds for all."""
    return [
        Special(match.start("all"), match.end(), match.end("all"), match["who"], "all")
        for match in _ALL.finditer(text)
        if _ALL_VERB.search(match["verb"])
        and not re.search(
            r"\b(?:should|must|shall|will|required to be|to be)\b", text[match.end("who") : match.end() + 20]
        )
    ]
