"""Material topics with their group, from lists, sentences, tables and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues
from kgbuild.extract.named.mention import Mention
from kgbuild.extract.named.units import Unit, sentences
from kgbuild.identity import folded
from kgbuild.model import BlockKind

LONGEST = 90
MOST_WORDS = 12
#: How many short blocks after a heading still belong to its list.
REACH = 60
#: How many blocks of running text may stand between "Materiality assessment" and its list.
LATE = 8
ASSESSMENT_LINE = 80
ASSESSED = re.compile(r"\bmateriality\b|\bmaterial (?:esg |sustainability )?(?:topics|issues|matters)\b", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*(?:[>›•●▪■◆►·*-]|\(?\d{1,2}[.)]?|[a-z][.)])?\s+(?=[A-Za-z])|^\s*\d{1,2}(?=[A-Z])")
#: "We identified A, B, and C as “high material topics”."
AS_TOPICS = re.compile(
    r"\b(?:identified|selected|determined|defined|recogni[sz]ed|ranked|rated|"
    r"prioriti[sz]ed)\s+(?P<list>.+?)\s+as\s+(?:our\s+|"
    r"the\s+)?[\"“‘]?(?P<noun>(?:[\w-]+\s+){0,4}?(?:topics?|issues?|matters?|aspects?|"
    r"themes?))\b",
    re.IGNORECASE,
)
#: "Other “material topics” include A, B, and C", "our material topics are: …".
TOPICS_ARE = re.compile(
    r"(?P<noun>(?:[\w-]+\s+){0,3}?(?:material|priority|significant|"
    r"key)\s+(?:[\w-]+\s+){0,2}?(?:topics?|issues?|matters?|aspects?|"
    r"themes?))[\"”’]?\s*(?:of the (?:company|group)\s+)?(?:include[sd]?|are|were|comprise|"
    r"cover|:|namely|consist of|such as)\s*:?\s*(?P<list>.+)$",
    re.IGNORECASE,
)
MATERIAL = re.compile(r"\b(?:material|priority|materiality)\b", re.IGNORECASE)
#: "Environment: emissions; energy; waste".
GROUPED = re.compile(r"^\W*(?P<group>[A-Z][\w ]{2,30})\s*[:–—-]\s+(?P<list>.{8,})$")
#: "Material issue identified", "Material topics for the Group".
COLUMN = re.compile(
    r"(?:esg )?material (?:esg |sustainability )?(?:issues?|topics?|themes?|aspects?)(?: identified| for| of|$)"
)
INDEX_TOPIC = re.compile(r"^(?:material )?topic\s*\d{1,2}$", re.IGNORECASE)


def topics(units: Sequence[Unit]) -> Iterator[Mention]:
    """The material topics of a report, read over all of it, because a heading governs what follows."""
    listed = [*_lists(units)]
    stated = [one for unit in units if unit.kind is not BlockKind.TABLE for one in _sentences(unit)]
    tabled = [*_tables(units)]
    yield from stated
    yield from tabled
    if not stated or len(listed) > len(stated):
        yield from listed


def _sentences(unit: Unit) -> Iterator[Mention]:
    for sentence in sentences(unit.text):
        text = unit.text[sentence.start : sentence.end]
        if not MATERIAL.search(text):
            continue
        for pattern in (AS_TOPICS, TOPICS_ARE):
            match = pattern.search(text)
            if match is None or not MATERIAL.search(match.group("noun")):
                continue
            group = group_of(match.group("noun"))
            parts = [*_parts(match.group("list"))]
            if len(parts) < 3:
                continue
            for start, name in parts:
                at = sentence.start + match.start("list") + start
                said = {"group": group} if group else {}
                yield Mention("topic", name, unit, at, at + len(name), "topic/sentence", (), said)
            break


def _parts(words: str) -> Iterator[tuple[int, str]]:
    """The members of a list in a sentence, with their places; "A and B" is one topic unless it ends the list."""
    pieces = list(re.finditer(r"[^;]+" if ";" in words else r"[^,;]+", words))
    for number, piece in enumerate(pieces):
        text, start = piece.group(), piece.start()
        last = number == len(pieces) - 1
        lead = re.match(r"\s*(?:and|as well as|or)\s+", text) if last else None
        if lead:
            start, text = start + lead.end(), text[lead.end() :]
        elif last and len(pieces) > 1 and " and " in text and ";" not in words:
            left, right = text.rsplit(" and ", 1)
            yield from _trimmed(left, start)
            yield from _trimmed(right, start + len(left) + 5)
            continue
        yield from _trimmed(text, start)


def _trimmed(text: str, start: int) -> Iterator[tuple[int, str]]:
    bare = text.strip(' "“”‘’.:;*()')
    if 3 <= len(bare) <= LONGEST and len(bare.split()) <= MOST_WORDS:
        yield start + text.index(bare), bare


def group_of(words: str) -> str | None:
    """The group that a heading or a column gives: E, S, G, high, medium or low."""
    plain = folded(words)
    for group, said in cues.named("topics", "groups").items():
        for one in said:
            if (
                plain == one
                or (group in ("high", "medium", "low") and re.search(rf"\b{one}\b", plain))
                or re.fullmatch(
                    rf"{one}(?: esg)? (?:issues|topics|aspects|matters|factors)|(?:esg )?{one} (?:dimension|"
                    rf"aspect|responsibility)?",
                    plain,
                )
            ):
                return group
    return None


def _lists(units: Sequence[Unit]) -> Iterator[Mention]:
    """Short items under a heading such as "Material Issues", with the groups that stand between them."""
    at = 0
    while at < len(units):
        opens = _opens(units[at])
        if opens or _assessed(units[at]):
            found = [*_under(units, at + 1, not opens)]
            grouped = sum("group" in one.said for one in found) >= 0.8 * len(found)
            if len(found) >= 4 and (opens or grouped):
                yield from found
                at = units.index(found[-1].unit, at) + 1
                continue
        at += 1


def _assessed(unit: Unit) -> bool:
    """Whether a heading or caption speaks of the assessment: the list under it counts only if it is grouped."""
    return (
        len(unit.text) < ASSESSMENT_LINE
        and unit.kind in (BlockKind.HEADING, BlockKind.CAPTION)
        and bool(ASSESSED.search(unit.text))
    )


def _opens(unit: Unit) -> bool:
    plain = re.sub(r"^(?:list|table|ranking|matrix|results?|our|the)\s+(?:of\s+)?(?:the\s+)?", "", folded(unit.text))
    return len(plain) < 60 and plain in cues.folded_set("topics", "headings")


def _under(units: Sequence[Unit], at: int, after_words: bool = False) -> Iterator[Mention]:
    """The items that follow; `after_words`: running text may stand before the first."""
    group: str | None = None
    misses = 0 if not after_words else -LATE
    for unit in units[at : at + REACH]:
        if unit.kind is BlockKind.TABLE:
            return
        grouped = GROUPED.match(unit.text)
        if grouped and group_of(grouped.group("group")) and re.search(r"[;,]", grouped.group("list")):
            misses = 0
            said = {"group": group_of(grouped.group("group")) or ""}
            for start, name in _parts(grouped.group("list")):
                at = grouped.start("list") + start
                yield Mention("topic", name, unit, at, at + len(name), "topic/grouped", (), said)
            continue
        own = group_of(unit.text)
        if own is not None and len(unit.text) < LATE * 6:
            if own in ("E", "S", "G"):
                group, misses = own, 0
            continue
        made = _item(unit)
        if made is None or unit.kind is BlockKind.HEADING:
            misses += 1
            if misses > 2 or (len(unit.text) > 200 and misses > 0):
                return
            continue
        if unit.kind is not BlockKind.LIST_ITEM and group is None:
            misses += 1
            if misses > 2:
                return
            continue
        yield from _lines(unit, group)


def _lines(unit: Unit, group: str | None) -> Iterator[Mention]:
    start, text = _bare(unit.text)
    yield Mention("topic", text, unit, start, start + len(text), "topic/list", (), {"group": group} if group else {})


def _bare(words: str) -> tuple[int, str]:
    mark = NUMBERED.match(words)
    start = mark.end() if mark else 0
    text = words[start:].strip(" .;:*")
    return words.index(text, start) if text else start, text


def _item(unit: Unit) -> str | None:
    _, text = _bare(unit.text)
    words = text.split()
    if (
        not 1 <= len(words) <= MOST_WORDS
        or len(text) > LONGEST
        or not text[0].isalpha()
        or re.search(r"[.:?!]\s|\d{2}|%|http", text)
    ):
        return None
    return text


def _tables(units: Sequence[Unit]) -> Iterator[Mention]:
    for unit in units:
        if unit.kind is not BlockKind.TABLE or (unit.is_header and not unit.row):
            continue
        group: str | None = None
        header = folded(unit.header)
        if header in cues.folded_set("topics", "columns") or COLUMN.match(header):
            if folded(unit.text) == folded(unit.header):
                continue
            for words in (*unit.row, *unit.carried):
                group = group or group_of(words.text)
        elif not (unit.row and INDEX_TOPIC.match(unit.row[0].text.strip()) and unit.words is not unit.row[0]):
            continue
        text = _item(unit)
        if (
            text is not None
            and not INDEX_TOPIC.match(text)
            and not re.search(r"\b(?:the|and|of|for|in|with|to|a)$|^[a-z]", text)
        ):
            start, text = _bare(unit.text)
            yield Mention(
                "topic", text, unit, start, start + len(text), "topic/table", (), {"group": group} if group else {}
            )
