from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kgbuild.errors import InputError
from kgbuild.rdf.graph import value
from kgbuild.rdf.inference import schema
from kgbuild.rdf.ontology import ontology, types, version
from kgbuild.rdf.vocab import ONTOLOGY

ESG = "https://w3id.org/esgkg/ontology#"
FOLDER = Path(__file__).parents[2] / "ontology"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
#: What our terms may be related to; nothing of it is loaded.
FOREIGN_CLASSES = {
    "http://www.w3.org/ns/prov#Entity", "http://www.w3.org/ns/org#Organization",
    "http://www.w3.org/ns/org#FormalOrganization", "http://www.w3.org/ns/org#OrganizationalUnit",
    "http://purl.org/dc/terms/Policy", "https://schema.org/Report",
    f"{SKOS}Concept", f"{SKOS}ConceptScheme",
}  # fmt: skip


def about(triples: tuple[Triple, ...], subject: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for triple in triples:
        if value(triple.subject) == subject:
            found.setdefault(triple.predicate.value, []).append(value(triple.object))
    return found


def test_there_are_no_blank_nodes() -> None:
    for triple in ontology():
        assert not isinstance(triple.subject, BlankNode)
        assert not isinstance(triple.object, BlankNode)


def test_every_term_of_ours_that_is_used_is_declared() -> None:
    used = {
        node.value for triple in ontology() for node in (triple.predicate, triple.object) if isinstance(node, NamedNode)
    }
    assert {iri for iri in used if iri.startswith(ESG)} - types().keys() == set()


def test_every_term_has_one_label_a_definition_and_a_home() -> None:
    core = tuple(quad.triple for quad in parse(path=str(FOLDER / "esg.ttl"), format=RdfFormat.TURTLE))
    terms = {value(triple.subject) for triple in core if value(triple.subject).startswith(ESG)}
    assert len(terms) > 100
    for term in terms:
        said = about(ontology(), term)
        assert len(said.get(f"{RDFS}label", [])) == 1, term
        assert len(said.get(f"{SKOS}definition", [])) == 1, term
        assert said.get(f"{RDFS}isDefinedBy") == [ONTOLOGY.value], term


def test_the_ontology_says_what_it_is() -> None:
    said = about(ontology(), ONTOLOGY.value)
    for name in ("title", "description", "license", "creator", "created", "modified"):
        assert f"http://purl.org/dc/terms/{name}" in said
    assert said["http://www.w3.org/2002/07/owl#versionIRI"] == [f"{ONTOLOGY.value}/{version()}"]
    assert said["http://purl.org/vocab/vann/preferredNamespacePrefix"] == ["esg"]
    assert "http://www.w3.org/2002/07/owl#imports" not in said


def test_no_class_is_put_under_a_foreign_one_that_draws_false_conclusions() -> None:
    for wider in schema().superclasses.values():
        assert {name for name in wider if not name.startswith(ESG)} <= FOREIGN_CLASSES
    assert not any("functional" in value(triple.object).lower() for triple in ontology())
    assert not any(triple.predicate.value.endswith("#sameAs") for triple in ontology())


def test_observations_and_targets_share_nothing() -> None:
    said = about(ontology(), f"{ESG}Observation")
    assert f"{ESG}Target" in said["http://www.w3.org/2002/07/owl#disjointWith"]


def test_no_class_follows_from_two_that_exclude_each_other() -> None:
    wider = schema().superclasses
    for triple in ontology():
        if triple.predicate.value.endswith("#disjointWith"):
            one, other = value(triple.subject), value(triple.object)
            for name, above in wider.items():
                assert not {one, other} <= {name, *above}, name


def test_texts_in_english_are_tagged_so() -> None:
    for triple in ontology():
        if triple.predicate.value in (f"{SKOS}definition", f"{SKOS}prefLabel", f"{RDFS}label"):
            assert isinstance(triple.object, Literal)
            assert triple.object.language is not None, triple


def test_our_local_names_have_the_case_of_their_kind() -> None:
    for iri, kinds in types().items():
        if iri.startswith(ESG):
            local = iri.removeprefix(ESG)
            is_class = any(kind.value.endswith("#Class") for kind in kinds)
            is_property = any(kind.value.endswith("Property") for kind in kinds)
            assert not is_class or re.fullmatch(r"[A-Z][A-Za-z0-9]*", local)
            assert not is_property or re.fullmatch(r"[a-z][A-Za-z0-9]*", local)


def test_a_chain_of_three_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.ttl").write_text(
        f"@prefix esg: <{ESG}> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "esg:a owl:propertyChainAxiom ( esg:b esg:c esg:d ) .",
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match="chain of 3"):
        schema(tmp_path)


def test_a_file_that_is_no_turtle_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("esg: oops", encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.ttl"):
        ontology(tmp_path)
