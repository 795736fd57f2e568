"""What a committee reports to, as sentences, captions, lists and names say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kgbuild.extract.named import cues
from kgbuild.extract.named.bodies import BOARD
from kgbuild.extract.named.mention import Mention
from kgbuild.extract.named.units import Stretch, sentences
from kgbuild.identity import folded

OFFICER = re.compile(
    r"\b(?:Chief\s+(?:[A-Z]\w+\s+){1,3}Officer|Chief Executive|CEO|Chairman|President|"
    r"General Manager|Managing Director)\b"
)
THE_BOARD = re.compile(r"\b(?:[Oo]ur|[Tt]he|[Ii]ts) [Bb]oard\b(?! of)(?! [Cc]ommittee)")
UNDER = re.compile(r"(?:^|\s)(?:Under|under|Below|Within|Reporting to|Supporting)\s+(?:the\s+|our\s+)?$")
BOARD_LIST = re.compile(
    r"\bboard(?:['’]s)?\s+(?:level\s+|standing\s+)?(?:sub-?)?committees\b|\bcommittees? of (?:the|our) board\b|"
    r"\bboard(?: of directors)?\b[^.;]{0,60}\b(?:constituted|established|formed|set up|has|have|appointed|"
    r"delegat\w+|comprises|created|supported by|assisted by)\b[^.;]{0,80}\bcommittees\b|"
    r"\bcommittees\b[^.;]{0,40}\b(?:under|of|by) (?:the|our|its) board\b|"
    r"\bboard\b[^.;]{0,80}\b(?:through|with|via|assisted by|to|in|into)\s+(?:its\s+|the\s+)?(?:\w+\s+){0,2}"
    r"(?:committees|commissions)\b",
    re.IGNORECASE,
)
BOARD_OWNS = re.compile(r"\b[Bb]oard(?: of [Dd]irectors)?(?:['’]s|[- ]level|[- ]appointed)\s+$")
#: "Board Audit Committee".
BOARD_NAMED = re.compile(
    r"^(?:[A-Z][\w&.-]*\s+)?Board(?:\s+of\s+Directors|-[Ll]evel)?(?:\s+\([A-Z]+\))?\s+(?!of\b)[A-Z].*Committee$"
)
#: "Reporting to the Board, the …".
FRONTED = re.compile(
    r"\b(?:under|reporting(?:\s+directly)?\s+to|supporting|established\s+by|overseen\s+by|appointed\s+by|"
    r"authori[sz]ed\s+by|delegated\s+by|on\s+behalf\s+of|assisting)\b[^.,;]{0,40}?\b(?:the|our|its)\s+"
    r"board(?:\s+of\s+directors)?,\s+(?:the|our|its|an?)\s+$",
    re.IGNORECASE,
)
#: What a committee does for the board that set it up.
ASSISTS = re.compile(
    r"\b(?:supports?|supporting|assists?|assisting|advises?|advising|in\s+support\s+of|helps|aids)\s+"
    r"(?:the|our|its)\s+[Bb]oard(?:\s+of\s+[Dd]irectors)?\b(?!\s+(?:[Cc]ommittee|member))"
)
#: A title over bodies that says whose they are: "Group Leadership Team Committees".
OWNERS_TITLE = re.compile(
    r"^(?:the\s+|our\s+)?(?P<parent>(?:[A-Z][\w&-]*\s+)*(?:Board|Team|Committee|Council))(?:['’]s)?\s+"
    r"(?:Sub-?)?(?:[Cc]ommittees|[Ww]orking [Gg]roups|[Tt]ask [Ff]orces)$"
)
REPORTS_COLUMN = re.compile(
    r"^(?:reports? to|reporting (?:line|to)|parent(?: body| committee)?|accountable to|under)$", re.IGNORECASE
)
#: Headings over bodies that stand by themselves under the board.
BOARD_HEADING = re.compile(r"\bboard\b.*\b(?:oversight|structure|level)\b|\boversight by the board\b", re.IGNORECASE)
#: The boards that stand above the whole company: their names do not make them bodies under it.
WHOLE_TEAM = re.compile(
    r"^(?P<parent>.*?\b(?:(?:Leadership|Executive|Management|Executive Leadership)\s+Team|ELT|SLT|GLT|"
    r"Executive\s+Committee))\s+(?P<rest>[A-Z].*)$"
)
#: An officer stands no farther after a body that reports to them.
NEAR = 60
#: How many blocks after "the Board has delegated … to committees" they may be named.
FOLLOWS = 3
ITEM_BEGINS = 6
NOT_THE_BOARDS = re.compile(
    r"\b(?:steering|management|working|team|leadership|group|council|force|executive)\b", re.IGNORECASE
)


def with_parents(mentions: Iterable[Mention]) -> list[Mention]:
    """The committees with what they report to, as their sentences, their captions or their names say."""
    found = [one for one in mentions if one.type == "committee"]
    made: list[Mention] = []
    names = {one.name for one in found}
    short = {alias: one.name for one in found for alias in one.aliases}
    boards = {one.unit.index: one.unit.section for one in found if BOARD_LIST.search(one.unit.text)}
    board = _board_called(names)
    for one in found:
        parent = (
            _stated_parent(one, found)
            or _column_parent(one, names)
            or _board_list(one)
            or _titled_parent(one)
            or _introduced_parent(one, names)
            or _table_parent(one, found)
            or _named_parent(one.name, names, short)
            or _board_before(one, boards)
        )
        parent = board if parent == BOARD else parent
        made.append(
            replace(one, said={**one.said, "parent": parent}) if parent and folded(parent) != folded(one.name) else one
        )
    return made


def _board_called(names: set[str]) -> str:
    """How the report calls its board where it never says "Board of Directors"."""
    called = sorted(
        name for name in names if name.endswith(" Board") and not name.startswith(("Advisory", "Supervisory"))
    )
    own = [name for name in called if len(name.split()) <= 3 and "visory" not in name and "anagement" not in name]
    return BOARD if BOARD in names or not own else min(own, key=lambda name: (len(name), name))


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
    after += [(m.start(), m.group()) for m in OFFICER.finditer(text, one.end, min(sentence.end, one.end + NEAR))]
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
    if FRONTED.search(text[sentence.start : one.start]):
        return BOARD
    helped = ASSISTS.search(text, one.end, min(sentence.end, one.end + 130))
    return (
        BOARD
        if helped and not any(other.start < helped.start() for other in others if other.start >= one.end)
        else None
    )


def _column_parent(one: Mention, names: set[str]) -> str | None:
    """What a table's column "Reports to" says in a body's row."""
    for words, header in zip(one.unit.row, one.unit.row_headers, strict=True):
        said = words.text.strip()
        if REPORTS_COLUMN.match(header.strip()) and 2 < len(said) < 80:
            return BOARD if re.fullmatch(r"(?:the\s+)?board(?: of directors)?", said, re.IGNORECASE) else said
    return None


def _titled_parent(one: Mention) -> str | None:
    """The body whose committees a heading or a title row announces, where the unit begins with this body."""
    for words in (one.unit.title, one.unit.heading, *one.unit.section[-1:]):
        match = OWNERS_TITLE.match(words.strip())
        if match is not None:
            parent = match.group("parent")
            return BOARD if parent == "Board" else parent
    alone = len(one.unit.text) <= len(one.name) + 40 and one.unit.kind.value != "table"
    return BOARD if alone and _of_board(one) and any(map(BOARD_HEADING.search, one.unit.section[-1:])) else None


def _of_board(one: Mention) -> bool:
    plain = folded(one.name)
    return plain.endswith("committee") and not NOT_THE_BOARDS.search(plain)


def _introduced_parent(one: Mention, names: set[str]) -> str | None:
    """The body that the sentence before a list says has set up what the list names."""
    if one.unit.kind.value != "list-item" or one.start > ITEM_BEGINS:
        return None
    for lead in (one.unit.lead, *one.unit.section[-1:]):
        for name in sorted(names, key=lambda n: (-len(n), n)):
            at = lead.find(name)
            if at >= 0 and name != one.name and cues.pattern("bodies", "parent_before").search(lead, at + len(name)):
                return name
    return None


def _board_before(one: Mention, boards: Mapping[int, tuple[str, ...]]) -> str | None:
    """The board, where a block just before says that it has committees, and this one is a committee it may have."""
    near = any(boards.get(one.unit.index - gap) == one.unit.section for gap in range(FOLLOWS + 1))
    return BOARD if near and _of_board(one) else None


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


def _named_parent(name: str, names: set[str], short: Mapping[str, str]) -> str | None:
    """A body named after the one it belongs to: "Security Committee Office" under "Security Committee"."""
    if BOARD_NAMED.match(name):
        return BOARD
    team = WHOLE_TEAM.match(name)
    if team is not None:
        return short.get(team.group("parent"), team.group("parent"))
    plain = folded(name)
    for match in re.finditer(r"\b(?:committee|council|board)\b", plain):
        prefix = plain[: match.end()]
        if prefix == plain or plain[match.end() :].startswith(" of "):
            continue
        for other in sorted(names, key=lambda n: (-len(n), n)):
            if folded(other) == prefix or (folded(other).endswith(f" {prefix}") and folded(other) != plain):
                return other
    return None
