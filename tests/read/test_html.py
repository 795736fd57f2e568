"""HTML: blocks over the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import ReadError
from kgbuild.model import BlockKind
from kgbuild.read import read
from tests.read.making import astray, html, kinds, only, tables


def test_the_text_is_the_file_and_words_are_found_in_it() -> None:
    source = "<html><body><p>Water &amp; <b>waste</b>,\n in all 5&nbsp;t</p></body></html>"
    document = html(source)
    assert document.text == source
    assert document.blocks[0].text == "Water & waste, in all 5 t"
    at = document.blocks[0].text.index("waste")
    assert document.quote(document.blocks[0].words.source(at, at + 5)) == "waste"
    assert astray(document) == []


def test_headings_paragraphs_items_and_unclosed_tags() -> None:
    document = html("<h1>People</h1><p>One.<p>Two.<h2>Safety</h2><ul><li>Boots<li>Hats</ul><div>Three.</div>")
    assert kinds(document) == [
        ("heading", "People"),
        ("paragraph", "One."),
        ("paragraph", "Two."),
        ("heading", "Safety"),
        ("list-item", "Boots"),
        ("list-item", "Hats"),
        ("paragraph", "Three."),
    ]
    assert document.blocks[-1].section == ("People", "Safety")


def test_what_is_not_shown_is_not_read() -> None:
    source = (
        "<head><title>T</title><style>p{}</style></head><script>var a = '<p>no</p>'</script><!-- no -->"
        "<ix:header>no</ix:header><div style='display: none'>no</div><p>Yes.</p>"
    )
    assert kinds(html(source)) == [("paragraph", "Yes.")]


def test_inline_xbrl_is_read_as_the_words_it_wraps() -> None:
    source = "<p>We used <ix:nonFraction name='x' scale='3'>1,200</ix:nonFraction> MWh.</p>"
    assert html(source).blocks[0].text == "We used 1,200 MWh."


def test_key_figures_in_boxes_are_joined() -> None:
    document = html("<div><div>1,802</div><div>suppliers worldwide</div></div>")
    assert only(document, BlockKind.KEY_FIGURE) == ["1,802 suppliers worldwide"]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    document = html("<table><tr><td><h2>Water</h2><p>Text.</p></td><td><p>More.</p></td></tr></table>")
    assert tables(document) == []
    assert kinds(document) == [("heading", "Water"), ("paragraph", "Text."), ("paragraph", "More.")]


def test_page_breaks_of_the_file_are_pages() -> None:
    document = html(
        "".join(f"<p>{word}.</p><hr style='page-break-after:always'>" for word in ("One", "Two", "Three"))
        + "<p>End.</p>"
    )
    assert [block.page for block in document.blocks] == [1, 2, 3, 4]


def test_a_raised_number_is_a_note_and_a_raised_unit_is_not() -> None:
    block = html("<p>PUE<sup>1</sup> of 20 m<sup>2</sup></p>").blocks[0]
    assert (block.text, [mark.value for mark in block.words.marks]) == ("PUE of 20 m2", ["1"])


def test_the_declared_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes("<meta charset='iso-8859-1'><p>Caf\xe9</p>".encode("latin-1"))
    assert read(path).blocks[0].text == "Café"


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "is empty"), (b"<p></p>", "no words"), (b"\xff\xfe\x00", "is not"), (b"<p>\xff</p>", "is not")],
)
def test_what_is_no_html_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason):
        read(path)


def test_tags_nested_without_end_do_not_overflow() -> None:
    assert html("<div>" * 5000 + "deep").blocks[0].text == "deep"
