"""What holds for every text there is: a document or a clear error, words at their place, in bounded time."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgbuild.errors import ReadError
from kgbuild.model import Document
from kgbuild.read import read
from tests.read.making import astray, html, text

PARTS = [
    "# Energy", "## Our people", "**1,045**", "patents in all", "<b>By age</b>", "\t", "\n", "\n\n", "\f",
    "| a | 1 |", "|---|---|", "2020\t2021\tUnit", "Male\t62\t67%", "- item", "1. first", "¹ note", "$CO_{2}$",
    "<sup>2</sup>", "<ul><li>x</li></ul>", "&amp;", "&lt;5", "=== page 3 ===", "Contents", "About us\t3",
    "Water\t12", "Index ..... 44", "12 Safety", "of", "49.5 %", "hyphen-\nated", "[a](http://b.example)", "*",
    "**", "<", "中文", "RMB", "Unit: tons", "From 1 January to 31 December 2020",
    "Lumen Harbour Holdings Limited (the \"Group\")", "<table><tr><td colspan=3>1", "</td>",
    "<p style=\"display:none\">", "<!--", "-->",
]  # fmt: skip
MIXED = st.lists(st.sampled_from(PARTS) | st.text(max_size=12), max_size=40).map(" ".join)
GENTLE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def checked(document: Document) -> None:
    assert astray(document) == []
    ends = 0
    for page in document.pages:
        assert ends <= page.start <= page.end <= len(document.text)
        ends = page.end
    assert [bound.start for bound in document.bounds] == sorted({bound.start for bound in document.bounds})
    for block in document.blocks:
        assert block.text
        assert 0 <= block.span.start < block.span.end <= len(document.text)


@GENTLE
@given(MIXED | st.text())
def test_any_text_becomes_a_document_with_words_at_their_place_or_a_clear_error(source: str) -> None:
    try:
        document = text(source)
    except (ReadError, UnicodeEncodeError):
        return
    checked(document)
    assert text(source) == document


@GENTLE
@given(MIXED | st.text())
def test_any_html_becomes_a_document_with_words_at_their_place_or_a_clear_error(source: str) -> None:
    try:
        document = html(source)
    except (ReadError, UnicodeEncodeError):
        return
    checked(document)


@GENTLE
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_one_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "report.txt"
    path.write_bytes(data)
    said = ""
    try:
        checked(read(path))
    except ReadError as error:
        said = str(error)
    assert "\n" not in said


@pytest.mark.parametrize(
    "unit",
    [
        "*", "**a ", "<", "<b>", "<!--", "[a](", "$a_", "| ", "|", "a\t", "\t1", "- ", "1. ", "# ", "¹", "&",
        "&amp", "(", "Page 1\n", "\f", "a.....", "1,1", "a-\nb", "Contents\nAbout us\t3\n", "<table>", "<td>1",
        "<p>", "<ul><li>", "<sup>1", "A B ", "2020 ", "Ltd ", "\n", "Lumen Harbour’s ", "from January 1 to ",
        "Total 5\n\n", "x\n\n7\n\n", "=== page 2 ===\nText here\n", "<a '", "<a \"", "A", "Aa(\"", "1 ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", [text, html])
def test_no_repetition_costs_more_than_its_length(unit: str, reader: object) -> None:
    assert callable(reader)

    def cost(size: int) -> float:
        source = "Energy used 5 " + unit * (size // len(unit))
        start = time.process_time()
        with suppress(ReadError):
            reader(source)
        return time.process_time() - start

    assert cost(30_000) < 3.0


@pytest.mark.parametrize("name", ["kingsoft-cloud-2020.txt", "kuaishou-2020.txt", "samsung-sds-2024-paged.md"])
def test_words_of_the_real_reports_stand_at_their_place(shared: Path, name: str) -> None:
    checked(read(shared / "reports" / name))
