from __future__ import annotations

from reportlab.pdfgen.canvas import Canvas

from kgbuild.model import Block, BlockKind, Document
from kgbuild.read.pdf import read_pdf
from tests.read_pdf.making import HEIGHT, PROSE, WIDTH, paragraph, pdf, words


def kinds(document: Document, kind: BlockKind) -> list[Block]:
    return [block for block in document.blocks if block.kind is kind]


def test_one_column_is_one_paragraph_with_whole_words() -> None:
    document = read_pdf(pdf(lambda c: _columns(c, 1)), "one.pdf")
    assert [block.text for block in document.blocks] == [PROSE]


def test_two_columns_are_read_one_after_the_other() -> None:
    document = read_pdf(pdf(lambda c: _columns(c, 2)), "two.pdf")
    assert [block.text for block in document.blocks] == [f"{PROSE} End 1.", f"{PROSE} End 2."]


def test_three_columns_under_a_title_over_all_of_them() -> None:
    def page(canvas: Canvas) -> None:
        words(
            canvas,
            "How the halls of Lumen Harbour are run, and by whom they are looked after",
            50,
            760,
            14,
            "Helvetica-Bold",
        )
        _columns(canvas, 3)

    document = read_pdf(pdf(page), "three.pdf")
    assert [block.kind for block in document.blocks] == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 3]
    assert [block.text[-6:] for block in document.blocks[1:]] == ["End 1.", "End 2.", "End 3."]
    assert all(block.section == (document.blocks[0].text,) for block in document.blocks[1:])


def _columns(canvas: Canvas, count: int) -> None:
    gutter = 24
    width = (WIDTH - 100 - gutter * (count - 1)) / count
    # The right column is drawn first: the order on the page counts, not the order in the file.
    for k in reversed(range(count)):
        text = PROSE if count == 1 else f"{PROSE} End {k + 1}."
        paragraph(canvas, text, 50 + k * (width + gutter), 730, width)


def test_a_word_cut_at_a_line_end_is_whole_in_the_words_and_cut_in_the_evidence() -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "The board decides what is deter-", 72, 700)
        words(canvas, "mined in each climate-", 72, 688)
        words(canvas, "related review of the climate and of related risks.", 72, 676)

    block = read_pdf(pdf(page), "cut.pdf").blocks[0]
    document = read_pdf(pdf(page), "cut.pdf")
    assert "is determined in each climate-related review" in block.text
    at = block.text.index("determined")
    assert document.quote(block.words.source(at, at + len("determined"))).replace("\n", "") == "deter-mined"


def test_raised_marks_are_notes_and_not_digits() -> None:
    def page(canvas: Canvas) -> None:
        for y, text, mark, rest in (
            (700, "Scope 1", "15", " emissions fell again this year"),
            (680, "Turnover of 0.7", "3", " million on 120 m"),
        ):
            line = canvas.beginText(72, y)
            line.setFont("Helvetica", 10)
            line.textOut(text)
            line.setFont("Helvetica", 6)
            line.setRise(4)
            line.textOut(mark)
            line.setRise(0)
            line.setFont("Helvetica", 10)
            line.textOut(rest)
            if text.startswith("Turnover"):
                line.setFont("Helvetica", 6)
                line.setRise(4)
                line.textOut("2")
            canvas.drawText(line)

    document = read_pdf(pdf(page), "marks.pdf")
    text = " ".join(block.text for block in document.blocks)
    notes = [mark.value for block in document.blocks for mark in block.words.marks if mark.kind == "note"]
    assert "Scope 1 emissions fell" in text
    assert "0.7 million on 120 m2" in text
    assert notes == ["15", "3"]


def test_a_number_grouped_by_spaces_stays_one_and_two_numbers_stay_two() -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "Energy use was 39 430 MWh in all halls.", 72, 700)

    assert "39 430 MWh" in read_pdf(pdf(page), "n.pdf").blocks[0].text


def test_running_headers_footers_tabs_and_page_numbers_are_kept_apart() -> None:
    def page(number: int) -> object:
        def draw(canvas: Canvas) -> None:
            words(canvas, "Lumen Harbour Holdings Limited", 60, HEIGHT - 30, 8)
            words(canvas, "About us", 300, HEIGHT - 30, 8)
            words(canvas, f"Report {number} text that is the page's own.", 72, 600)
            words(canvas, "Sustainability report", 60, 25, 8)
            words(canvas, str(number), 500, 25, 8)

        return draw

    document = read_pdf(pdf(*[page(number) for number in range(5, 11)]), "running.pdf")  # type: ignore[arg-type]
    assert len(kinds(document, BlockKind.FURNITURE)) == 6 * 4
    assert len(kinds(document, BlockKind.PARAGRAPH)) == 6


def test_a_big_number_and_its_label_are_one_block() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 60, 800, 480)
        words(canvas, "38%", 80, 600, 30, "Helvetica-Bold")
        words(canvas, "of the fleet runs", 80, 585)
        words(canvas, "on electricity", 80, 573)
        words(canvas, "Over", 320, 628)
        words(canvas, "65,000", 320, 600, 30, "Helvetica-Bold")
        words(canvas, "trees planted", 320, 585)

    figures = kinds(read_pdf(pdf(page), "big.pdf"), BlockKind.KEY_FIGURE)
    assert [figure.text for figure in figures] == ["38% of the fleet runs on electricity", "Over 65,000 trees planted"]


def test_turned_text_and_lone_numbers_are_chart() -> None:
    def page(canvas: Canvas) -> None:
        paragraph(canvas, PROSE, 60, 800, 480)
        canvas.saveState()
        canvas.rotate(90)
        words(canvas, "Emissions", 300, -40)
        canvas.restoreState()
        for k, value in enumerate((120, 80, 40)):
            words(canvas, str(value), 80, 500 + 40 * k, 8)

    found = kinds(read_pdf(pdf(page), "chart.pdf"), BlockKind.CHART)
    assert sorted(block.text for block in found) == ["120", "40", "80", "Emissions"]


def test_list_items_keep_their_lines_and_captions_are_told() -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "Table 3: Water by site", 72, 720)
        words(canvas, "•", 72, 690)
        words(canvas, "First aid is trained twice a year in all halls, and the fire", 84, 690)
        words(canvas, "drill once a month.", 84, 678)
        words(canvas, "•", 72, 666)
        words(canvas, "Batteries are handled by trained people only.", 84, 666)

    document = read_pdf(pdf(page), "list.pdf")
    assert [block.kind for block in document.blocks] == [BlockKind.CAPTION, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert document.blocks[1].text.startswith("First aid")
    assert document.blocks[1].text.endswith("and the fire drill once a month.")


def test_bold_and_slanted_words_are_marked() -> None:
    def page(canvas: Canvas) -> None:
        line = canvas.beginText(72, 700)
        for font, text in (
            ("Helvetica", "The plan "),
            ("Helvetica-Bold", "Blue Harbour 2030 "),
            ("Helvetica", "follows the "),
            ("Helvetica-Oblique", "Water Code"),
        ):
            line.setFont(font, 10)
            line.textOut(text)
        canvas.drawText(line)

    words_ = read_pdf(pdf(page), "bold.pdf").blocks[0].words
    marked = {mark.kind: words_.text[mark.start : mark.end] for mark in words_.marks}
    assert marked == {"bold": "Blue Harbour 2030", "italic": "Water Code"}


def test_entries_of_a_contents_page_keep_their_page_numbers() -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "Contents", 72, 760, 18, "Helvetica-Bold")
        for k, (title, number) in enumerate((("About us", 3), ("Water", 8), ("People", 14), ("Index", 30))):
            words(canvas, title, 72, 700 - 20 * k)
            words(canvas, str(number), 500, 700 - 20 * k)

    found = kinds(read_pdf(pdf(page, lambda c: words(c, PROSE[:70], 72, 700)), "contents.pdf"), BlockKind.CONTENTS)
    assert [block.text for block in found] == ["About us 3", "Water 8", "People 14", "Index 30"]


def test_a_raised_mark_in_brackets_may_have_a_comma_behind_it() -> None:
    def page(canvas: Canvas) -> None:
        words(canvas, "Staff of the harbour", 72, 700)
        words(canvas, "(7),", 72 + canvas.stringWidth("Staff of the harbour", "Helvetica", 10), 704, size=6)
        words(canvas, "(8)", 72 + canvas.stringWidth("Staff of the harbour", "Helvetica", 10) + 11, 704, size=6)

    (block,) = read_pdf(pdf(page), "marks.pdf").blocks
    assert block.text.strip() == "Staff of the harbour"
    assert [mark.value for mark in block.words.marks] == ["7", "8"]
