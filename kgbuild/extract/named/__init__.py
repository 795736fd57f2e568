"""Named facts: programs, awards, committees, policies, laws, certifications, memberships, topics, index rows."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.extract.named.award_lists import award_lists
from kgbuild.extract.named.awards import awards
from kgbuild.extract.named.bodies import bodies
from kgbuild.extract.named.certifications import certifications
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.documents import documents, one_decree
from kgbuild.extract.named.indexes import disclosures
from kgbuild.extract.named.memberships import memberships
from kgbuild.extract.named.mention import Mention, groups
from kgbuild.extract.named.merge import echoes, fact_of, gather, settle
from kgbuild.extract.named.parents import with_parents
from kgbuild.extract.named.programs import programs
from kgbuild.extract.named.relations import related
from kgbuild.extract.named.topics import topics
from kgbuild.extract.named.units import units
from kgbuild.model import Document, Fact

RULES = (documents, bodies, memberships, certifications, awards, award_lists, programs)


def extract(document: Document) -> Iterable[Fact]:
    """The named facts of a document, each with the rule that found it."""
    company = Company.of(document)
    read = units(document)
    mentions: list[Mention] = []
    for unit in read:
        found = [*groups(unit, company)]
        for rules in RULES:
            mentions += rules(unit, found, company)
    mentions = settle(one_decree([*mentions, *topics(read)]))
    mentions = [*(one for one in mentions if one.type != "committee"), *with_parents(mentions)]
    things = gather(mentions, company)
    echoed = echoes(things, read)
    made = (fact_of(thing, document, echoed.get(index, ())) for index, thing in enumerate(things))
    yield from related([fact for fact in made if fact is not None])
    yield from disclosures(document)
