"""A release that was tampered with, or is held against another report, does not pass."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.audit import audit, published_facts
from kgbuild.cli import main
from kgbuild.errors import ReleaseError
from kgbuild.read import read

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
TEXT, PDF = SAMPLES / "lumen-harbour-2023.txt", SAMPLES / "lumen-harbour-2023.pdf"


@pytest.fixture(scope="session")
def facts_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("facts-only") / "release"
    assert main(["build", str(TEXT), "-o", str(place), "--edition", "facts-only"]) in (0, 1)
    return place


@pytest.fixture(scope="session")
def of_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("of-pdf") / "release"
    assert main(["build", str(PDF), "-o", str(place)]) in (0, 1)
    return place


def graph_file(release: Path, tmp_path: Path, change: Callable[[str], str]) -> Path:
    before = (release / "esgkg.nq").read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path = tmp_path / "changed.nq"
    path.write_text(after, encoding="utf-8")
    return path


def test_a_release_of_text_is_proven_by_its_text(sample_release: Path) -> None:
    made = audit(sample_release, [read(TEXT)])
    assert made.overall == "proven", [fact for fact in made.facts if not fact.holds][:3]
    assert len(made.facts) > 100


def test_a_release_without_quotes_is_proven_by_its_digests(facts_only: Path) -> None:
    facts, _ = published_facts(facts_only)
    assert not [piece.quote for fact in facts for piece in fact.evidence if piece.quote]
    assert audit(facts_only, [read(TEXT)]).overall == "proven"


def test_a_release_of_a_pdf_is_proven_to_the_page(of_pdf: Path) -> None:
    made = audit(of_pdf, [read(PDF)])
    assert made.overall == "proven", [fact for fact in made.facts if not fact.holds][:3]
    assert set(made.counts()["page"]) == {"proven"}


def test_a_turtle_file_alone_is_audited_too(sample_release: Path) -> None:
    assert audit(sample_release / "esgkg.ttl", [read(TEXT)]).overall == "proven"


def test_without_the_report_nothing_is_provable(sample_release: Path) -> None:
    made = audit(sample_release, [read(PDF)])
    assert made.overall == "not provable"
    assert not any(fact.holds for fact in made.facts)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("value", lambda text: re.sub(r'(#value> ")\d', r"\g<1>9", text)),
        ("printed number", lambda text: re.sub(r'(#printed> ")\d', r"\g<1>9", text)),
        ("digest", lambda text: re.sub(r'(#quoteSha256> ")[0-9a-f]{8}', r"\g<1>00000000", text)),
        ("place", lambda text: re.sub(r'(#start> ")(\d+)', lambda m: m[1] + str(int(m[2]) + 1), text)),
        ("quote", lambda text: re.sub(r'(#quote> ".)', r"\g<1>!", text)),
        ("page", lambda text: re.sub(r'(#pageBasis> )"bounded"', r'\g<1>"exact"', text)),
        (
            "name",
            lambda text: re.sub(
                r"(ProgramFact>.*)", r"\g<1>", re.sub(r'(fact/[^>]*/program/[^>]*> <[^>]*#name> ")', r"\g<1>Zz", text)
            ),
        ),
    ],
)
def test_what_was_changed_after_publishing_does_not_hold(
    field: str, change: Callable[[str], str], sample_release: Path, tmp_path: Path
) -> None:
    made = audit(graph_file(sample_release, tmp_path, change), [read(TEXT)])
    assert made.overall != "proven", field
    assert all(fact.reason for fact in made.facts if not fact.holds)


def test_the_command_says_one_verdict_and_its_limits(sample_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(sample_release), "--source", str(TEXT)]) == 0
    said = capsys.readouterr().out
    assert "not covered:" in said
    assert said.rstrip().endswith("facts hold")
    assert main(["audit", str(sample_release), "--source", str(TEXT), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdict"] == "proven"


def test_a_graph_without_facts_is_no_release(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("")
    with pytest.raises(ReleaseError, match="no fact"):
        audit(path, [])


def verdicts(release: Path, field: str) -> dict[str, str]:
    return {
        fact.iri: dict(fact.fields)[field] for fact in audit(release, [read(TEXT)]).facts if field in dict(fact.fields)
    }


def test_a_period_that_the_report_gives_for_all_its_figures_is_proven_by_its_own_statement(
    sample_release: Path, tmp_path: Path
) -> None:
    facts, _ = published_facts(sample_release)
    reported = {fact.iri for fact in facts if fact.one("periodBasis") == "report"}
    assert reported
    before = verdicts(sample_release, "period")
    assert {before[iri] for iri in reported} == {"proven"}
    # A release that claims another period for the report proves none of them.
    report = r'(id/report/[\w-]+> <[^>]*#periodEnd> ")2023-12-31'
    changed = graph_file(sample_release, tmp_path, lambda text: re.sub(report, r"\g<1>2024-12-31", text))
    after = verdicts(changed, "period")
    assert "not provable" in {after[iri] for iri in reported}


def test_an_issuer_is_consistent_where_the_paragraph_names_it_and_never_where_it_does_not(
    sample_release: Path, tmp_path: Path
) -> None:
    assert set(verdicts(sample_release, "issuer").values()) == {"consistent"}
    graph = (sample_release / "esgkg.nq").read_text(encoding="utf-8")
    issuers = set(re.findall(r"award/[^>]*> <[^>]*#issuer> <([^>]*)>", graph))
    for issuer in issuers:
        graph = re.sub(rf'(<{re.escape(issuer)}> <[^>]*#name>) "[^"]*"', r'\g<1> "Guild of Nobody"', graph)
    (tmp_path / "changed.nq").write_text(graph, encoding="utf-8")
    assert set(verdicts(tmp_path / "changed.nq", "issuer").values()) == {"not provable"}


def test_words_that_two_figures_share_prove_less_than_words_of_one(sample_release: Path, tmp_path: Path) -> None:
    facts, _ = published_facts(sample_release)
    units = verdicts(sample_release, "unit")
    fact = next(
        fact for fact in facts
        if units.get(fact.iri) == "proven" and len(fact.evidence) == 1
        and [role for role, _ in fact.evidence[0].beside].count("unit") == 1
    )  # fmt: skip
    other = next(one for one in facts if "MetricFact" in one.types and one.iri != fact.iri)
    graph = re.search(rf"<{re.escape(other.iri)}> .* (<[^>]*>) \.\n", (sample_release / "esgkg.nq").read_text("utf-8"))
    assert graph is not None
    line = f"<{other.iri}> <https://w3id.org/esgkg/ontology#evidence> <{fact.evidence[0].iri}> {graph[1]} .\n"
    shared = verdicts(graph_file(sample_release, tmp_path, lambda text: text + line), "unit")
    assert shared[fact.iri] == "consistent"
