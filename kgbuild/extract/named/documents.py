"""Policies of the company, and the laws and standards it follows: told apart by head noun, cue words and owner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.extract.named import cues
from kgbuild.extract.named.candidate import Candidate, Form, standing_alone
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import essential, strip_brackets, syntactic_head
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Unit
from kgbuild.identity import folded

REACH = 170
#: "policies such as", "a series of internal documents including": what the list holds.
INTRO = re.compile(
    r"\b(?:such as|includ(?:ing|e|es)|namely|like|e\.g\.,?|for example,?|as follows|following|consist(?:s|ing) of|:)"
    r"\s*(?:but not limited to\s*)?[,:]?\s*(?:the|our|its|a|an)?\s*[\"“‘«*•·-]*\s*$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"\b(laws?|regulations?|rules|polic(?:y|ies)|documents|procedures|systems|standards|measures|guidelines|codes|"
    r"frameworks|conventions|principles|requirements|provisions|specifications)\b",
    re.IGNORECASE,
)
LIST_REACH = 110
OWNED = re.compile(
    r"\b(?:our|its|company['’]s|group['’]s|corporation['’]s|bank['’]s|internal|own)\s+(?:\w+\s+)?[\"“‘«*]*$",
    re.IGNORECASE,
)
ISSUED = re.compile(
    r"^[\s,\"”’»*)]*(?:as\s+)?(?:issued|published|promulgated|released|enacted|adopted|set|"
    r"developed|established)\s+by\s+(?:the\s+)?(?P<by>[A-Z][\w.&’' -]+)"
)
AND_OTHER = re.compile(
    r"^[\s,\"”’»*)]*(?:and|or|as well as)\s+(?:(?:any|all|our|the)\s+)?other\s+(?:\w+\s+){0,3}?"
    r"(?P<noun>polic(?:y|ies)|rules|documents|regulations|procedures|systems|guidelines|laws|"
    r"standards|conventions|principles)",
    re.IGNORECASE,
)
LAW_NUMBER = re.compile(
    r"\s*,?\s*(?:[Nn]o?s?\.?|[Nn]r\.?|number)\s*\d[\d/]*(?:\s+of\s+(?:\w+\s+\d{1,2}(?:st|nd|"
    r"rd|th)?,?\s+|\d{1,2}\s+\w+\s+)?(?:19|20)\d\d)?"
    r"|\s+of\s+(?:\w+\s+\d{1,2},?\s+)?(?:19|20)\d\d\b"
    r"|\s*,\s*(?:19|20)\d\d(?=\s*(?:[),.;(”\"]|and\b|or\b|$))"
)
_NUMBER = r"(?:\s*(?:No|no|n|Nr|nr)\.?°?)?\s*\d+(?:/\d+)+(?:/[A-Z]{2,3})?"
#: Laws that are called by their number: "Regulation (EU) 2020/852", "D.Lgs. 231/2001", "Law No. 262 of 2005".
NUMBERED = re.compile(
    rf"\b(?:(?:(?:Delegated|Implementing)\s+)?(?:Regulation|Directive|Decision)\s*\((?:EU|EC|EEC)\){_NUMBER}|"
    rf"(?:Italian\s+)?D\.?\s?(?:[Ll]gs|[Ll]|P\.?R|M)\.?{_NUMBER}|"
    rf"(?:Legislative\s+Decree|Decree-Law|Decree\s+Law|Royal\s+Decree|Law|Act){_NUMBER}|"
    r"(?:Law|Act|Decree|Executive\s+Order|Ordinance)\s+(?:No|no)\.\s*\d+(?:\s+of\s+(?:19|20)\d\d)?)"
)
#: The short name of a law in brackets after it: (the "Tide Regulation"), (RPwD Act).
SHORT_NAME = re.compile(
    r"\s*\(\s*(?:the\s+|hereinafter\s+(?:the\s+)?|also\s+known\s+as\s+(?:the\s+)?)?[\"“‘']?"
    r"(?P<short>[A-Z][\w.-]*(?:\s+[A-Z][\w.-]*){0,4})[\"”’']?\s*\)"
)
#: "Identify, Evaluate and Act": a verb at the end of a list is no law.
LAST_OF_LIST = re.compile(r",[^,]*\band\s+Act$")
PLACE_AFTER = re.compile(
    r"\s+(?:of|in)\s+(?:the\s+)?(?:Hong Kong|UK|U\.K\.|United Kingdom|United States|Singapore|"
    r"Macau|Macao|Taiwan|Italy|India)$"
)
LAUNCHED = re.compile(r"\blaunch\w*\s+(?:\w+\s+){0,2}[\"“‘«*]*$", re.IGNORECASE)
#: "the Law department", "Public Policy function": a part of the company.
UNIT_AFTER = re.compile(
    r"\s+(?:department|function|team|firm|office|group|degree|school|committee|division|professionals?|staff)\b"
)
SYSTEMS = frozenset(("system", "systems", "model", "mechanism", "scheme"))
ADJACENT = 6
SAYS = re.compile(
    r"^[\s,\"”’»*)]*(?:which\s+|that\s+)?(?:sets? out|sets? forth|stipulates?|applies|"
    r"apply to|specif(?:y|ies)|defines?|outlines?|requires?|"
    r"clearly|prohibits?|governs?|has been (?:formulated|established|issued|developed|"
    r"updated)|have been (?:formulated|established|issued)|"
    r"was (?:formulated|established|issued|developed|adopted|approved|updated)|"
    r"were (?:formulated|established|issued)|provides?|"
    r"describes?|reflects?|is available on|details)\b"
)


ACRONYM = re.compile(
    r"(?<![\w-])(?P<short>[A-Z]{{3,}}(?:[/-][A-Z]+)*)(?P<long>\s*\([A-Z][^()]{{5,120}}\))?\s+(?P<head>{})\b".format(
        "|".join(cues.listed("documents", "acronym_heads"))
    )
)


def documents(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The policies and regulations that a unit names."""
    for group in found:
        intro = _intro(group.left) or _outro(group)
        kinds = {member: _kind(group, member, company, intro) for member in group.members}
        policies = any(kind is not None and kind[0] == "policy" for kind in kinds.values())
        for member, kind in kinds.items():
            if kind is not None:
                yield _named(group, member, company, *kind)
            elif policies and _beside(member, company):
                yield _named(group, member, company, "policy", "beside-policy")
    yield from _acronyms(unit, company)
    yield from _numbered(unit)


def _numbered(unit: Unit) -> Iterator[Mention]:
    """Laws called by their number."""
    for match in NUMBERED.finditer(unit.text):
        short = SHORT_NAME.match(unit.text, match.end())
        aliases = (short.group("short"),) if short else ()
        yield Mention(
            "regulation", match.group(), unit, match.start(), match.end(), "regulation/numbered", aliases
        )  # fmt: skip


#: The number and year of a law, however its kind is written: "D.Lgs. 254/16", "Legislative Decree no. 254/2016".
_OF_DECREE = re.compile(
    r"(?:[Dd]ecree|\bD\.?\s?[Ll]gs)\D*(?P<number>\d+)(?:/| of (?:\w+ \d+,? )?)(?P<year>\d{4}|\d\d)\b"
)


def one_decree(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those of one numbered decree known by each other's spellings."""
    spelt: dict[tuple[str, str], list[str]] = {}
    keys: list[tuple[str, str] | None] = []
    for one in mentions:
        match = _OF_DECREE.search(one.name) if one.type == "regulation" else None
        key = (match.group("number"), match.group("year")[-2:]) if match else None
        keys.append(key)
        if key is not None and one.name not in spelt.setdefault(key, []):
            spelt[key].append(one.name)
    return [
        one if key is None else replace(one, aliases=tuple(dict.fromkeys((*one.aliases, *spelt[key]))))
        for one, key in zip(mentions, keys, strict=True)
    ]


def _acronyms(unit: Unit, company: Company) -> Iterator[Mention]:
    """Frameworks that are called by an acronym and a small word: "the COSO framework"."""
    for match in ACRONYM.finditer(unit.text):
        if _nearest(unit.text[: match.start()]) == "regulation" and not company.is_(match.group("short")):
            name = f"{match.group('short')} {match.group('head')}"
            aliases = (match.group(),) if match.group("long") else ()
            yield Mention("regulation", name, unit, match.start(), match.end(), "regulation/acronym", aliases)


def _beside(member: Candidate, company: Company) -> bool:
    """Whether a member of a list of policies is one too: it has a document's head noun or is in italics."""
    head = syntactic_head(strip_brackets(member.text), cues.folded_set("documents", "shared_heads"))
    return (member.form is Form.ITALIC or head is not None) and _plausible(member.text, member, company)


def _plain(member: Candidate, company: Company) -> str:
    """A name without what its sentence puts around it; one that is set off is taken as it is."""
    return essential(member.text, company.owners)[1] if member.form is Form.CAPITAL else member.text


def _named(group: Group, member: Candidate, company: Company, kind: str, rule: str) -> Mention:
    """The mention, with the number of a law that follows its name in small letters."""
    at, name = essential(member.text, company.owners) if member.form is Form.CAPITAL else (0, member.text)
    start, end = member.start + at, member.start + at + len(name)
    number = LAW_NUMBER.match(group.unit.text, end) if kind == "regulation" else None
    if number is not None:
        end = number.end()
    whole = group.unit.text[start:end]
    place = PLACE_AFTER.search(whole) if kind == "regulation" else None
    short = whole[: place.start()] if place else ""
    heads = cues.folded_set("documents", "law_heads") | cues.folded_set("documents", "shared_heads")
    stands_alone = len(short.split()) >= 2 and short.split()[-1].lower() in heads
    aliases = (*member.aliases, short) if stands_alone else member.aliases
    called = SHORT_NAME.match(group.unit.text, end) if kind == "regulation" else None
    if called is not None and called.group("short") not in aliases:
        aliases = (*aliases, called.group("short"))
    heading = " ".join(group.unit.section[-1:])
    said = {"topic": heading} if kind == "policy" and heading else {}
    return Mention(kind, whole, group.unit, start, end, f"{kind}/{rule}", aliases, said)


def _intro(left: str) -> str | None:
    """`policy` or `regulation` where the words before a list say what it holds."""
    opening = INTRO.search(left)
    if opening is None:
        return None
    nouns = [
        match.group().lower() for match in LISTED.finditer(left, max(0, opening.start() - LIST_REACH), opening.start())
    ]
    if not nouns:
        return None
    return _nearest(left) or ("regulation" if {"law", "laws"} & set(nouns) else None)


def _outro(group: Group) -> str | None:
    """The same, where the words after a list say it: "… and other internal policies"."""
    match = AND_OTHER.match(group.right)
    if match is None:
        return None
    return _nearest(group.left) or ("regulation" if match.group("noun").lower() in ("laws", "conventions") else None)


def _nearest(left: str) -> str | None:
    """Which of the two kinds of cue stands nearer before a list."""
    near = left[-REACH:]
    inner = cues.last_match(cues.pattern("documents", "internal_cues"), near)
    outer = cues.last_match(cues.pattern("documents", "external_cues"), near)
    if inner is None and outer is None:
        return None
    if outer is None or (inner is not None and inner.end() > outer.end()):
        return "policy"
    return "regulation"


def _kind(group: Group, member: Candidate, company: Company, intro: str | None) -> tuple[str, str] | None:
    name = strip_brackets(_plain(member, company))
    if not _plausible(name, member, company):
        return None
    if name in cues.listed("documents", "frameworks"):
        return "regulation", "framework"
    own = company.within(name)
    if UNIT_AFTER.match(group.unit.text, member.after):
        return None
    right = group.right if member is group.members[-1] else ""
    law = syntactic_head(name, cues.folded_set("documents", "law_heads"))
    policy = syntactic_head(name, cues.folded_set("documents", "policy_heads"))
    shared = syntactic_head(name, cues.folded_set("documents", "shared_heads"))
    if law and not own and not LAST_OF_LIST.search(name):
        return "regulation", "law-head"
    if intro == "policy" and (shared or policy or member.form in (Form.ITALIC, Form.QUOTED)):
        return "policy", "list"
    if intro == "regulation" and (shared or (member.form is not Form.CAPITAL and _titled(name))) and not own:
        return "regulation", "list"
    if policy:
        return _by_policy_head(group, name, own, company)
    issued = ISSUED.match(right)
    if (
        issued
        and not company.within(issued.group("by"))
        and not own
        and len(name.split()) >= 3
        and (shared or _nearest(group.left))
    ):
        return "regulation", "issued-by"
    if shared:
        return _by_shared_head(group, member, name, own, shared, right, company)
    if own and len(name.split()) >= 4 and _adjacent(group.left, "issuing_cues") and "report" not in name.lower():
        return "policy", "own-issued"
    return None


def _owned(left: str, company: Company) -> bool:
    """Whether the company's own stands right before a name: "our", "its", "Lumen Harbour's"."""
    before = left.rstrip(' "“‘«*').replace("’", "'").casefold()
    return OWNED.search(left) is not None or any(before.endswith(f"{name.casefold()}'s") for name in company.names)


def _by_policy_head(group: Group, name: str, own: bool, company: Company) -> tuple[str, str] | None:
    if not own and _placed(name) and not _owned(group.left, company):
        return "regulation", "placed-policy"
    return "policy", "policy-head"


def _by_shared_head(
    group: Group, member: Candidate, name: str, own: bool, head: str, right: str, company: Company
) -> tuple[str, str] | None:
    faint = head in cues.folded_set("documents", "faint_heads")
    set_off = member.form in (Form.ITALIC, Form.QUOTED)
    cue = _nearest(group.left)
    owned = _owned(group.left, company)
    if own:
        if faint and not set_off and cue is None:
            return None
        return "policy", "own-name"
    if _placed(name) and not owned:
        return ("regulation", "placed") if not faint or cue == "regulation" or set_off else None
    if faint and LAUNCHED.search(group.left):
        return None
    if owned and head == "framework" and len(name.split()) >= 3:
        return "policy", "owned"
    if faint and not set_off:
        loose = head.startswith("white") or (head in SYSTEMS and not re.search(r"\b(?:Management|Control)\b", name))
        made = _adjacent(group.left) and len(name.split()) >= 3 and not loose and head not in ("plans", "systems")
        return ("policy", "adjacent-cue") if made else None
    if owned:
        return "policy", "owned"
    if cue is not None and not (cue == "regulation" and head in cues.folded_set("documents", "inner_heads")):
        return cue, "cue"
    weak = cues.last_match(cues.pattern("documents", "weak_cues"), group.left)
    if weak is not None and len(group.left) - weak.end() <= ADJACENT and not faint:
        return "regulation" if head in cues.folded_set("documents", "lawlike_heads") else "policy", "weak-cue"
    if SAYS.match(right) and not faint:
        return "policy", "says"
    if standing_alone(group.unit) and "polic" in group.unit.header.lower():
        return "policy", "column"
    return None


def _titled(name: str) -> bool:
    """Whether every long word of a name is capitalised."""
    return all(not word[0].islower() for word in name.split() if len(word) > 4) and len(name.split()) >= 2


def _adjacent(left: str, key: str = "making_cues") -> bool:
    """Whether a word of making stands right before: "have issued the …"."""
    inner = cues.last_match(cues.pattern("documents", key), left)
    return inner is not None and len(left) - inner.end() <= ADJACENT


def _placed(name: str) -> bool:
    return cues.pattern("documents", "places").search(name) is not None


def _plausible(name: str, member: Candidate, company: Company) -> bool:
    plain = folded(name)
    if plain.endswith("public policy") or plain.startswith("regulation of "):
        return False
    if syntactic_head(name, cues.folded_set("documents", "plural_heads")) and member.form is Form.CAPITAL:
        return False
    if len(plain.split()) < 2 and member.form not in (Form.ITALIC,):
        return False
    if plain in {folded(word) for word in cues.listed("documents", "generic")} or company.is_(name):
        return False
    if any(f" {words} " in f" {plain} " for words in cues.listed("documents", "not_before_head")):
        return False
    return company.without(plain) not in {folded(word) for word in cues.listed("documents", "generic")}
