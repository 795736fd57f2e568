"""The release in the repository: whole, well-formed, proven by the real reports and made again from them."""

from __future__ import annotations

import filecmp
import subprocess
from pathlib import Path

import pytest

from kgbuild.audit import audit, published_facts
from kgbuild.build import build
from kgbuild.facts import load, load_reports
from kgbuild.identity import is_short
from kgbuild.publish import verify
from kgbuild.rdf import validate_file
from kgbuild.read import read

OUTPUT = Path(__file__).resolve().parents[2] / "output"
REPORTS = ("kuaishou-2020.txt", "kingsoft-cloud-2020.txt")
TURTLE = sorted(OUTPUT.rglob("*.ttl"))


def test_every_file_is_as_the_manifest_says() -> None:
    assert verify(OUTPUT) == []


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: str(path.relative_to(OUTPUT)))
def test_raptor_parses_every_turtle_file(path: Path, rapper: str) -> None:
    made = subprocess.run([rapper, "-q", "-i", "turtle", "-c", str(path)], capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")


def test_it_holds_both_reports_and_every_kind_of_fact() -> None:
    assert [info.report for info in load_reports(OUTPUT / "reports.jsonl")] == [
        "kingsoft-cloud-holdings-2020",
        "kuaishou-technology-2020",
    ]
    kinds = {fact.type for fact in load(OUTPUT / "facts.jsonl")}
    assert kinds == {
        "metric", "program", "award", "committee", "policy", "regulation", "certification", "membership", "topic",
        "disclosure",
    }  # fmt: skip


def test_it_holds_no_words_of_the_reports_beyond_names_and_units() -> None:
    facts, _ = published_facts(OUTPUT)
    assert not [piece.quote for fact in facts for piece in fact.evidence if piece.quote]
    long = [value for fact in facts for values in fact.values.values() for value in values if not is_short(value)]
    assert [value for value in long if not value.endswith("…")] == []


def test_the_shapes_hold() -> None:
    assert validate_file(OUTPUT / "esgkg.nq").holds


def test_the_real_reports_prove_it(shared: Path) -> None:
    made = audit(OUTPUT, [read(shared / "reports" / name) for name in REPORTS])
    assert made.overall == "proven", [fact for fact in made.facts if not fact.holds][:3]


def test_the_real_reports_give_it_again_byte_for_byte(shared: Path, tmp_path: Path) -> None:
    inputs = [shared / "reports" / name for name in REPORTS]
    build(inputs, tmp_path / "again", base="https://w3id.org/esgkg/", edition="facts-only")
    names = sorted(str(path.relative_to(OUTPUT)) for path in OUTPUT.rglob("*") if path.is_file())
    again = sorted(
        str(path.relative_to(tmp_path / "again")) for path in (tmp_path / "again").rglob("*") if path.is_file()
    )
    assert again == names
    _, different, unreadable = filecmp.cmpfiles(OUTPUT, tmp_path / "again", names, shallow=False)
    assert (different, unreadable) == ([], [])
