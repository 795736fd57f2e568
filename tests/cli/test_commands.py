"""What the commands say of a release: its findings, the reasons of its conclusions, how it differs from another."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kgbuild.check import findings_in
from kgbuild.cli import main
from kgbuild.errors import ReleaseError
from kgbuild.publish import Part, diff, prepare, write_release
from kgbuild.rdf import explain_released
from kgbuild.rdf.vocab import ESG, RDF
from tests.rdf import fiction

COMMITTEE = f"id/fact/{fiction.SLUG}/committee/sustainability-committee"


def part(drop: int = 0, base: str = "https://kgbuild.example/", edition: str = "full", confidence: str = "") -> Part:
    document = fiction.document()
    facts = list(fiction.facts(document))[drop:]
    if confidence:
        facts[0] = facts[0].model_copy(update={"confidence": Decimal(confidence)})
    return prepare(
        fiction.info(document),
        facts,
        document=document,
        base=base,
        edition="full" if edition == "full" else "facts-only",
    )


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("commands") / "release"
    write_release(place, [part()])
    return place


def test_findings_are_listed_and_two_figures_that_cannot_both_hold_are_status_1(
    sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = findings_in(sample_release)
    against = any(finding.severity == "Warning" for finding in found)
    assert main(["check", str(sample_release)]) == int(against)
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(found) + 1
    assert main(["check", str(sample_release), "--json"]) == int(against)
    assert [item["message"] for item in json.loads(capsys.readouterr().out)] == [item.message for item in found]


def test_findings_come_back_as_they_were_found(tmp_path: Path) -> None:
    made = part()
    write_release(tmp_path / "release", [made])
    assert [(item.kind, item.facts[0], item.message, item.stated) for item in findings_in(tmp_path / "release")] == [
        (item.kind, item.facts[0], item.message, item.stated) for item in made.findings
    ]


def test_a_release_without_its_checks_is_not_without_findings(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release, tmp_path / "copy")
    (tmp_path / "copy" / "checks.ttl").unlink()
    with pytest.raises(ReleaseError, match=r"checks\.ttl"):
        findings_in(tmp_path / "copy")


@pytest.mark.parametrize("name", [f"https://kgbuild.example/{COMMITTEE}", "committee/sustainability-committee"])
def test_every_conclusion_about_a_fact_is_explained_from_what_is_stated(release: Path, name: str) -> None:
    found = explain_released(release, name)
    assert found.iri == f"https://kgbuild.example/{COMMITTEE}"
    assert found.steps
    assert not found.unexplained
    concluded = {step.conclusion for steps in found.steps for step in steps}
    stated = {step.conclusion for steps in found.steps for step in steps[1:]}
    assert stated <= concluded
    rules = {steps[0].reason.rule for steps in found.steps if steps[0].conclusion.predicate == RDF["type"]}
    assert rules <= {"cax-sco", "prp-dom", "prp-rng"}


def test_a_conclusion_that_does_not_follow_is_told(release: Path, tmp_path: Path) -> None:
    shutil.copytree(release, tmp_path / "copy")
    with (tmp_path / "copy" / "inferred.nq").open("a") as file:
        iri = f"https://kgbuild.example/{COMMITTEE}"
        graph = f"https://kgbuild.example/graph/inferred/{fiction.SLUG}"
        file.write(f"<{iri}> <{ESG['states'].value}> <https://kgbuild.example/id/org/nobody> <{graph}> .\n")
    assert len(explain_released(tmp_path / "copy", COMMITTEE).unexplained) == 1
    assert main(["explain", COMMITTEE, "--release", str(tmp_path / "copy")]) == 1


def test_reasons_are_printed_and_piped(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", COMMITTEE, "--release", str(release)]) == 0
    said = capsys.readouterr().out
    assert "rdf:type prov:Entity" in said
    assert "by cax-sco" in said
    assert main(["explain", COMMITTEE, "--release", str(release), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["conclusions"]


def test_a_name_that_a_release_does_not_have_is_status_2(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "committee/none", "--release", str(release)]) == 2
    assert "says nothing of 'committee/none'" in capsys.readouterr().err


def test_the_same_facts_do_not_differ_whatever_base_and_edition(release: Path, tmp_path: Path) -> None:
    other = "https://w3id.org/esgkg/"
    write_release(tmp_path / "other", [part(base=other)], base=other)
    assert diff(release, tmp_path / "other").same
    assert main(["diff", str(release), str(tmp_path / "other")]) == 0
    write_release(tmp_path / "bare", [part(edition="facts-only")], edition="facts-only")
    assert not diff(release, tmp_path / "bare").added


def test_facts_added_removed_and_changed_are_told_apart(
    release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_release(tmp_path / "less", [part(drop=1, confidence="0.5")])
    forward, back = diff(release, tmp_path / "less"), diff(tmp_path / "less", release)
    assert len(forward.removed) == 1
    assert (forward.added, back.added) == ((), forward.removed)
    ((_, changes),) = forward.changed.items()
    assert [(change.property, change.before, change.after) for change in changes] == [("confidence", (), ("0.5",))]
    assert main(["diff", str(release), str(tmp_path / "less")]) == 1
    assert "0 added, 1 removed, 1 changed" in capsys.readouterr().out
    assert main(["diff", str(release), str(tmp_path / "less"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["removed"] == list(forward.removed)


@pytest.mark.parametrize("broken", ["{", "[]", '{"format": 1}', '{"format": 99}'])
def test_a_broken_manifest_is_one_line(
    broken: str, release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(release, tmp_path / "copy")
    (tmp_path / "copy" / "manifest.json").write_text(broken)
    for arguments in (["verify", str(tmp_path / "copy")], ["diff", str(tmp_path / "copy"), str(release)]):
        assert main(arguments) == 2
        assert capsys.readouterr().err.startswith("kgbuild: ")


def test_verifying_is_piped_too(release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(release), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"matches": True, "problems": []}
    shutil.copytree(release, tmp_path / "copy")
    (tmp_path / "copy" / "facts.csv").write_text("")
    assert main(["verify", str(tmp_path / "copy"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] == ["facts.csv: has another digest"]
