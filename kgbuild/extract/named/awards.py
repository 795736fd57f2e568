"""Prizes, titles and recognitions that the company, a program or a product of it received."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.grammar import (
    Candidate,
    Form,
    head_in,
    standing_alone,
    strip_brackets,
    syntactic_head,
    whole,
)
from kgbuild.extract.named.mention import Group, Mention, groups
from kgbuild.extract.named.units import Unit, sentences
from kgbuild.identity import folded
from kgbuild.model import Span
from kgbuild.model.fact import Role

#: Between the verb and the name: "awarded the title of", "shortlisted to the list of", "included in the".
FILLING = re.compile(
    r"^[\s,:]*(?:(?:the|a|an|as|one of|of|for|in|to|into|among|by|with|its|titles?|honou?rs?|list|awards?|prizes?|multiple|several|following|and|also|honorary|"
    r"prestigious|coveted|annual|including|such as|winner|recipient|finalist|being|been|was|were|again|inaugural|at|on|our|this|two|three|number|place)[\s,:]*)*[\"“‘«*\s]*$",
    re.IGNORECASE,
)
BY_ORG = re.compile(
    r"(?:\b(?:issued|awarded|granted|presented|organi[sz]ed|hosted|sponsored|conferred|published|initiated|released|given|held|selected|recogni[sz]ed|named|announced|rated)\s+by|(?<!\w)by|\bfrom)\s+(?:the\s+)?(?P<org>(?:[A-Z0-9][\w.&’'/-]*|of|and|the|for|on|&|,(?=\s[A-Z]\w+ (?:Inc|Ltd|Co)))(?:\s+(?:[A-Z0-9][\w.&’'/()-]*|of|and|the|for|on|&))*)"
)
OF_ORG = re.compile(
    r"^[\s,\"”’»*)]*(?:award|title|prize|list)?\s*(?:of|in|at|from)\s+the\s+(?P<org>[A-Z][\w&.’'-]*(?:\s+(?:[A-Z][\w&.’'()-]*|of|and|for|the|on|&))*)"
)
OWNER = re.compile(
    r"(?:in|by|from|of)\s+(?:the\s+)?(?P<org>[A-Z][\w&.-]*(?:\s+(?:[A-Z][\w&.-]*|of|and|for))*)['’]s\s+[\"“‘«*]*$"
)
PASSIVE = re.compile(
    r"\b(?:supplier|customer|director|employee|chairman|founder|he|she|who|they)s?\b[^.]{0,30}$", re.IGNORECASE
)
SUBJECT = re.compile(
    r"(?P<who>[A-Z][\w’'&.-]*(?:\s+(?:[A-Z][\w’'&.-]*|of|for|and|the))*)\s+(?:was|were|has|have|had|is|also|again|won|received|ranked|obtained|earned)\b"
)
ORG_TAIL = re.compile(r"\s+(?:of|and|the|for|on|&|in)$")
RANK = re.compile(
    r"\b(?:(?:first|second|third|grand|special|gold|silver|bronze|top)\s+(?:prize|award|place|medal)|(?:gold|silver|bronze|platinum)\b|(?:top|no\.?)\s*\d+)",
    re.IGNORECASE,
)
MONEY = re.compile(r"^\W*(?:RMB|USD|US\$|\$|€|\d[\d,.]*\s*(?:million|billion|shares))", re.IGNORECASE)


def awards(unit: Unit, company: Company) -> Iterator[Mention]:
    """The awards that a unit states."""
    if unit.kind.value == "table":
        yield from _in_table(unit, company)
        return
    when: str | None = None
    for sentence in sentences(unit.text):
        words = unit.text[sentence.start : sentence.end]
        when = dates.first(words) or when
        for group in groups(unit, company):
            if group.sentence != sentence:
                continue
            yield from _by_verb(group, company, when or _section_date(unit))
    if standing_alone(unit) or len(unit.text) < 120:
        yield from _standing(unit, company)


def _by_verb(group: Group, company: Company, when: str | None) -> Iterator[Mention]:
    verb = _verb(group.left)
    if verb is None:
        return
    faint = verb.group().lower() in cues.folded_set("awards", "faint_verbs")
    for member in group.members:
        if not _plausible(member, company, faint, group):
            continue
        right = group.unit.text[member.after : group.sentence.end]
        issuer = _issuer(group, right, company)
        said = _said(
            member, issuer, dates.in_name(member.text) if when is None else when, _recipient(group, verb, company)
        )
        yield Mention("award", member.text, group.unit, member.start, member.end, "award/verb", (), said)


def _verb(left: str) -> re.Match[str] | None:
    """The verb of winning that leads to the name, nothing but filling between."""
    near = left[-160:]
    best: re.Match[str] | None = None
    for match in cues.pattern("awards", "verbs").finditer(near):
        if _filled(near[match.end() :]):
            best = best or match
    if best is None or re.search(r"\b(?:not|never)\s+$", near[: best.start()]):
        return None
    return best


def _filled(between: str) -> bool:
    if FILLING.match(between):
        return True
    # "recognized in the Shanghai United Media Group's": whose award it is stands between.
    owner = OWNER.search(between)
    return owner is not None and FILLING.match(between[: owner.start()]) is not None


def _plausible(member: Candidate, company: Company, faint: bool, group: Group) -> bool:
    name = strip_brackets(member.text)
    plain = folded(name)
    words = plain.split()
    if company.is_(name) or plain in cues.folded_set("awards", "generic") or MONEY.match(name) or not words:
        return False
    strong = head_in(name, cues.folded_set("awards", "strong_heads"))
    head = head_in(name, cues.folded_set("awards", "heads")) or words[0] in cues.folded_set("awards", "openers")
    if member.form is Form.QUOTED:
        return len(words) >= 2 and (not faint or bool(head))
    if strong and len(words) >= 2:
        return True
    if re.match(r"(?:\d{4} )?(?:top|best|most|excellent|outstanding|leading|great)\b", plain) and len(words) >= 3:
        return True
    nouns = "title" in group.left[-60:].lower() or "award" in group.left[-60:].lower()
    return bool(head) and len(words) >= 3 and (not faint or nouns)


def _issuer(group: Group, right: str, company: Company) -> str | None:
    owner = OWNER.search(group.left)
    if owner and not company.within(owner.group("org")):
        return owner.group("org")
    for found in (BY_ORG.search(right[:220]), OF_ORG.match(right)):
        if found:
            name = _organization(found.group("org"))
            if name and not company.within(name):
                return name
    before = BY_ORG.search(group.left[-160:])
    if before:
        name = _organization(before.group("org"))
        if name and not company.within(name) and len(name) > 2:
            return name
    return None


def _organization(words: str) -> str:
    while ORG_TAIL.search(words):
        words = ORG_TAIL.sub("", words)
    words = re.sub(r"^(?:The|the|of|and|for|on)\s+", "", words).strip(" ,.;")
    return "" if dates.DATE.fullmatch(words) else words


def _recipient(group: Group, verb: re.Match[str], company: Company) -> str | None:
    """Who the sentence says received it."""
    left = group.left[-160:][: verb.start()].rstrip()
    text = group.left[: len(group.left) - len(group.left[-160:])] + left
    found = re.search(
        r"(?P<who>(?:[A-Z][\w’'&.-]*)(?:\s+(?:[A-Z][\w’'&.-]*|of|for|and|the))*?)\s*(?:\(.*?\))?\s*(?:has|have|had|also|again|which|that|and|been|was|were)?(?:\s+(?:also|again|once|been|successfully))?$",
        text,
    )
    if found is None or found.group("who") in ("We", "It", "They", "The", "In"):
        return company.name or None
    who = re.sub(r"['’]s\s+", " ", found.group("who")).strip()
    who = re.sub(r"^(?:The|Our)\s+", "", who)
    for name in company.names:
        trimmed = re.sub(rf"^{re.escape(name)}\s+(?=\S)", "", who, flags=re.IGNORECASE)
        if trimmed != who and not company.is_(who):
            return trimmed
    return who or None


def _said(member: Candidate, issuer: str | None, date: str | None, recipient: str | None) -> dict[str, str]:
    rank = RANK.search(member.text)
    year = dates.in_name(member.text)
    said = {"issuer": issuer, "date": date or year, "recipient": recipient, "rank": rank.group() if rank else None}
    return {key: value for key, value in said.items() if value}


def _section_date(unit: Unit) -> str | None:
    """A date that stands over the paragraph as a heading of its own."""
    for words in (unit.lead, *reversed(unit.section[-1:])):
        if len(words) < 40 and (found := dates.opening(words)):
            return found
    return None


def _standing(unit: Unit, company: Company) -> Iterator[Mention]:
    """A heading, caption or list item that is an award's name."""
    made = whole(unit)
    if made is None or len(made.text) > 110 or made.text.endswith(":"):
        return
    name = re.sub(r"\s+at\s+(?:one of\s+)?(?:the|our)\s.*$", "", made.text)
    words = folded(name).split()
    if (
        len(words) < 3
        or not (name[0].isupper() or name[0].isdigit())
        or folded(name) in cues.folded_set("awards", "generic")
    ):
        return
    strong = syntactic_head(name, cues.folded_set("awards", "strong_heads"))
    under = any(
        re.search(r"\bawards?\b|\bhonou?rs\b|\brecognitions?\b", over, re.IGNORECASE)
        for over in unit.section[-2:]
        if folded(over) != folded(unit.text)
    )
    opener = re.match(r"(?:\d{4}\s+)?(?:Top \d+|Best|Most|Excellent|Outstanding)\b", name) is not None
    if sum(word[0].isupper() or word[0].isdigit() for word in name.split()) < 0.6 * len(name.split()):
        return
    if (strong and strong.endswith("s") is False and (under or dates.in_name(name))) or (under and (opener or strong)):
        said = _said(made, None, dates.in_name(name), None)
        yield Mention("award", name, unit, made.start, made.start + len(name), "award/heading", (), said)


def _in_table(unit: Unit, company: Company) -> Iterator[Mention]:
    """A cell of an award column, with issuer and date from the other cells of its row."""
    header = folded(unit.header)
    if unit.is_header and not unit.row:
        return
    if not re.fullmatch(
        r"(?:name of )?(?:the )?(?:awards?|honou?rs?|prizes?|titles?|recognitions?|awards? name|awards? and (?:honou?rs?|recognitions?)|honou?rs? and awards?|award title)(?: name)?",
        header,
    ):
        yield from _sentence_cells(unit, company)
        return
    made = whole(unit)
    if made is None or folded(made.text) == header or not re.search(r"[A-Za-z]{3}", made.text):
        return
    issuer, date, beside = _row(unit)
    said = {"issuer": issuer, "date": date or dates.in_name(made.text), "recipient": company.name}
    yield Mention(
        "award", made.text, unit, made.start, made.end, "award/table", (), {k: v for k, v in said.items() if v}, beside
    )


def _row(unit: Unit) -> tuple[str | None, str | None, tuple[tuple[Role, Span], ...]]:
    issuer = date = None
    beside: list[tuple[Role, Span]] = []
    for words in unit.row:
        text = words.text.strip()
        found = dates.stated(text)
        if found and len(text) < 25:
            date = found[0][2]
        elif issuer is None and text and text[0].isalnum() and len(text) < 160:
            issuer = re.split(r"\s*,\s*(?=an?\b|the\b)", text)[0].strip()
            beside.append(("label", words.span))
    return issuer, date, tuple(beside)


def _sentence_cells(unit: Unit, company: Company) -> Iterator[Mention]:
    if len(unit.text) < 40:
        return
    for group in groups(unit, company):
        yield from _by_verb(group, company, dates.first(unit.text[group.sentence.start : group.sentence.end]))
