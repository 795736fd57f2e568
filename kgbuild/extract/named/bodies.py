"""Committees, boards and working groups of the company, and what they report to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues
from kgbuild.extract.named.candidate import Candidate, Form
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import head_in, strip_brackets, syntactic_head
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Unit, sentences
from kgbuild.identity import folded

BOARD = "Board of Directors"
BOARD_NAMED = re.compile(
    r"\b[Bb]oard of [Dd]irectors\b(?!\s+of\s+(?:the\s+)?(?!Company|Group|Bank|"
    r"Corporation)[A-Z])"
)
BOARD_ALIAS = re.compile(r"[^.;]{0,60}\(\s*(?:the|our)?\s*[\"“]?(?:the\s+)?Board[\"”]?\s*\)")
#: "Organizational Structure of the X Committee": the body is what stands after "of".
#: A body that gave an award is somebody else's.
GIVER = re.compile(
    r"\b(?:award|prize|title|medal|honou?r)\w*\b[^.;]{0,60}\b(?:of|by|from)\s+(?:the\s+)?$|"
    r"\b(?:awarded|granted|issued|conferred)\b[^.;]{0,40}\bby\s+(?:the\s+)?$",
    re.IGNORECASE,
)
#: Two words that name one thing: "safety and health committees" are not two kinds of committee.
IDIOM = re.compile(
    r"\b(?:safety (?:and|&) health|health (?:and|&) safety|diversity (?:and|&) inclusion|"
    r"research (?:and|&) development)\b",
    re.IGNORECASE,
)
#: Words of a form, not of a name: "Committee of the Board/ Director".
FORM = re.compile(r"^Committees? of the\b|\s/|/\s|\bReference of\b")
#: Whose body it is, where it is not the company's: "… at the Deposit Fund", "… of the ICC".
ELSEWHERE = re.compile(r"\s+(?:at|within)\s+(?:the\s+)?(?!our|the)[A-Z]|\s+of\s+the\s+[A-Z]{3,}\b")
ANY_BEFORE = re.compile(r"\b(?:any|some|such|these|various|other|similar)\s+$", re.IGNORECASE)
PART_OF = re.compile(r"^(?P<before>.+?)\s+(?:of|for|by|from|to)\s+(?:the\s+|our\s+|its\s+)?(?P<name>(?:[A-Z]).+)$")
LOWER_HEAD = r"(?:sub-?committees?|committees?|working groups?|task forces?|steering groups?|executive teams?)"
LOWER = re.compile(rf"(?<![\w-]){LOWER_HEAD}(?![\w-])(?!\s+of\s+the\s+[A-Z])")
#: The words before a lower-case head: "nominating and corporate governance", "audit, risk and compensation".
BEFORE = re.compile(r"(?:[\w&/-]+,?\s+){1,9}$")
MEMBER_BEFORE = re.compile(
    r"\b(?:members? of|joined|joining|affiliated with|participat\w+ in)\s+(?:\w+\s+){0,6}(?:the\s+)?[\"“‘«*]*$",
    re.IGNORECASE,
)


#: "Board" as a thing of its own, not "Board member" or "Board Committee".
A_BOARD = (
    r"\s+Board(?=\s+(?:charter|has|have|is|and|oversees|oversight|approves?|reviews?|receives)\b|"
    r"\s*[,.;)(]|\s*$)"
)
#: A committee called by what it is for: "Committee for risks and controls".
FOR = re.compile(
    r"\bCommittee\s+(?:for\s+(?:the\s+)?|on\s+(?=[A-Z]))(?P<what>[A-Za-z-]+(?:\s+(?:and|&)\s+[A-Za-z-]+)?)(?![\w-])"
)
#: "Finance Management Team" is a department; these are bodies.
MANAGES = re.compile(
    r"(?:.*\s)?(?:Global|Group|Executive|Corporate|Sustainability|ESG|Climate|Crisis|Incident|"
    r"Emergency|Risk|Regional|"
    r"Country|Central)\s+Management Team$",
    re.IGNORECASE,
)
#: Teams at the top of a company, of which the sentence may say who is a member.
TOP_TEAM = re.compile(
    r"\b(?:leadership team|executive team|management team|executive committee|management board)$", re.IGNORECASE
)


def bodies(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The committees that a unit names."""
    yield from _company_board(unit, company)
    yield from _for_what(unit)
    for match in BOARD_NAMED.finditer(unit.text):
        alias = ("Board",) if BOARD_ALIAS.match(unit.text, match.end()) else ()
        yield Mention("committee", BOARD, unit, match.start(), match.end(), "committee/board", alias)
    for group in found:
        for member in group.members:
            yield from _capitalised(group, member, company)
    yield from _lower_case(unit)


def _company_board(unit: Unit, company: Company) -> Iterator[Mention]:
    """The board called by the company's name: "Lumen Board", "Lumen's Board"."""
    for name in company.names:
        for match in re.finditer(
            rf"(?<![\w-])(?P<who>{re.escape(name)})(?P<s>['’]s)?{A_BOARD}", unit.text, re.IGNORECASE
        ):
            if not match.group("who")[0].isupper() or unit.text[match.end() :].lower().startswith(" of directors"):
                continue
            aliases = (f"{match.group('who')} Board",) if match.group("s") else ()
            yield Mention("committee", match.group(), unit, match.start(), match.end(), "committee/board", aliases)


def _for_what(unit: Unit) -> Iterator[Mention]:
    functions = cues.folded_set("bodies", "functions")
    for match in FOR.finditer(unit.text):
        words = re.split(r"\s+(?:and|&)\s+", match.group("what").lower())
        known = [word in functions or word.removesuffix("s") in functions for word in words]
        asked = re.search(r"\b(?:an?|any|specified|level)\s+$", unit.text[: match.start()], re.IGNORECASE)
        if known[0] and asked is None and not ELSEWHERE.match(unit.text[match.end() :]):
            end = match.end() if all(known) else match.start("what") + len(words[0])
            yield Mention("committee", unit.text[match.start() : end], unit, match.start(), end, "committee/for")


def _capitalised(group: Group, member: Candidate, company: Company) -> Iterator[Mention]:
    name, start = _body_in(strip_brackets(member.text), member.start)
    name, start = _last_body(name, start)
    head = syntactic_head(name, cues.folded_set("bodies", "heads"))
    plain = folded(name)
    if head is None or "board of directors" in plain or len(plain.split()) < 2 or FORM.search(name):
        return
    left = group.unit.text[group.sentence.start : start]
    if ELSEWHERE.match(group.unit.text[member.after :]):
        return
    if head == "management team" and not MANAGES.match(name):
        return
    if head == "commission" and re.search(r"\b(?:Ministry|Government|Bureau)\b", left):
        return
    joined = MEMBER_BEFORE.search(group.left) and not TOP_TEAM.search(name)
    if _generic(name, company) or _external(name, company) or joined or GIVER.search(left):
        return
    if head == "board" and not re.match(
        r"(?:\S+\s+){0,3}(?:supervisory|advisory|executive|management|sustainability|esg|review|ethics)\s+board$",
        name,
        re.IGNORECASE,
    ):
        return
    if head.endswith("s") and head not in (
        "board of auditors",
        "board of statutory auditors",
        "board of supervisors",
        "board of directors",
    ):
        short = next((alias for alias in member.aliases if _initials(name) == re.sub(r"[^A-Z]", "", alias)), None)
        if short is not None:
            said = (name[:-1], short)
            yield Mention("committee", name, group.unit, start, start + len(name), "committee/capitalised", said)
            return
        yield from _coordinated(group.unit, start, name, "committee/coordination")
        return
    parts = _two_in_one(name)
    if parts:
        for at, text in parts:
            yield Mention("committee", text, group.unit, start + at, start + at + len(text), "committee/capitalised")
        return
    rule = "committee/quoted" if member.form is Form.QUOTED else "committee/capitalised"
    yield Mention("committee", name, group.unit, start, start + len(name), rule, member.aliases)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _last_body(name: str, start: int) -> tuple[str, int]:
    """The body after "and the", where what stands before is none."""
    match = re.match(r"(?P<before>.+?)\s+and\s+(?:the\s+|its\s+|our\s+)(?P<name>[A-Z].+)$", name)
    heads = cues.folded_set("bodies", "heads")
    if match is None or head_in(match.group("before"), heads):
        return name, start
    return match.group("name"), start + match.start("name")


def _body_in(name: str, start: int) -> tuple[str, int]:
    """The body that a longer phrase names, and where it starts."""
    match = PART_OF.match(name)
    heads = cues.folded_set("bodies", "heads")
    if match is None or head_in(match.group("before"), heads) or not head_in(match.group("name"), heads):
        return name, start
    return match.group("name"), start + match.start("name")


def _two_in_one(name: str) -> list[tuple[int, str]]:
    """Two bodies joined without an article: "Audit Committee and Risk Committee"."""
    match = re.match(r"(.+?\b(?:Committee|Council|Board|Group|Team|Force))\s+and\s+(?:the\s+)?([A-Z].+)$", name)
    if match is None or not head_in(match.group(2), cues.folded_set("bodies", "heads")):
        return []
    return [(match.start(1), match.group(1)), (match.start(2), match.group(2))]


def _coordinated(unit: Unit, start: int, words: str, rule: str) -> Iterator[Mention]:
    """The bodies of a plural: "the Audit, Remuneration and Nomination Committees"."""
    end = start + len(words)
    *before, head = re.split(r"\s+(?=\S+$)", words)
    single = head[:-1] if head.lower().endswith("s") else head
    parts = [part.strip() for part in re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", " ".join(before)) if part.strip()]
    if IDIOM.search(" ".join(before)):
        yield Mention("committee", f"{' '.join(before)} {single}", unit, start, end, rule)
        return
    if len(parts) < 2:
        return
    for part in parts:
        if part.split()[-1].lower() not in cues.folded_set("bodies", "stop"):
            yield Mention("committee", f"{part} {single}", unit, start, end, rule)


def _lower_case(unit: Unit) -> Iterator[Mention]:
    functions = cues.folded_set("bodies", "functions")
    for sentence in sentences(unit.text):
        for match in LOWER.finditer(unit.text, sentence.start, sentence.end):
            before = BEFORE.search(unit.text[sentence.start : match.start()])
            words = _qualified(before.group()) if before else ""
            if not words or not functions & {word.strip(",").lower() for word in re.split(r"[\s/-]+", words)}:
                continue
            start = unit.text.rindex(words, sentence.start, match.start())
            if ANY_BEFORE.search(unit.text[sentence.start : start]):
                continue
            name = unit.text[start : match.end()]
            if name.lower() in cues.folded_set("bodies", "generic") or _external_words(name):
                continue
            if match.group().endswith("s"):
                yield from _coordinated(unit, start, name, "committee/coordination")
            elif "," not in name:
                yield Mention("committee", name, unit, start, match.end(), "committee/lower-case")


def _qualified(before: str) -> str:
    """The words before a head noun that belong to it: back to the first word that no body is called by."""
    stop = cues.folded_set("bodies", "stop")
    known = cues.folded_set("bodies", "functions") | cues.folded_set("bodies", "qualifiers")
    words = before.split()
    kept: list[str] = []
    for word in reversed(words):
        bare = word.strip(",").lower()
        parts = {bare, *re.split(r"[-/]", bare)}
        if (
            (word.endswith(",") and not kept)
            or not (parts & known or word[0].isupper())
            or (bare != "and" and bare in stop)
        ):
            break
        kept.insert(0, word)
    while kept and kept[0].lower() in ("and", "&"):
        kept.pop(0)
    return " ".join(kept)


def _generic(name: str, company: Company) -> bool:
    plain = folded(name).removeprefix("the ")
    generic = cues.folded_set("bodies", "generic")
    return plain in generic or company.without(plain) in generic


def _external(name: str, company: Company) -> bool:
    return not company.within(name) and _external_words(name)


def _external_words(name: str) -> bool:
    return cues.pattern("bodies", "external").search(name) is not None
