"""What a committee reports to, as sentences, captions, lists and names say it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kgbuild.extract.named import cues
from kgbuild.extract.named.bodies import BOARD
from kgbuild.extract.named.company import Company
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
    r"\bcommittees\b[^.;]{0,40}\b(?:under|of|by) (?:the|our|its) board\b",
    re.IGNORECASE,
)
BOARD_OWNS = re.compile(r"\b[Bb]oard(?: of [Dd]irectors)?['’]s\s+$")


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
