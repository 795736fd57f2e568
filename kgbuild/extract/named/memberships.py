"""Alliances, associations and pacts that the company joined, signed or is a member of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.candidate import BRACKET, Candidate, Form, alias_in, standing_alone, whole
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import head_in, strip_brackets
from kgbuild.extract.named.mention import Group, Mention, mention
from kgbuild.extract.named.units import Unit
from kgbuild.identity import folded
from kgbuild.model import BlockKind

#: Between the cue and the list: "of many standards organizations and industry alliances, such as the".
FILLING = re.compile(
    r"^[\s,:]*(?:(?:of|in|to|the|a|an|our|its|industry['’]s|several|many|various|and|multiple|"
    r"numerous|leading|global|national|industry|international|standards?|"
    r"organi[sz]ations?|alliances?|associations?|initiatives?|bodies|groups|such as|including|"
    r"like|open|commitment|trade|local|following|other|public|recogni[sz]ed|"
    r"united nations|un|with|as|member|sustainability|business|coalitions?|federations?|"
    r"institutions?|unions?|chambers|professional)\b[\s,:]*)*[\"“‘«*\s]*$",
    re.IGNORECASE,
)
#: "member of several international industry and ethics groups such as the …".
SUCH_AS = re.compile(
    r"\s+(?:[a-z][a-z-]*,?\s+){0,8}(?:groups|associations|organi[sz]ations|bodies|alliances|initiatives|coalitions|networks|"
    r"chambers|forums|federations),?\s+(?:such as|including|like|namely|e\.g\.,?)\s*:?\s*"
    r"(?:the\s+)?(?:[A-Z][\w.]*['’]s\s+)?[\"“‘«*]*$"
)
#: The column of a table that names associations: "Name of the trade and industry chambers/ associations".
COLUMN = re.compile(
    r"(?:(?:s\.?|sl\.?)?\s*no\.?\s+)?(?P<name>names? of )?(?:the )?"
    r"(?:(?:trade|industry|industrial|business|professional|national|international|sector)(?:\s*(?:and|&|/|,)\s*|\s+)){0,4}"
    r"(?:associations?|chambers?|alliances?|industry bodies)"
    r"(?:\s*(?:and|&|/|,)\s*(?:associations?|chambers?|alliances?|industry bodies)){0,2}",
    re.IGNORECASE,
)
#: The company's own membership: "we are also a founding …".
IS_A = re.compile(r"\b(?:is|are|was|were|became|become|remains?|been)\s+(?:also\s+|now\s+)?(?:an?\s+)?(?:\w+\s+)?$")
#: "audited by members of the …": somebody who is a member, not the company.
BY_MEMBERS = re.compile(r"\b(?:by|with|from|to|for|among|and|of)\s+$", re.IGNORECASE)
SIGNED = re.compile(r"\b(?:sign|signed|signing|signator|adopted|pledge|commit|endorse|subscribe|adhere)", re.IGNORECASE)
NUMBERS = re.compile(r"\d{2}|%|:$")
OTHERS = re.compile(
    r"\b(?:they|he|she|suppliers?|directors?|chairman|ceo|mr\.?|ms\.?|dr\.?|who|family|auditors?|customers?|clients|"
    r"partners|vendors|employees|board) (?:is|are|was|were|has|have|also|currently)?\s*(?:\w+\s+){0,3}$|"
    r"\b(?:encourage|member of the board|member of our|members of our|members of the)\b",
    re.IGNORECASE,
)


def memberships(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The memberships that a unit states."""
    if _under_heading(unit):
        yield from _listed(unit, company)
    for group in found:
        cue = _cue(group)
        if cue is None:
            continue
        for member in group.members:
            if _fits(member, company, cue):
                date = _date(group)
                yield mention(group, member, "membership", "membership/cue", role=_role(group, cue), date=date)


def _cue(group: Group) -> re.Match[str] | None:
    left = group.left[-200:]
    if re.search(r"\b(?:our|its|their)\s+$", left):
        return None
    for cue in sorted(cues.pattern("memberships", "cues").finditer(left), key=lambda m: -m.end()):
        between = left[cue.end() :]
        if (
            (FILLING.match(between) or (IS_A.search(left[: cue.start()] + _article(cue)) and SUCH_AS.match(between)))
            and not OTHERS.search(left[: cue.start()][-60:])
            and not OTHERS.search(cue.group())
            and not ("members" in cue.group().lower() and BY_MEMBERS.search(left[: cue.start()]))
        ):
            return cue
    return None


def _article(cue: re.Match[str]) -> str:
    """The article that a cue begins with ("a member of"), as the end of the words before it."""
    return "a " if cue.group().lower().startswith("a ") else ""


def _fits(member: Candidate, company: Company, cue: re.Match[str]) -> bool:
    name = strip_brackets(member.text)
    plain = folded(name)
    if plain in cues.folded_set("memberships", "generic") or company.is_(name) or company.within(name):
        return False
    head = head_in(name, cues.folded_set("memberships", "heads"))
    acronym = any(re.fullmatch(r"[A-Z]{3,}[A-Za-z]*", alias) for alias in member.aliases)
    if cue.group().lower() in (
        "part of the",
        "adopted the",
        "committed to the",
        "participate in",
        "participates in",
        "participant in",
        "join the",
        "signed the",
        "endorsed the",
    ):
        return head is not None and len(plain.split()) >= 2
    if head is not None and len(plain.split()) >= 2:
        return True
    if member.form in (Form.QUOTED, Form.ITALIC):
        return len(plain.split()) >= 2
    return acronym or (re.fullmatch(r"[A-Z]{2,}[A-Za-z&]*", name) is not None and "member" in cue.group().lower())


def _role(group: Group, cue: re.Match[str]) -> str | None:
    left = group.left
    roles = cues.phrases(cues.listed("memberships", "roles"))
    near = left[-200:][max(0, cue.start() - 40) : cue.end()]
    found = cues.last_match(roles, near)
    if found is not None:
        return found.group().lower()
    return "signatory" if SIGNED.search(cue.group()) else "member"


def _date(group: Group) -> str | None:
    text = group.unit.text[group.sentence.start : group.sentence.end]
    after = re.match(r"[\s,\"”’»*)]*(?:in|on|since)\s", group.right)
    if after and (found := dates.first(group.right[:40])):
        return found
    joined = re.search(r"\b(?:joined|signed|became|adopted|signing|joining|since)\b", text, re.IGNORECASE)
    found = dates.first(text) if joined else None
    return found or (dates.opening(group.unit.follow) if joined and len(group.unit.text) < 150 else None)


def _under_heading(unit: Unit) -> bool:
    if not standing_alone(unit) or (unit.is_header and not unit.inherited):
        return False
    over = [unit.inherited or unit.header, unit.section[-1] if unit.section else "", unit.zone.rstrip(":")]
    return _column(unit) or any(folded(words) in cues.folded_set("memberships", "headings") for words in over)


def _column(unit: Unit) -> bool:
    """Whether the unit is a cell of a column that names associations."""
    header = unit.inherited or unit.header
    return folded(header) in cues.folded_set("memberships", "headings") or _associations(unit) is not None


def _associations(unit: Unit) -> re.Match[str] | None:
    return COLUMN.fullmatch((unit.inherited or unit.header).strip()) if unit.kind is BlockKind.TABLE else None


def _listed(unit: Unit, company: Company) -> Iterator[Mention]:
    """A list item or table cell under a heading such as "Memberships"."""
    made = whole(unit)
    if (
        made is None
        or company.is_(made.text)
        or not made.text[0].isupper()
        or len(made.text) > 110
        or NUMBERS.search(made.text)
    ):
        return
    over = _associations(unit)
    known = folded(unit.inherited or unit.header) in cues.folded_set("memberships", "headings")
    column = known or (over is not None and over.group("name") is not None)
    headed = head_in(strip_brackets(made.text), cues.folded_set("memberships", "heads"))
    if column or headed or re.search(r"\([A-Z]{3,}\)", made.text):
        name = strip_brackets(made.text)
        aliases = tuple(alias_in(bracket.group(1))) if (bracket := BRACKET.search(made.text)) else ()
        yield Mention("membership", name, unit, made.start, made.end, "membership/heading", aliases, {"role": "member"})
