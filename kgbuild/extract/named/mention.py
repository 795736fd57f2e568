"""A place where a rule found a name, and the groups of names that a sentence lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kgbuild.extract.named.candidate import Candidate
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.grammar import candidates
from kgbuild.extract.named.units import Stretch, Unit, sentences
from kgbuild.model import Span
from kgbuild.model.fact import Role

BETWEEN = re.compile(
    r"[\s,;\"”’»》*]*(?:and|or|as well as|&|along with)?\s*(?:[\"“‘«《*]|the|our|its|a|an|\s)*", re.IGNORECASE
)
SEPARATOR = re.compile(r"[,;]|\b(?:and|or|as well as|along with)\b|&", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names something, with what its sentence says of it.

    `start` and `end` are places in the unit's clean text; `said` holds attributes by the field names of the facts
    file; `beside` other words that the statement is read with.
    """

    type: str
    name: str
    unit: Unit
    start: int
    end: int
    rule: str
    aliases: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[tuple[Role, Span], ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.unit.span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Group:
    """Names that one sentence lists side by side; `left` and `right` are the words around the list."""

    unit: Unit
    sentence: Stretch
    members: tuple[Candidate, ...]
    left: str
    right: str


def groups(unit: Unit, company: Company) -> Iterator[Group]:
    """The lists of names of a unit, single names being lists of one."""
    opening = ""
    for sentence in sentences(unit.text):
        found = candidates(unit, sentence, company.owners)
        words = unit.text[sentence.start : sentence.end]
        item = "\n" in unit.text[max(0, sentence.start - 2) : sentence.start + 1]
        opening = words if words.rstrip().endswith(":") else opening if item else ""
        at = 0
        while at < len(found):
            last = at
            while last + 1 < len(found) and _side_by_side(unit.text, found[last], found[last + 1]):
                last += 1
            members = tuple(found[at : last + 1])
            left = unit.text[sentence.start : members[0].start]
            if not left.strip(" \"“'‘«*•·-–"):
                left = unit.lead if sentence.start < 4 else opening or left
            yield Group(unit, sentence, members, left, unit.text[members[-1].after : sentence.end])
            at = last + 1


def _side_by_side(text: str, one: Candidate, two: Candidate) -> bool:
    between = text[one.after : two.start]
    return len(between) < 40 and BETWEEN.fullmatch(between) is not None and SEPARATOR.search(between) is not None


def mention(group: Group, member: Candidate, kind: str, rule: str, **said: str | None) -> Mention:
    """A mention of one member of a group."""
    return Mention(
        kind,
        member.text,
        group.unit,
        member.start,
        member.end,
        rule,
        member.aliases,
        {key: value for key, value in said.items() if value},
    )
