"""The published codes, and that facts point to them."""

from __future__ import annotations

import pyoxigraph as ox

from kgbuild.model import Disclosure
from kgbuild.rdf.iris import requirement
from kgbuild.resources import turtle_files
from tests.named.reading import facts
from tests.named.test_indexes import HKEX

SKOS = "http://www.w3.org/2004/02/skos/core#"


def schemes() -> set[str]:
    found: set[str] = set()
    for path in turtle_files("ontology"):
        if path.name.startswith("frameworks"):
            triples = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
            found |= {str(q.subject.value) for q in triples if str(q.predicate.value) == f"{SKOS}notation"}
    return found


def test_codes_of_an_index_are_published_codes() -> None:
    published = schemes()
    found = [fact for fact in facts(HKEX, "disclosure") if isinstance(fact, Disclosure)]
    assert len(found) == 4
    for fact in found:
        assert requirement(fact.framework or "", fact.edition or "", fact.code).value in published


def test_every_hkex_indicator_is_published_in_both_editions() -> None:
    published = schemes()
    for edition in ("appendix-27", "c2"):
        for code in ("A1", "A1.6", "A2.5", "B3.2", "B8.2"):
            assert requirement("hkex", edition, code).value in published
