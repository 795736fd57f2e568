"""The whole chain on the sample, and through facts files of other extractors."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
import simplejson

from kgbuild.build import build
from kgbuild.cli import main
from kgbuild.errors import FactsError
from kgbuild.facts import load, load_reports

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
TEXT = SAMPLES / "lumen-harbour-2023.txt"


def same(one: Path, other: Path) -> bool:
    compared = filecmp.dircmp(one, other)
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    _, different, unreadable = filecmp.cmpfiles(one, other, [str(name) for name in names], shallow=False)
    return not (compared.left_only or compared.right_only or different or unreadable)


def test_a_report_says_itself_whose_it_is_and_of_which_year(sample_release: Path) -> None:
    (info,) = load_reports(sample_release / "reports.jsonl")
    assert info.report == "lumen-harbour-holdings-2023"
    assert info.company.value == "Lumen Harbour Holdings Limited"
    assert (info.period_start.value, info.period_end.value) == ("2023-01-01", "2023-12-31")
    assert info.stock_code is not None
    assert info.stock_code.evidence


def test_all_kinds_of_facts_are_found(sample_release: Path) -> None:
    kinds = {fact.type for fact in load(sample_release / "facts.jsonl")}
    assert kinds >= {"metric", "program", "award", "committee", "policy", "certification", "membership"}


def test_the_same_input_gives_the_same_bytes_with_any_number_of_processes(tmp_path: Path) -> None:
    inputs = [TEXT, SAMPLES / "lumen-harbour-2023.html"]
    for name, jobs in (("one", 1), ("two", 2)):
        folder = tmp_path / name / "in"
        folder.mkdir(parents=True)
        build([TEXT], tmp_path / name / "release", jobs=jobs)
    assert same(tmp_path / "one" / "release", tmp_path / "two" / "release")
    assert inputs[1].is_file()


def test_a_release_can_be_built_again_from_its_own_facts(sample_release: Path, tmp_path: Path) -> None:
    build([sample_release / "facts.jsonl"], tmp_path / "again", sources=[TEXT])
    assert same(sample_release, tmp_path / "again")


def test_facts_without_words_are_enough_where_the_report_is_at_hand(sample_release: Path, tmp_path: Path) -> None:
    build([TEXT], tmp_path / "bare", edition="facts-only")
    build([tmp_path / "bare" / "facts.jsonl"], tmp_path / "again", sources=[TEXT], edition="facts-only")
    assert same(tmp_path / "bare", tmp_path / "again")


def test_a_forged_fact_is_refused_with_its_line_and_reason_and_the_rest_goes_on(
    sample_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (sample_release / "facts.jsonl").read_text(encoding="utf-8").split("\n")
    number = next(index for index, line in enumerate(lines) if '"type": "metric"' in line)
    fact = simplejson.loads(lines[number], use_decimal=True)
    fact["value"] += 1
    lines[number] = simplejson.dumps(fact, use_decimal=True)
    path = tmp_path / "facts.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert main(["build", str(path), "--source", str(TEXT), "-o", str(tmp_path / "release")]) == 1
    said = capsys.readouterr().err
    assert f"refused: line {number + 1}:" in said
    assert len(load(tmp_path / "release" / "facts.jsonl")) == len([line for line in lines if line]) - 1


def test_facts_of_a_report_that_is_not_at_hand_are_refused(sample_release: Path, tmp_path: Path) -> None:
    facts = sample_release / "facts.jsonl"
    with pytest.raises(FactsError, match="--source"):
        build([facts], tmp_path / "release")
    assert list(tmp_path.iterdir()) == []


def test_two_files_that_claim_one_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = [str(TEXT), str(TEXT.with_suffix(".pdf"))]
    assert main(["build", *forms, "-o", str(tmp_path / "release")]) == 2
    assert "--kind" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
