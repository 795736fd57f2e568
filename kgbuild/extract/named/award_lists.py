"""Awards that stand alone: items and short headings under "Awards" or "Recognitions:", and headings that are a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.awards import RANK, issuer_of, said_of
from kgbuild.extract.named.candidate import standing_alone, whole
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import head_in, syntactic_head
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Unit
from kgbuild.identity import folded
from kgbuild.model import BlockKind

AWARD_ZONE = re.compile(r"\b(?:awards?|honou?rs|recognitions?|accolades)\b", re.IGNORECASE)
#: What an item says before the award's name.
WON = re.compile(
    r"(?:(?:[Rr]eceived|[Ww]on|[Ee]arned|[Nn]amed|[Rr]ecogni[sz]ed|[Aa]warded|[Ss]elected|"
    r"[Ll]isted|[Ii]ncluded|[Rr]anked)\s+)"
    r"(?:(?:a|an|the|as|one|of|to|in|on|among|spot|place|by|for|with)\s+)*"
)
#: What follows an award's name in a list item.
REMARK = re.compile(
    r",\s+(?=[a-z])|\s+[–—]\s+|\s+\((?=[^)]*\d{4})|\s+(?:by|from)\s+(?:the\s+)?(?=[A-Z])|"
    r"\s+for\s+(?:the|our|its)\s+"
)
AWARD_HEADING = re.compile(r"\b(?:awards?|honou?rs?|recognitions?|prizes|accolades)\b", re.IGNORECASE)
LONGEST = 120


def award_lists(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The awards that a list item, a heading or a caption names by itself."""
    if unit.kind is BlockKind.TABLE:
        return
    yield from _listed(unit, found, company)
    yield from _in_zone(unit, company)
    if standing_alone(unit) or len(unit.text) < LONGEST:
        yield from _standing(unit)


def _in_zone(unit: Unit, company: Company) -> Iterator[Mention]:
    """A list item or short heading under "Awards" or "Recognitions:" that is nothing but a name."""
    if (
        not AWARD_ZONE.search(unit.zone)
        or folded(unit.zone) == folded(unit.text)
        or unit.text.rstrip().endswith((".", ":"))
    ):
        return
    made = whole(unit)
    if made is None or len(made.text) > LONGEST or unit.kind not in (BlockKind.LIST_ITEM, BlockKind.HEADING):
        return
    verb = WON.match(made.text)
    start = verb.end() if verb else 0
    name = REMARK.split(made.text[start:])[0]
    words = [word for word in name.split() if word[0].isalpha() and len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    if not 2 <= len(name.split()) <= 20 or not words or capitals < 0.6 * len(words) or company.is_(name):
        return
    heading = unit.kind is BlockKind.HEADING
    if heading and not (head_in(name, cues.folded_set("awards", "heads")) or RANK.search(name) or dates.in_name(name)):
        return
    said = said_of(name, None, dates.in_name(name), None)
    at = made.start + start
    yield Mention("award", name, unit, at, at + len(name), "award/zone", (), said)


def _listed(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """A list item under a heading of awards that begins with one: "Model Park, granted by the Chamber (July 2023)"."""
    heading = " ".join(unit.section[-1:])
    if unit.kind is not BlockKind.LIST_ITEM or not AWARD_HEADING.search(heading):
        return
    for group in found[:1]:
        member = group.members[0]
        rest = unit.text[member.after :]
        if member.start > 4 or not re.match(r"\s*(?:$|[,;(–—-]|by\b|from\b|granted\b|awarded\b|issued\b)", rest):
            return
        if len(member.text.split()) < 2 or company.is_(member.text):
            return
        rank = RANK.search(rest)
        said = said_of(member.text, issuer_of(group, rest, company), dates.first(rest), None)
        if rank and "rank" not in said:
            said["rank"] = rank.group()
        yield Mention("award", member.text, unit, member.start, member.end, "award/item", (), said)


def _standing(unit: Unit) -> Iterator[Mention]:
    """A heading, caption or list item that is an award's name."""
    made = whole(unit)
    if made is None or made.text.endswith(":"):
        return
    if made.text.split()[0].lower() in cues.folded_set("grammar", "openers") | {"table", "figure", "list", "chart"}:
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
        for over in (*unit.section[-2:], unit.heading)
        if folded(over) != folded(unit.text)
    )
    opener = re.match(r"(?:\d{4}\s+)?(?:Top \d+|Best|Most|Excellent|Outstanding)\b", name) is not None
    if sum(word[0].isupper() or word[0].isdigit() for word in name.split()) < 0.6 * len(name.split()):
        return
    if (strong and strong.endswith("s") is False and (under or dates.in_name(name))) or (under and (opener or strong)):
        said = said_of(name, None, dates.in_name(name), None)
        yield Mention("award", name, unit, made.start, made.start + len(name), "award/heading", (), said)
