from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgbuild.read.pdf import read_pdf
from kgbuild.read.pdf.textlayer import normalised
from tests.read_pdf.making import PROSE, paragraph, pdf, words


def test_line_ends_become_one_character_and_all_else_keeps_its_count() -> None:
    assert normalised("a \r\nb") == "a \nb"
    assert normalised("deter\ufffemine") == "deter-mine"
    assert normalised("a\tb\x01\x9f") == "a b\ufffd\ufffd"
    assert normalised("\ud800x\ufdd0\uffff") == "\ufffdx\ufffd\ufffd"


@given(st.text(alphabet=st.characters(codec=None)))
def test_what_is_published_is_always_clean_text_of_the_same_length(text: str) -> None:
    published = normalised(text)
    assert len(published) == len(text.replace("\r\n", "\n"))
    published.encode("utf-8")
    assert not any(ord(letter) < 32 and letter != "\n" for letter in published)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_pages_are_joined_by_form_feeds_and_know_their_stretch() -> None:
    document = read_pdf(
        pdf(lambda c: words(c, "first page", 72, 700), lambda c: words(c, "second page", 72, 700)), "two.pdf"
    )
    assert document.text == "first page\fsecond page"
    assert [document.text[page.start : page.end] for page in document.pages] == ["first page", "second page"]
    assert document.paged
    assert document.media_type == "application/pdf"


def test_the_reader_names_itself_and_the_engine_that_fixes_the_text() -> None:
    reader = read_pdf(pdf(lambda c: words(c, "words", 72, 700)), "one.pdf").reader
    assert reader.startswith("kgbuild-pdf/1 pdfium/")


def test_the_same_bytes_give_the_same_document() -> None:
    data = pdf(lambda c: paragraph(c, PROSE, 72, 700, 300))  # type: ignore[arg-type]
    assert read_pdf(data, "a.pdf") == read_pdf(data, "a.pdf")
