from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kgbuild.errors import InputError, OutputError, ReleaseError
from kgbuild.facts import load, load_reports
from kgbuild.model import Award, ReportInfo
from kgbuild.publish import Part, Release, load_manifest, prepare, verify, write_release
from kgbuild.rdf import Edition, validate_file
from tests.rdf import fiction

EXPECTED = {
    "dataset.ttl", "facts.jsonl", "reports.jsonl", "facts.csv", "esgkg.ttl", "esgkg.nq", "inferred.nq",
    "checks.ttl", "validation.ttl", "manifest.json", f"reports/{fiction.SLUG}.ttl", "reports/lumen-harbour-2026.ttl",
}  # fmt: skip


def part(edition: Edition = "full", slug: str = fiction.SLUG) -> Part:
    document = fiction.document()
    own = {} if slug == fiction.SLUG else {"file_sha256": hashlib.sha256(slug.encode()).hexdigest()}
    info = fiction.info(document).model_copy(update={"report": slug, **own})
    facts = [fact.model_copy(update={"report": slug}) for fact in fiction.facts(document)]
    return prepare(info, facts, document=document, edition=edition)


def write(directory: Path, edition: Edition = "full") -> Release:
    return write_release(directory, [part(edition, "lumen-harbour-2026"), part(edition)], edition=edition)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("releases")
    for edition in ("full", "facts-only"):
        write(root / edition, edition)
    return {edition: root / edition for edition in ("full", "facts-only")}


def quads(directory: Path, name: str) -> list[ox.Quad]:
    return list(ox.parse(path=str(directory / name), format=ox.RdfFormat.N_QUADS))


def contents(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_a_release_holds_the_files_of_its_contract(releases: dict[str, Path]) -> None:
    for directory in releases.values():
        assert contents(directory).keys() == EXPECTED


def test_the_same_facts_give_the_same_bytes(releases: dict[str, Path], tmp_path: Path) -> None:
    write(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(releases["full"])


def test_another_process_with_another_hash_seed_gives_the_same_bytes(releases: dict[str, Path], tmp_path: Path) -> None:
    code = "import sys, pathlib; from tests.publish.test_release import write; write(pathlib.Path(sys.argv[1]))"
    root = Path(__file__).parents[2]
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(tmp_path / seed)]
        subprocess.run(command, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        assert contents(tmp_path / seed) == contents(releases["full"])


def test_the_manifest_has_the_digest_of_every_other_file(releases: dict[str, Path]) -> None:
    for directory in releases.values():
        manifest = load_manifest(directory)
        for name, data in contents(directory).items():
            if name != "manifest.json":
                assert manifest.files[name] == {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        assert verify(directory) == []


def test_the_manifest_says_nothing_of_the_machine(releases: dict[str, Path]) -> None:
    text = (releases["full"] / "manifest.json").read_text()
    assert str(releases["full"].parent) not in text
    assert set(json.loads(text)["versions"]) == {"kgbuild", "ontology", "ontology_sha256", "shapes_sha256"}


def test_without_blank_nodes_the_canonical_dataset_is_the_file(releases: dict[str, Path]) -> None:
    manifest = load_manifest(releases["full"])
    assert manifest.dataset["rdfc10_sha256"] == manifest.files["esgkg.nq"]["sha256"]


def test_each_triple_stands_once_in_the_whole_release(releases: dict[str, Path]) -> None:
    for directory in releases.values():
        everything = quads(directory, "esgkg.nq") + quads(directory, "inferred.nq")
        assert len({quad.triple for quad in everything}) == len(everything)


def test_there_are_no_blank_nodes(releases: dict[str, Path]) -> None:
    for name in ("esgkg.nq", "inferred.nq"):
        for quad in quads(releases["full"], name):
            assert not isinstance(quad.subject, ox.BlankNode)
            assert not isinstance(quad.object, ox.BlankNode)


def test_turtle_and_nquads_say_the_same(releases: dict[str, Path]) -> None:
    for directory in releases.values():
        triples = {quad.triple for quad in ox.parse(path=str(directory / "esgkg.ttl"), format=ox.RdfFormat.TURTLE)}
        assert triples == {quad.triple for quad in quads(directory, "esgkg.nq")}


def test_rdflib_reads_the_turtle_as_it_is_meant(releases: dict[str, Path]) -> None:
    path = releases["full"] / "reports" / f"{fiction.SLUG}.ttl"
    graph = rdflib.Graph().parse(path)
    assert len(graph) == sum(1 for _ in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
    values = {str(value) for value in graph.objects(predicate=rdflib.URIRef("https://w3id.org/esgkg/ontology#value"))}
    assert {"1802", "4200", "0.35"} <= values


def test_rapper_reads_every_turtle_file(releases: dict[str, Path], rapper: str) -> None:
    for directory in releases.values():
        for path in sorted(directory.rglob("*.ttl")):
            done = subprocess.run(
                ["rapper", "-q", "-i", "turtle", "-c", path], capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, ""), path


def test_a_published_report_conforms_by_itself(releases: dict[str, Path]) -> None:
    for directory in releases.values():
        assert validate_file(directory / "reports" / f"{fiction.SLUG}.ttl").holds
        assert validate_file(directory / "esgkg.nq").holds


def test_the_facts_file_comes_back(releases: dict[str, Path]) -> None:
    document = fiction.document()
    expected = [fact.model_copy(update={"report": fiction.SLUG}) for fact in fiction.facts(document)]
    found = [fact for fact in load(releases["full"] / "facts.jsonl") if fact.report == fiction.SLUG]
    assert found == expected
    assert [info.report for info in reports(releases["full"])] == [fiction.SLUG, "lumen-harbour-2026"]


def test_the_facts_only_edition_has_no_sentence_of_the_report(releases: dict[str, Path]) -> None:
    words = fiction.TEXT.split()
    sentences = [" ".join(words[at : at + 13]) for at in range(len(words) - 13)]
    for name, data in contents(releases["facts-only"]).items():
        text = " ".join(data.decode("utf-8").split())
        assert not any(sentence in text for sentence in sentences), name
    for fact in load(releases["facts-only"] / "facts.jsonl"):
        for evidence in fact.evidence:
            assert evidence.quote is None
            assert evidence.quote_sha256 is not None
            assert all(item.quote_sha256 for item in evidence.with_)


def test_a_release_says_what_it_is_and_what_it_was_made_from(releases: dict[str, Path]) -> None:
    graph = rdflib.Graph().parse(releases["full"] / "dataset.ttl")
    dataset = rdflib.URIRef("https://kgbuild.example/id/dataset")
    assert (dataset, rdflib.RDF.type, rdflib.DCAT.Dataset) in graph
    titles = {str(graph.value(file, rdflib.DCTERMS.title)) for file in graph.objects(dataset, rdflib.DCAT.distribution)}
    assert titles == EXPECTED - {"dataset.ttl", "manifest.json"}
    used = {str(file) for file in graph.objects(predicate=rdflib.PROV.used)}
    assert used == {f"https://kgbuild.example/id/file/{info.file_sha256[:16]}" for info in reports(releases["full"])}
    data = [quad for quad in quads(releases["full"], "esgkg.nq") if not str(quad.graph_name).endswith("ontology>")]
    assert graph.value(dataset, rdflib.VOID.triples) == rdflib.Literal(len(data))


def reports(directory: Path) -> list[ReportInfo]:
    return load_reports(directory / "reports.jsonl")


def test_both_editions_name_the_same_facts(releases: dict[str, Path]) -> None:
    names = [{row["fact"] for row in rows(directory)} for directory in releases.values()]
    assert names[0] == names[1]
    assert len(names[0]) == 2 * len(fiction.facts(fiction.document()))


def rows(directory: Path) -> list[dict[str, str]]:
    with (directory / "facts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_numbers_as_they_are_and_places(releases: dict[str, Path]) -> None:
    row = next(row for row in rows(releases["full"]) if row["name"] == "Scope 1 emissions")
    wanted = {"value": "4200", "scale": "1000", "unit": "tCO2e", "printed": "4.2", "dims": "scope=1", "places": "1"}
    assert {name: row[name] for name in wanted} == wanted
    assert (row["period_start"], row["period_end"], row["start_date"]) == ("2025-01-01", "2025-12-31", "")
    assert fiction.TEXT[int(row["start"]) : int(row["end"])] == row["quote"]


def test_a_name_that_a_spreadsheet_would_run_is_text(tmp_path: Path) -> None:
    document = fiction.document()
    award = Award(name='=HYPERLINK("x")', evidence=(fiction.words(document, "Clean Quay Award"),))
    write_release(tmp_path / "out", [prepare(fiction.info(document), [award], document=document)])
    assert rows(tmp_path / "out")[0]["name"] == '\'=HYPERLINK("x")'


def test_what_was_left_out_is_listed_with_its_reason(tmp_path: Path) -> None:
    document = fiction.document()
    wrong = Award(name="Dated Award", date="2025-02-30", evidence=(fiction.words(document, "Clean Quay Award"),))
    made = prepare(fiction.info(document), [*fiction.facts(document), wrong], document=document)
    release = write_release(tmp_path / "out", [made])
    assert not release.holds
    assert [item["fact"].rsplit("/", 1)[-1] for item in release.manifest.left_out] == ["dated-award"]
    assert "Dated Award" not in (tmp_path / "out" / "esgkg.ttl").read_text(encoding="utf-8")
    assert "esg:leftOut true" in (tmp_path / "out" / "validation.ttl").read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------------------- whole or absent


def test_an_older_release_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out"
    write_release(target, [part()])
    write_release(target, [part("facts-only")], edition="facts-only")
    assert load_manifest(target).edition == "facts-only"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_no_release_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(OutputError, match="not empty"):
        write_release(tmp_path, [part()])
    assert contents(tmp_path) == {"letter.txt": b"dear reader"}


def test_a_place_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        write_release(tmp_path / "out", [part()])


def test_two_reports_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="two reports"):
        write_release(tmp_path / "out", [part(), part()])
    other = part(slug="lumen-harbour-2026")
    twice = Part(replace(other.graph, info=part().graph.info), other.inferred, other.validation)
    with pytest.raises(InputError, match="same file"):
        write_release(tmp_path / "out", [part(), twice])
    assert not (tmp_path / "out").exists()


def test_a_part_of_another_edition_or_base_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="another base or edition"):
        write_release(tmp_path / "out", [part()], edition="facts-only")
    with pytest.raises(InputError, match="another base or edition"):
        write_release(tmp_path / "out", [part()], base="https://example.org/")


# ---------------------------------------------------------------------------------------------------------- verify


def test_a_changed_a_missing_and_a_foreign_file_are_told(tmp_path: Path) -> None:
    write_release(tmp_path / "out", [part()])
    (tmp_path / "out" / "facts.csv").write_text("changed")
    (tmp_path / "out" / "inferred.nq").unlink()
    (tmp_path / "out" / "extra.txt").write_text("extra")
    assert verify(tmp_path / "out") == [
        "facts.csv: has another digest", "inferred.nq: is missing", "extra.txt: is not in the manifest",
    ]  # fmt: skip


def test_a_release_without_its_table_is_still_whole(tmp_path: Path) -> None:
    write_release(tmp_path / "out", [part()])
    (tmp_path / "out" / "facts.csv").unlink()
    assert verify(tmp_path / "out") == []


@pytest.mark.parametrize("text", ["", "[]", '{"format": 99}', '{"format": 1}', '{"format": 1, "no": 2}'])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ReleaseError):
        load_manifest(tmp_path)


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release folder"):
        load_manifest(tmp_path)


def test_the_turtle_of_a_report_is_in_the_order_of_reading(releases: dict[str, Path]) -> None:
    text = (releases["full"] / "reports" / f"{fiction.SLUG}.ttl").read_text(encoding="utf-8")
    subjects = [line.split(" ", 1)[0] for line in text.splitlines() if line[:1] not in ("", "\t", "@")]
    kinds = [subject.partition(":")[0] for subject in subjects]
    assert kinds[0] == "report"
    assert kinds.index("file") < kinds.index("metric-fact") < kinds.index("org-id") < kinds.index("evidence")
    assert max(index for index, kind in enumerate(kinds) if kind.endswith("-fact")) < kinds.index("evidence")
