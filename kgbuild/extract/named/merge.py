"""From mentions to facts: one fact a name, whatever the number of places and spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kgbuild.cite import cite
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.mention import Mention
from kgbuild.extract.named.units import Unit
from kgbuild.identity import folded
from kgbuild.model import (
    Award,
    Certification,
    Committee,
    Document,
    Evidence,
    Fact,
    Membership,
    Policy,
    Program,
    Regulation,
    Topic,
)

#: Where two rules claim the same words, the kind named first wins.
PRECEDENCE = ("certification", "award", "membership", "regulation", "policy", "committee", "program", "topic")
LAW = re.compile(
    r"(?P<head>(?:legislative )?(?:decree|law|directive|regulation|act))(?: (?:no?s?|nr|"
    r"number|ue|eu|"
    r"ec))* (?P<number>\d{1,5}) (?:of )?(?:\w+ \d{1,2} )?(?:\d{1,2} \w+ )?(?P<year>(?:19|"
    r"20)?\d\d)\b"
)
#: "Night Tide" and "Night Tide Program" are one.
PROGRAM_NOUN = re.compile(r" (?:program|programme|project|campaign|initiative|activity|event)$")
#: Names of this many words are the same in any order: "White Paper on Safety", "Safety White Paper".
WORDY = 4
EVIDENCE_LIMIT = 40
SMALL = {"the", "a", "an", "of", "and", "on", "for", "in", "to", "by"}
STATE = re.compile(r" (?:of|for|in) (?:the )?(?:peoples? republics? of china|prc|china)\b")


@dataclass
class Thing:
    """Everything said of one name."""

    type: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """Every spelling, in the order of the report, each once."""
        said: dict[str, None] = {}
        for one in self.mentions:
            said.setdefault(one.name)
            for alias in (alias for alias in one.aliases if fits(alias, one.name)):
                said.setdefault(alias)
        return list(said)


def key_of(name: str) -> str:
    """A name in the spelling that sameness is judged by."""
    plain = folded(name).removeprefix("the ")
    plain = re.sub(r"\be commerce\b", "electronic commerce", plain)
    plain = re.sub(r"^(?:un|united nations) (?=\w+ \w+)", "", STATE.sub("", plain))
    law = LAW.search(plain)
    if law is not None:
        year = law.group("year")
        return f"{law.group('head').split()[-1]} {law.group('number')} {year if len(year) == 4 else '20' + year}"
    return " ".join(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in plain.split()
        if word not in SMALL
    )


def settle(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without those that lie in words which a kind of higher precedence, or a longer name, claims."""
    by_unit: dict[int, list[Mention]] = defaultdict(list)
    order: list[Mention] = []
    for one in mentions:
        by_unit[id(one.unit)].append(one)
        order.append(one)
    lost: set[int] = set()
    for together in by_unit.values():
        for one in together:
            for other in together:
                if one is not other and id(other) not in lost and _yields(one, other):
                    lost.add(id(one))
                    break
    return [one for one in order if id(one) not in lost]


def _yields(one: Mention, other: Mention) -> bool:
    if one.end <= other.start or other.end <= one.start or one.type == "topic" or other.type == "topic":
        return False
    if one.type == other.type:
        return _weight(other) > _weight(one)
    mine, theirs = PRECEDENCE.index(one.type), PRECEDENCE.index(other.type)
    return mine > theirs


def _weight(one: Mention) -> tuple[int, int, str]:
    return one.end - one.start, len(one.said), one.rule


def gather(mentions: Sequence[Mention], company: Company) -> list[Thing]:
    """Mentions of one kind and one name together; short names join the long name they end."""
    things: list[Thing] = []
    index: dict[tuple[str, str], Thing] = {}
    for one in mentions:
        keys = [(one.type, key_of(name)) for name in (one.name, *one.aliases)]
        keys += [(one.type, company.without(key)) for _, key in keys]
        if one.type in ("policy", "regulation", "award"):
            keys += [
                (one.type, f"words {' '.join(sorted(key.split()))}") for _, key in keys if len(key.split()) >= WORDY
            ]
        if one.type == "program":
            keys += [(one.type, bare) for _, key in keys if (bare := PROGRAM_NOUN.sub("", key)) and " " in bare]
        if one.type == "certification" and one.said.get("standard"):
            keys.append((one.type, f"standard {folded(one.said['standard'])}"))
        thing = next((index[key] for key in keys if key in index and _agree(index[key], one)), None)
        if thing is None and one.type == "award":
            thing = _longer_award(things, one)
        if thing is None:
            thing = Thing(one.type)
            things.append(thing)
        thing.mentions.append(one)
        for key in keys:
            if key[1]:
                index.setdefault(key, thing)
    return _one_kind(_with_short_forms(things))


def _with_short_forms(things: list[Thing]) -> list[Thing]:
    """Committees without those that are the cut end of a longer name: "Governance Committee" of "Nominating and …"."""
    bodies = [thing for thing in things if thing.type == "committee"]
    gone: list[Thing] = []
    for short in bodies:
        key = folded(short.mentions[0].name)
        longer = [
            other
            for other in bodies
            if other is not short
            and (name := folded(other.mentions[0].name)).endswith(f" {key}")
            and " and " in f" {name.removesuffix(key)}"
        ]
        if len(longer) == 1:
            longer[0].mentions += short.mentions
            gone.append(short)
    return [thing for thing in things if thing not in gone]


def _agree(thing: Thing, one: Mention) -> bool:
    """Whether a mention can be of the thing: one title given by two is two awards."""
    if one.type != "award" or "issuer" not in one.said:
        return True
    known = {folded(other.said["issuer"]) for other in thing.mentions if "issuer" in other.said}
    mine = set(folded(one.said["issuer"]).split())
    return not known or any(mine & set(other.split()) for other in known)


def _longer_award(things: Sequence[Thing], one: Mention) -> Thing | None:
    """The award whose name begins with this one, or that this one begins with: a title is often cut in a caption."""
    mine = key_of(one.name)
    for thing in things:
        theirs = key_of(thing.mentions[0].name)
        long_enough = thing.type == "award" and len(mine.split()) >= 4 <= len(theirs.split())
        begins = mine.startswith(f"{theirs} ") or theirs.startswith(f"{mine} ")
        if long_enough and begins and _agree(thing, one):
            return thing
    return None


def _one_kind(things: list[Thing]) -> list[Thing]:
    """A name is of one kind: the one that more places, then precedence, give it."""
    best: dict[str, Thing] = {}
    for thing in things:
        key = key_of(thing.mentions[0].name)
        other = best.get(key)
        if other is None or _stronger(thing, other):
            best[key] = thing
    free = ("topic", "award", "certification")
    return [
        t
        for t in things
        if t.type in free or best[key_of(t.mentions[0].name)] is t or best[key_of(t.mentions[0].name)].type in free
    ]


def _stronger(one: Thing, two: Thing) -> bool:
    rank = (len(one.mentions), -PRECEDENCE.index(one.type)), (len(two.mentions), -PRECEDENCE.index(two.type))
    return rank[0] > rank[1]


def echoes(things: Sequence[Thing], units: Sequence[Unit]) -> dict[int, list[tuple[Unit, int, int]]]:
    """Other places that spell the things' names, letter for letter, by the index of the thing; longest name first."""
    owner: dict[str, int] = {}
    for index, thing in enumerate(things):
        for name in thing.names:
            if len(name) >= 4 and (" " in name or name.isupper() or not name.isascii()):
                owner.setdefault(name, index)
    found: dict[int, list[tuple[Unit, int, int]]] = defaultdict(list)
    if not owner:
        return found
    ordered = sorted(owner, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
    taken = {(id(m.unit), at) for thing in things for m in thing.mentions for at in (m.start, m.end - 1)}
    for unit in units:
        for match in pattern.finditer(unit.text):
            if not {(id(unit), match.start()), (id(unit), match.end() - 1)} & taken:
                found[owner[match.group()]].append((unit, match.start(), match.end()))
    return found


def fact_of(thing: Thing, document: Document, echoed: Sequence[tuple[Unit, int, int]]) -> Fact | None:
    """The fact of a thing, with every place that names it; None where no place can be cited."""
    mentions = sorted(thing.mentions, key=lambda one: (one.unit.index, one.span.start))
    cited: dict[tuple[int, int, int | None], Evidence] = {}
    places = [(one.span, one.beside) for one in mentions] + [(unit.span(a, b), ()) for unit, a, b in echoed]
    for span, beside in sorted(places, key=lambda place: place[0]):
        try:
            made = cite(document, span, beside)
        except ValueError:
            continue
        cited.setdefault((made.start or 0, made.end or 0, made.page_index), made)
    if not cited:
        return None
    said: dict[str, str] = {}
    for one in mentions:
        for key, value in one.said.items():
            if key not in said or (key == "date" and len(value) > len(said[key]) and value.startswith(said[key])):
                said[key] = value
    name, aliases = _spelling(mentions)
    evidence = tuple(cited.values())[:EVIDENCE_LIMIT]
    return _fact(thing.type, name, aliases, evidence, mentions[0].rule, said)


def fits(alias: str, name: str) -> bool:
    """Whether words in brackets after a name are another name for it, not for its last part.

    They share a word with it, are its initials, or are written in another script.
    """
    if not alias.isascii():
        return True
    words = [word for word in folded(name).split() if word not in SMALL]
    if set(key_of(alias).split()) & set(key_of(name).split()):
        return True
    letters = re.sub(r"[^a-z]", "", alias.lower().removesuffix("s"))
    initials = "".join(word[0] for word in words)
    return len(letters) >= 2 and (
        letters == initials[: len(letters)] or letters[:2] == initials[:2] or letters == initials
    )


def _spelling(mentions: Sequence[Mention]) -> tuple[str, tuple[str, ...]]:
    """The name as it is spelt first where capitalised, and the other spellings."""
    names: dict[str, str] = {}
    for one in mentions:
        for name in (one.name, *(alias for alias in one.aliases if fits(alias, one.name))):
            names.setdefault(folded(name), name)
    spelt = next((one.name for one in mentions if one.name[0].isupper() or one.name[0].isdigit()), mentions[0].name)
    return spelt, tuple(name for key, name in names.items() if key != folded(spelt))


def _fact(
    kind: str, name: str, aliases: tuple[str, ...], evidence: tuple[Evidence, ...], rule: str, said: dict[str, str]
) -> Fact:
    common = {"evidence": evidence, "rule": f"named/{rule}"}
    match kind:
        case "program":
            partners = tuple(filter(None, said.get("partners", "").split("|")))
            return Program(name=name, aliases=aliases, start=said.get("start"), partners=partners, **common)
        case "award":
            return Award(
                name=name,
                aliases=aliases,
                issuer=said.get("issuer"),
                date=said.get("date"),
                recipient=said.get("recipient"),
                rank=said.get("rank"),
                program=said.get("program"),
                **common,
            )
        case "committee":
            return Committee(name=name, aliases=aliases, parent=said.get("parent"), role=said.get("role"), **common)
        case "policy":
            return Policy(name=name, aliases=aliases, topic=said.get("topic"), **common)
        case "regulation":
            return Regulation(name=name, aliases=aliases, **common)
        case "certification":
            return Certification(
                name=name, aliases=aliases, standard=said.get("standard"), date=said.get("date"), **common
            )
        case "membership":
            return Membership(
                organization=name, aliases=aliases, role=said.get("role"), date=said.get("date"), **common
            )
        case _:
            return Topic(name=name, aliases=aliases, group=said.get("group"), **common)
