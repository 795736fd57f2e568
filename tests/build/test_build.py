"""The whole chain on the sample, and through facts files of other extractors."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
import simplejson

from kgbuild.build import build
from kgbuild.cli import main
from kgbuild.errors import FactsError, InputError
from kgbuild.facts import dump, load, load_reports

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
    other = tmp_path / "other.txt"
    other.write_text(TEXT.read_text(encoding="utf-8").replace("Lumen Harbour", "Amber Quay"), encoding="utf-8")
    build([TEXT, other], tmp_path / "one", jobs=1)
    made = build([other, TEXT], tmp_path / "two", jobs=2)
    assert len(made.release.manifest.reports) == 2
    assert same(tmp_path / "one", tmp_path / "two")


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


def test_a_fact_that_is_handed_in_twice_is_taken_once(sample_release: Path, tmp_path: Path) -> None:
    line = (sample_release / "facts.jsonl").read_text(encoding="utf-8").split("\n", 1)[0]
    (tmp_path / "facts.jsonl").write_text(f"{line}\n{line}\n", encoding="utf-8")
    made = build([tmp_path / "facts.jsonl"], tmp_path / "release", sources=[TEXT])
    assert [refusal.reason for refusal in made.refused] == ["is the fact of line 1 again"]
    assert len(load(tmp_path / "release" / "facts.jsonl")) == 1


def test_a_release_without_any_fact_is_not_written(sample_release: Path, tmp_path: Path) -> None:
    fact = next(fact for fact in load(sample_release / "facts.jsonl") if fact.type == "metric")
    broken = fact.model_copy(update={"concept": "no-such-concept"})
    (tmp_path / "facts.jsonl").write_text(dump([broken]), encoding="utf-8")
    with pytest.raises(InputError, match="keeps the shapes"):
        build([tmp_path / "facts.jsonl"], tmp_path / "release", sources=[TEXT])
    assert not (tmp_path / "release").exists()


@pytest.mark.parametrize("base", ["https://a b.example/", "urn:x", "", "https://x.example/#here", "data"])
def test_a_base_that_makes_no_names_is_refused_before_any_work(base: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="base"):
        build([tmp_path / "absent.txt"], tmp_path / "release", base=base)
