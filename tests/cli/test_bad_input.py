"""Whatever is handed in: one clear line on stderr, the right exit status, nothing half-written."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kgbuild.cli import main
from kgbuild.facts import load

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples" / "lumen-harbour-2023.txt"


def encrypted(path: Path) -> None:
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", "owner"))
    canvas.drawString(72, 700, "Emissions 12 t")
    canvas.save()


def scanned(path: Path) -> None:
    document = PdfDocument.new()
    document.new_page(200, 200)
    document.save(path)


BAD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "empty text": ("report.txt", lambda path: path.write_bytes(b"")),
    "blank text": ("report.txt", lambda path: path.write_bytes(b" \n\t\n")),
    "binary as text": ("report.txt", lambda path: path.write_bytes(bytes(range(256)) * 20)),
    "other encoding": ("report.txt", lambda path: path.write_bytes("Lumière 2023".encode("utf-16"))),
    "broken PDF": ("report.pdf", lambda path: path.write_bytes(b"%PDF-1.7\nnothing more")),
    "empty PDF": ("report.pdf", lambda path: path.write_bytes(b"")),
    "truncated PDF": (
        "report.pdf",
        lambda path: path.write_bytes(SAMPLE.with_suffix(".pdf").read_bytes()[:2000]),
    ),
    "encrypted PDF": ("report.pdf", encrypted),
    "PDF without text": ("report.pdf", scanned),
    "other kind": ("report.docx", lambda path: path.write_bytes(b"PK")),
    "no report but words": ("report.txt", lambda path: path.write_text("Nothing is said here.\n")),
    "facts file that is none": ("facts.jsonl", lambda path: path.write_text("{]")),
    "folder without reports": ("folder", lambda path: path.mkdir()),
    "absent": ("absent.txt", lambda path: None),
}


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith("kgbuild: ")
    assert "Traceback" not in said.err
    return said.err


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("command", ["extract", "build"])
def test_an_input_that_cannot_be_used_is_one_line_and_status_2(
    what: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, make = BAD[what]
    path = tmp_path / "in" / name
    path.parent.mkdir()
    make(path)
    output = tmp_path / "out"
    assert main([command, str(path), "-o", str(output), "--company", "Lumen Harbour Limited", "--year", "2023"]) == 2
    assert name in one_line(capsys)
    assert not output.exists()
    assert [child.name for child in tmp_path.iterdir()] == ["in"]


def test_a_report_that_does_not_say_whose_it_is_asks_for_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "report.txt"
    path.write_text("We trained 1,240 people.\n")
    assert main(["build", str(path), "-o", str(tmp_path / "release")]) == 2
    assert "--company" in one_line(capsys)


def test_its_facts_can_be_had_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, facts = tmp_path / "report.txt", tmp_path / "facts.jsonl"
    path.write_text("In 2023, we trained 1,240 people.\n")
    assert main(["extract", str(path), "-o", str(facts)]) == 0
    assert "do not name their report" in one_line(capsys)
    assert [fact.report for fact in load(facts)] == [""]


def test_an_output_folder_that_cannot_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert main(["build", str(SAMPLE), "-o", str(tmp_path / "file" / "release")]) == 2
    assert "release" in one_line(capsys)


def test_a_folder_of_someone_else_is_not_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    assert main(["build", str(SAMPLE), "-o", str(tmp_path)]) == 2
    assert "manifest.json" in one_line(capsys)
    assert [child.name for child in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_port_in_use_is_one_line(sample_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", str(sample_release), "--port", str(port)]) == 2
    assert str(port) in one_line(capsys)


@pytest.mark.parametrize("command", ["validate", "audit", "verify", "serve"])
def test_a_release_that_is_none_is_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ["--source", str(SAMPLE)] if command == "audit" else []
    assert main([command, str(tmp_path / "absent"), *more]) == 2
    assert "absent" in one_line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["extract"],
        ["build", str(SAMPLE)],
        ["extract", str(SAMPLE), "--year", "soon"],
        ["query", "no-such"],
    ],
)
def test_wrong_usage_is_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_malformed_query_is_one_line(
    tmp_path: Path, sample_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.rq"
    path.write_text("SELECT WHERE {")
    assert main(["query", str(path), "--release", str(sample_release)]) == 2
    one_line(capsys)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(
        command in said
        for command in (
            "explain",
            "check",
            "diff",
            "load",
            "extract",
            "build",
            "validate",
            "audit",
            "verify",
            "query",
            "serve",
        )
    )


def test_a_value_that_does_not_fit_names_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(SAMPLE), "--year", "1"]) == 2
    assert "--year" in one_line(capsys)


def test_an_interrupted_build_leaves_nothing(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from kgbuild.cli import main\n"
        "write = Path.write_bytes\n"
        "def stop(path, data):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "    return write(path, data)\n"
        "Path.write_bytes = stop\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", script, "build", str(SAMPLE), "-o", str(tmp_path / "release")]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (130, "kgbuild: interrupted\n")
    assert list(tmp_path.iterdir()) == []
