"""The report as a PDF: one page of content on one page of paper, the same bytes every time."""

from __future__ import annotations

import html
import io
import re

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Frame, Paragraph, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from samples.model import (
    Block,
    Bullets,
    Contents,
    Cover,
    Divider,
    Figures,
    Heading,
    Page,
    Para,
    Report,
    Table,
    unmarked,
)

WIDTH, HEIGHT = A4
MARGIN = 56.0
#: Height of the columns on a page with several.
COLUMN = 330.0
INK = colors.HexColor("#143642")
TEAL = colors.HexColor("#0f8b8d")
PALE = colors.HexColor("#dcefee")
#: A font that every PDF viewer knows by name, so that no font file is needed.
CHINESE = "STSong-Light"
_CHINESE_WORDS = re.compile(r"[\u3000-\u9fff\uff00-\uffef]+")

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10, leading=14, spaceAfter=7, textColor=INK)
HEADINGS = {
    1: ParagraphStyle("h1", BODY, fontName="Helvetica-Bold", fontSize=20, leading=25, spaceAfter=10, textColor=TEAL),
    2: ParagraphStyle("h2", BODY, fontName="Helvetica-Bold", fontSize=13, leading=17, spaceBefore=6, spaceAfter=5),
}
BULLET = ParagraphStyle("bullet", BODY, leftIndent=14, bulletIndent=3, spaceAfter=3)
NUMBER = ParagraphStyle(
    "number", BODY, fontName="Helvetica-Bold", fontSize=20, leading=24, textColor=TEAL, spaceAfter=0
)
LABEL = ParagraphStyle("label", BODY, fontSize=9, leading=11)
CENTRED = ParagraphStyle("centred", BODY, fontSize=16, leading=26, alignment=TA_CENTER)


def _inline(text: str) -> str:
    plain = html.escape(unmarked(text)[0], quote=False)
    plain = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", plain)
    plain = re.sub(r"\*(.+?)\*", r"<i>\1</i>", plain)
    return _CHINESE_WORDS.sub(lambda match: f'<font name="{CHINESE}">{match.group()}</font>', plain)


def _table(block: Table) -> list[Flowable]:
    cell = ParagraphStyle("cell", BODY, fontSize=block.size, leading=block.size + 2, spaceAfter=0)
    head = ParagraphStyle("head", cell, fontName="Helvetica-Bold")
    caption: list[Flowable] = [Paragraph(f"<b>{_inline(block.caption)}</b>", cell)] if block.caption else []
    rows = []
    for number, row in enumerate(block.rows):
        style = head if number < block.heads else cell
        rows.append([Paragraph(_inline(item.text.strip()), _indented(style, item.text)) for item in row])
    look = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
    )
    if block.ruled:
        look.add("GRID", (0, 0), (-1, -1), 0.4, TEAL)
        look.add("BACKGROUND", (0, 0), (-1, block.heads - 1), PALE)
    grid = Grid(rows, colWidths=list(block.widths), repeatRows=block.heads, hAlign="LEFT", style=look)
    return [Spacer(0, 3), *caption, grid, Spacer(0, 8)]


def _indented(style: ParagraphStyle, text: str) -> ParagraphStyle:
    depth = len(text) - len(text.lstrip())
    return ParagraphStyle("indented", style, leftIndent=5.0 * depth) if depth else style


def _figures(block: Figures) -> list[Flowable]:
    first, second = (LABEL, NUMBER) if block.label_first else (NUMBER, LABEL)
    cells = [[Paragraph(_inline(one), first), Paragraph(_inline(two), second)] for one, two in block.items]
    return [Grid([cells], colWidths=[160] * len(cells), hAlign="LEFT"), Spacer(0, 6)]


def _contents(block: Contents) -> list[Flowable]:
    rows = []
    for title, page, inner in block.entries:
        style = ParagraphStyle("entry", BODY, leftIndent=16 if inner else 0, spaceAfter=0)
        weight = title if inner else f"<b>{title}</b>"
        rows.append([Paragraph(weight, style), Paragraph(f"{page:02d}", style)])
    return [Grid(rows, colWidths=[400, 50], hAlign="LEFT")]


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading(text, level):
            return [Paragraph(_inline(text), HEADINGS[level])]
        case Para(text):
            return [Paragraph(_inline(text), BODY)]
        case Bullets(items):
            return [Paragraph(_inline(item), BULLET, bulletText="•") for item in items]
        case Figures():
            return _figures(block)
        case Table():
            return _table(block)
        case Contents():
            return _contents(block)
        case Divider(number, title, sections):
            names: list[Flowable] = [Paragraph(_inline(name), BODY) for name in sections]
            return [Paragraph(number, NUMBER), Paragraph(_inline(title), HEADINGS[1]), *names, Spacer(0, 10)]
        case Cover(lines):
            shown: list[Flowable] = [Paragraph(_inline(line), CENTRED) for line in lines]
            return [Spacer(0, 180), *shown]


def _draw(canvas: Canvas, page: Page) -> None:
    if page.label is not None:
        canvas.setFont("Helvetica", 8)
        canvas.setFillColor(INK)
        canvas.drawString(MARGIN, HEIGHT - 34, "Lumen Harbour Holdings Limited")
        canvas.drawRightString(WIDTH - MARGIN, HEIGHT - 34, "Environmental, Social and Governance Report 2023")
        canvas.drawCentredString(WIDTH / 2, 28, f"{page.label:02d}")
    gap = 18.0
    width = (WIDTH - 2 * MARGIN - gap * (page.columns - 1)) / page.columns
    height = HEIGHT - 96 if page.columns == 1 else COLUMN
    waiting = [flowable for block in page.blocks for flowable in _flowables(block)]
    for column in range(page.columns):
        left = MARGIN + column * (width + gap)
        frame = Frame(
            left, HEIGHT - 48 - height, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        while waiting and frame.add(waiting[0], canvas):
            waiting.pop(0)
        if waiting and column + 1 < page.columns:
            parts = frame.split(waiting[0], canvas)
            if len(parts) > 1 and frame.add(parts[0], canvas):
                waiting[0:1] = parts[1:]
    if waiting:
        raise ValueError(f"page {page.label} holds more than fits on it")


def render(report: Report) -> bytes:
    """The PDF. Streams are not compressed, so that the bytes do not depend on a compression library.

    Raises:
        ValueError: a page holds more than fits on it.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(CHINESE))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, pageCompression=0, lang="en")
    canvas.setTitle(report.title)
    canvas.setAuthor(report.author)
    for page in report.pages:
        _draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return made.getvalue()
