"""Teaching kgbuild a metric is adding a concept: nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild import lexicon, resources
from kgbuild.errors import InputError
from tests.metrics.stating import metrics

NEW = """
@prefix esg: <https://w3id.org/esgkg/ontology#> .
@prefix kind: <http://qudt.org/vocab/quantitykind/> .
@prefix m: <https://w3id.org/esgkg/metric/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

m:noise-at-boundary a esg:MetricConcept ;
  skos:prefLabel "noise at the site boundary"@en ;
  skos:altLabel "boundary noise"@en, "noise level"@en ;
  esg:quantityKind kind:SoundPressureLevel ;
  esg:temporality "flow" .
"""
SENTENCE = "In 2023, the average noise level at our plants was 48 dB."


def test_a_new_concept_in_another_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "metrics-noise.ttl").write_text(NEW)
    taught = lexicon.load([resources.folder("ontology"), tmp_path])
    assert [metric.concept for metric in metrics(SENTENCE)] == [None]
    assert [metric.concept for metric in metrics(SENTENCE, lexicon=taught)] == ["noise-at-boundary"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "metrics-bad.ttl").write_text("this is no Turtle")
    with pytest.raises(InputError, match=r"metrics-bad\.ttl"):
        lexicon.load([tmp_path])


def test_the_lexicon_covers_the_indicators_of_hkex_and_gri() -> None:
    codes = {code for concept in lexicon.load().concepts for code in concept.codes}
    for code in (
        "A1.1",
        "A1.2",
        "A1.3",
        "A1.4",
        "A1.5",
        "A1.6",
        "A2.1",
        "A2.2",
        "A2.3",
        "A2.4",
        "A2.5",
        "B1.1",
        "B1.2",
        "B2.1",
        "B2.2",
    ):
        assert f"HKEX {code}" in codes
    for code in ("B3.1", "B3.2", "B5.1", "B5.2", "B6.1", "B6.2", "B6.3", "B7.1", "B7.3", "B8.2"):
        assert f"HKEX {code}" in codes
    for code in (
        "201-1",
        "205-3",
        "302-1",
        "302-3",
        "303-3",
        "305-1",
        "305-7",
        "306-3",
        "401-1",
        "403-9",
        "404-1",
        "405-1",
        "418-1",
    ):
        assert f"GRI {code}" in codes


def test_every_concept_finds_itself_by_its_label() -> None:
    from kgbuild.extract.metrics.concept import concept_for

    words = lexicon.load()
    for concept in words.concepts:
        kind = concept.kinds[0] if concept.kinds else ""
        found = concept_for(concept.label, "", kind, concept.counted or "" if kind == "Count" else "", words)
        assert found is not None, concept.slug


def test_broader_metrics_and_implied_members_exist() -> None:
    words = lexicon.load()
    for concept in words.concepts:
        assert all(slug in words.concept_by_slug for slug in concept.broader), concept.slug
        for axis, member in concept.implies:
            assert member in {each.slug for each in words.axis_by_slug[axis].members}, concept.slug
