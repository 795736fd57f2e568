"""Committees, boards and working groups of the company, and what they report to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kgbuild.extract.named import cues
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.grammar import Candidate, Form, head_in, strip_brackets, syntactic_head
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Stretch, Unit, sentences
from kgbuild.identity import folded

BOARD = "Board of Directors"
BOARD_NAMED = re.compile(r"\b[Bb]oard of [Dd]irectors\b(?!\s+of\s+(?:the\s+)?(?!Company|Group|Bank|Corporation)[A-Z])")
BOARD_ALIAS = re.compile(r"[^.;]{0,60}\(\s*(?:the|our)?\s*[\"“]?(?:the\s+)?Board[\"”]?\s*\)")
#: "Organizational Structure of the X Committee": the body is what stands after "of".
#: A body that gave an award is somebody else's.
GIVER = re.compile(
    r"\b(?:award|prize|title|medal|honou?r)\w*\b[^.;]{0,60}\b(?:of|by|from)\s+(?:the\s+)?$|"
    r"\b(?:awarded|granted|issued|conferred)\b[^.;]{0,40}\bby\s+(?:the\s+)?$",
    re.IGNORECASE,
)
OFFICER = re.compile(
    r"\b(?:Chief\s+(?:[A-Z]\w+\s+){1,3}Officer|Chief Executive|CEO|Chairman|President|"
    r"General Manager|Managing Director)\b"
)
THE_BOARD = re.compile(r"\b(?:[Oo]ur|[Tt]he|[Ii]ts) [Bb]oard\b(?! of)(?! [Cc]ommittee)")
UNDER = re.compile(r"(?:^|\s)(?:Under|under|Below|Within|Reporting to|Supporting)\s+(?:the\s+|our\s+)?$")
#: Two words that name one thing: "safety and health committees" are not two kinds of committee.
IDIOM = re.compile(
    r"\b(?:safety (?:and|&) health|health (?:and|&) safety|diversity (?:and|&) inclusion|"
    r"research (?:and|&) development)\b",
    re.IGNORECASE,
)
#: Words of a form, not of a name: "Committee of the Board/ Director".
FORM = re.compile(r"^Committees? of the\b|\s/|/\s|\bReference of\b")
#: "Board committees", "the Board has constituted several committees", "the Board's committees".
BOARD_LIST = re.compile(
    r"\bboard(?:['’]s)?\s+(?:level\s+|standing\s+)?(?:sub-?)?committees\b|\bcommittees? of (?:the|our) board\b|"
    r"\bboard(?: of directors)?\b[^.;]{0,60}\b(?:constituted|established|formed|set up|has|have|appointed|"
    r"delegat\w+|comprises|created|supported by|assisted by)\b[^.;]{0,80}\bcommittees\b|"
    r"\bcommittees\b[^.;]{0,40}\b(?:under|of|by) (?:the|our|its) board\b",
    re.IGNORECASE,
)
BOARD_OWNS = re.compile(r"\b[Bb]oard(?: of [Dd]irectors)?['’]s\s+$")
ANY_BEFORE = re.compile(r"\b(?:any|some|such|these|various|other|similar)\s+$", re.IGNORECASE)
PART_OF = re.compile(r"^(?P<before>.+?)\s+(?:of|for|by|from|to)\s+(?:the\s+|our\s+|its\s+)?(?P<name>(?:[A-Z]).+)$")
LOWER_HEAD = r"(?:sub-?committees?|committees?|working groups?|task forces?|steering groups?|executive teams?)"
LOWER = re.compile(rf"(?<![\w-]){LOWER_HEAD}(?![\w-])(?!\s+of\s+the\s+[A-Z])")
#: The words before a lower-case head: "nominating and corporate governance", "audit, risk and compensation".
BEFORE = re.compile(r"(?:[\w&/-]+,?\s+){1,9}$")
STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "each",
        "every",
        "any",
        "all",
        "some",
        "no",
        "both",
        "other",
        "such",
        "and",
        "or",
        "of",
        "by",
        "to",
        "in",
        "on",
        "for",
        "with",
        "from",
        "as",
        "at",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "we",
        "it",
        "they",
        "which",
        "who",
        "whose",
        "under",
        "through",
        "via",
        "including",
        "also",
        "not",
        "may",
        "will",
        "can",
        "must",
        "shall",
        "three",
        "two",
        "four",
        "five",
        "six",
        "several",
        "various",
        "special",
        "relevant",
        "board",
        "board's",
        "independent",
        "new",
        "dedicated",
        "company",
        "company's",
        "group",
        "group's",
        "established",
        "establish",
        "set",
        "up",
        "formed",
        "appointed",
        "chaired",
        "create",
        "created",
        "main",
        "members",
        "member",
        "chair",
        "current",
        "separate",
        "joint",
        "respective",
        "following",
        "oversees",
        "relevant",
        "different",
        "established",
        "permanent",
        "standing",
        "specialized",
        "specialised",
        "former",
        "entire",
        "full",
        "additional",
        "cross-functional",
        "internal",
        "external",
        "existing",
        "competent",
        "functional",
        "multiple",
        "sub",
    ]
)
MEMBER_BEFORE = re.compile(
    r"\b(?:members? of|joined|joining|affiliated with|participat\w+ in)\s+(?:\w+\s+){0,6}(?:the\s+)?[\"“‘«*]*$",
    re.IGNORECASE,
)


def bodies(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The committees that a unit names."""
    for match in BOARD_NAMED.finditer(unit.text):
        alias = ("Board",) if BOARD_ALIAS.match(unit.text, match.end()) else ()
        yield Mention("committee", BOARD, unit, match.start(), match.end(), "committee/board", alias)
    for group in found:
        for member in group.members:
            yield from _capitalised(group, member, company)
    yield from _lower_case(unit)


def _capitalised(group: Group, member: Candidate, company: Company) -> Iterator[Mention]:
    name, start = _body_in(strip_brackets(member.text), member.start)
    name, start = _last_body(name, start)
    head = syntactic_head(name, cues.folded_set("bodies", "heads"))
    plain = folded(name)
    if head is None or "board of directors" in plain or len(plain.split()) < 2 or FORM.search(name):
        return
    left = group.unit.text[group.sentence.start : start]
    if re.match(r"\s+(?:at|within)\s+(?:the\s+)?(?!our|the)[A-Z]", group.unit.text[member.after :]):
        return
    if head == "commission" and re.search(r"\b(?:Ministry|Government|Bureau)\b", left):
        return
    if _generic(name, company) or _external(name, company) or MEMBER_BEFORE.search(group.left) or GIVER.search(left):
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
        yield from _coordinated(group.unit, start, name, "committee/coordination")
        return
    parts = _two_in_one(name)
    if parts:
        for at, text in parts:
            yield Mention("committee", text, group.unit, start + at, start + at + len(text), "committee/capitalised")
        return
    rule = "committee/quoted" if member.form is Form.QUOTED else "committee/capitalised"
    yield Mention("committee", name, group.unit, start, start + len(name), rule, member.aliases)


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
        if part.split()[-1].lower() not in STOP:
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
    known = cues.folded_set("bodies", "functions") | cues.folded_set("bodies", "qualifiers")
    words = before.split()
    kept: list[str] = []
    for word in reversed(words):
        bare = word.strip(",").lower()
        parts = {bare, *re.split(r"[-/]", bare)}
        if (word.endswith(",") and not kept) or not (parts & known or word[0].isupper()) or bare in STOP - {"and"}:
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


def with_parents(mentions: Iterable[Mention], company: Company) -> list[Mention]:
    """The committees with what they report to, as their sentences, their captions or their names say."""
    found = [one for one in mentions if one.type == "committee"]
    made: list[Mention] = []
    names = {one.name for one in found}
    for one in found:
        parent = (
            _stated_parent(one, found)
            or _board_list(one)
            or _table_parent(one, found)
            or _named_parent(one.name, names, company)
        )
        made.append(
            replace(one, said={**one.said, "parent": parent}) if parent and folded(parent) != folded(one.name) else one
        )
    return made


def _stated_parent(one: Mention, found: list[Mention]) -> str | None:
    if folded(one.name) == "board of directors":
        return None
    text = one.unit.text
    sentence = next((s for s in sentences(text) if s.start <= one.start < s.end), Stretch(0, len(text)))
    others = [
        other
        for other in found
        if other.unit is one.unit
        and sentence.start <= other.start < sentence.end
        and folded(other.name) != folded(one.name)
    ]
    after = [(other.start, other.name) for other in others if other.start >= one.end]
    before = [(other.end, other.name) for other in others if other.end <= one.start]
    after += [(m.start(), BOARD) for m in THE_BOARD.finditer(text, one.end, sentence.end)]
    after += [(m.start(), m.group()) for m in OFFICER.finditer(text, one.end, sentence.end)]
    before += [(m.end(), BOARD) for m in THE_BOARD.finditer(text, sentence.start, one.start)]
    for at, name in sorted(after):
        between = text[one.end : at]
        if len(between) < 130 and cues.pattern("bodies", "parent_after").search(between) and _plain_between(between):
            return name
    for other in others:
        if UNDER.search(text[sentence.start : other.start]) and re.fullmatch(
            r"\s*,\s*(?:the\s+|a\s+|an\s+)?", text[other.end : one.start]
        ):
            return other.name
    for at, name in sorted(before, reverse=True):
        if cues.pattern("bodies", "parent_before").search(text[at : one.start]):
            return name
    return None


def _plain_between(between: str) -> bool:
    """Words between a body and its parent: the link must be the last thing said before the parent."""
    link = cues.last_match(cues.pattern("bodies", "parent_after"), between)
    if link is None:
        return False
    tail = between[link.end() :].strip().lower()
    if link.group().lower() == "of" and between[: link.start()].strip():
        return False
    return tail in ("", "the", "our", "its", "the company's", "the company’s") or (
        tail.endswith("the") and len(tail) < 30
    )


def _board_list(one: Mention) -> str | None:
    """The board, where the words over or before a list call its bodies the board's: "Board committees: …"."""
    if folded(one.name) == folded(BOARD) or one.type != "committee":
        return None
    unit = one.unit
    before = unit.text[: one.start]
    if BOARD_OWNS.search(before[-40:]) or re.match(r"\s+of\s+(?:the|our)\s+[Bb]oard\b", unit.text[one.end :]):
        return BOARD
    over = (before, unit.lead, unit.header, *unit.section[-1:], unit.heading)
    return BOARD if any(BOARD_LIST.search(words) for words in over) else None


def _table_parent(one: Mention, found: list[Mention]) -> str | None:
    """A body in a table or list under a caption that names a body ("Structure of the X Committee")."""
    if not one.unit.row and one.unit.kind.value not in ("table", "list-item"):
        return None
    for other in found:
        gap = one.unit.index - other.unit.index
        if (
            0 < gap <= 2
            and re.search(r"\b(?:structure|organi[sz]ation|composition|chart)\b", other.unit.text, re.IGNORECASE)
            and len(other.unit.text) < 120
        ):
            return other.name
    return None


def _named_parent(name: str, names: set[str], company: Company) -> str | None:
    """A body named after the one it belongs to: "Security Committee Office" under "Security Committee"."""
    plain = folded(name)
    for match in re.finditer(r"\b(?:committee|council|board)\b", plain):
        prefix = plain[: match.end()]
        if prefix == plain or plain[match.end() :].startswith(" of "):
            continue
        for other in sorted(names, key=lambda n: (-len(n), n)):
            if folded(other) == prefix or (folded(other).endswith(f" {prefix}") and folded(other) != plain):
                return other
    return None
