from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path
from textwrap import wrap

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kgbuild.errors import ReadError
from kgbuild.read.pdf import read_pdf
from kgbuild.read.pdf.refuse import garbled
from kgbuild.read.unread import unread
from tests.read_pdf.making import PROSE, paragraph, pdf, words

SOUND = pdf(lambda c: words(c, PROSE[:80], 72, 700))


def locked() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, encrypt=StandardEncryption("secret", "owner", canPrint=0))
    words(canvas, "locked words", 72, 700)
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is not a PDF"),
        (b"no PDF at all", "is not a PDF"),
        (b"%PDF-1.7\n", "is a broken PDF"),
        (SOUND[: len(SOUND) // 3], "is a broken PDF"),
        (locked(), "is encrypted"),
        (pdf(lambda c: c.rect(10, 10, 100, 100)), "has no text layer"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said) as raised:
        read_pdf(data, "report.pdf")
    assert str(raised.value).startswith("report.pdf: ")
    assert "\n" not in str(raised.value)


def test_a_pdf_without_pages_is_refused() -> None:
    out = io.BytesIO()
    pdfium.PdfDocument.new().save(out)
    with pytest.raises(ReadError):
        read_pdf(out.getvalue(), "none.pdf")


def test_a_page_without_text_is_refused_by_itself_and_yields_nothing() -> None:
    document = read_pdf(pdf(lambda c: c.rect(10, 10, 100, 100), lambda c: words(c, PROSE[:60], 72, 700)), "half.pdf")
    assert [page.refused for page in document.pages] == ["no text layer", None]
    assert {block.page for block in document.blocks} == {2}


def test_a_page_that_is_a_cipher_is_refused() -> None:
    shifted = "".join(chr(ord(letter) + 5) if letter.isalpha() else letter for letter in PROSE)

    def cipher(canvas: Canvas) -> None:
        for k in range(0, len(shifted), 80):
            words(canvas, shifted[k : k + 80], 50, 780 - k / 8)

    document = read_pdf(pdf(cipher, lambda c: _prose(c)), "cipher.pdf")
    assert document.pages[0].refused == "its text layer is garbled"
    assert document.pages[1].refused is None


def test_a_page_is_read_without_the_font_that_makes_no_sense() -> None:
    shifted = "".join(chr(ord(letter) + 5) if letter.isalpha() else letter for letter in PROSE[:160])

    def mixed(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 60, 780, 400)
        for k, line in enumerate(wrap(shifted, 60)):
            words(canvas, line, 60, 300 - 12 * k, font="Courier")

    document = read_pdf(pdf(mixed), "mixed.pdf")
    read = " ".join(block.text for block in document.blocks)
    assert document.pages[0].refused is None
    assert document.pages[0].garbled == len(shifted.split())
    assert "".join(PROSE.split()) == "".join(read.split())
    assert unread(document) == (f"mixed.pdf: {len(shifted.split())} garbled words of page 1 are left out",)


def test_fonts_that_set_only_units_and_short_names_make_sense() -> None:
    def page(canvas: Canvas) -> None:
        for k in range(10):
            words(canvas, f"Site number {k} used some power", 60, 700 - 14 * k)
            words(canvas, "MWh" if k % 2 else "kWh", 300, 700 - 14 * k, font="Helvetica-Oblique")
            words(canvas, f"SDG {k}", 360, 700 - 14 * k, font="Helvetica-Bold")

    document = read_pdf(pdf(page), "units.pdf")
    assert document.pages[0].garbled == 0
    read = " ".join(block.text for block in document.blocks)
    assert (read.count("MWh"), read.count("SDG")) == (5, 10)


def test_pages_that_yield_nothing_are_named_by_number_with_the_reason() -> None:
    empty = lambda canvas: canvas.rect(10, 10, 100, 100)  # noqa: E731
    sound = lambda canvas: words(canvas, PROSE[:60], 72, 700)  # noqa: E731
    document = read_pdf(pdf(empty, empty, sound, empty), "holes.pdf")
    assert unread(document) == ("holes.pdf: no facts from pages 1-2, 4: no text layer",)
    assert unread(read_pdf(pdf(sound), "whole.pdf")) == ()


def _prose(canvas: Canvas) -> None:
    paragraph(canvas, PROSE, 60, 780, 400)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "2020 2019 2018\n12 14 16 kWh GJ CO2",
        "可持續發展報告 二零二三年 環境 社會 管治" * 3,
        "Indice dei contenuti GRI " * 9,
    ],
)
def test_text_in_any_language_and_tables_of_numbers_are_no_cipher(text: str) -> None:
    assert not garbled(text)


HARM = """
import random, sys
from kgbuild.errors import ReadError
from kgbuild.read.pdf import read_pdf

random.seed(int(sys.argv[2]))
with open(sys.argv[1], "rb") as file:
    sound = file.read()
for turn in range(120):
    data = bytearray(sound)
    if turn % 4 == 0:
        del data[random.randrange(len(data)) :]
    elif turn % 4 == 1:
        for _ in range(random.choice((1, 9, 80))):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    elif turn % 4 == 2:
        at = random.randrange(len(data))
        data[at:at] = sound[: random.randrange(len(sound))]
    else:
        data += bytes(random.randrange(256) for _ in range(200)) + sound
    try:
        document = read_pdf(bytes(data), "harmed.pdf")
    except ReadError:
        continue
    for block in document.blocks:
        assert document.quote(block.span)
print("unharmed")
"""


@pytest.mark.parametrize("seed", range(4))
def test_harmed_files_give_a_document_or_a_clear_error(seed: int, tmp_path: Path) -> None:
    """In a process of its own, for what would go wrong would go wrong in the engine underneath."""
    path = tmp_path / "sound.pdf"
    path.write_bytes(pdf(_prose, lambda c: words(c, "38%", 72, 700, 30), lambda c: words(c, PROSE[:90], 30, 400)))
    done = subprocess.run(
        [sys.executable, "-c", HARM, str(path), str(seed)], capture_output=True, text=True, timeout=120
    )
    assert (done.returncode, done.stdout.strip()) == (0, "unharmed"), done.stderr[-2000:]


@pytest.mark.timeout(60)
def test_a_page_of_thousands_of_lines_is_a_drawing_and_takes_no_longer_for_them() -> None:
    chance = random.Random(7)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4)
        for _ in range(1_900):
            canvas.drawString(chance.uniform(0, 560), chance.uniform(0, 830), str(chance.randint(0, 99_999)))
        for _ in range(3_000):
            canvas.rect(chance.uniform(0, 500), chance.uniform(0, 800), chance.uniform(10, 90), chance.uniform(10, 30))

    document = read_pdf(pdf(page), "drawing.pdf")
    assert not any(block.table for block in document.blocks)
