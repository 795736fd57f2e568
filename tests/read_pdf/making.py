"""Small PDFs about a fictional company, made on the spot."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", parent=getSampleStyleSheet()["Normal"], fontName="Helvetica", fontSize=10, leading=12)
PROSE = (
    "Lumen Harbour runs its data halls on power from wind and sun where the grid offers it. Each site reports its use "
    "of water and energy every month, and the figures are checked by the internal audit team before they are added up. "
    "The people who look after the sites are trained twice a year in first aid and in the safe handling of batteries. "
    "Suppliers are asked to sign the code of conduct before their first order and are visited every third year."
)


def pdf(*pages: Callable[[Canvas], None]) -> bytes:
    """A PDF of pages, each drawn by a function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraph(canvas: Canvas, text: str, x: float, top: float, width: float, style: ParagraphStyle = BODY) -> float:
    """A paragraph of running text; the height it took."""
    item = Paragraph(text, style)
    _, height = item.wrap(width, HEIGHT)
    item.drawOn(canvas, x, top - height)
    return float(height)


def words(canvas: Canvas, text: str, x: float, y: float, size: float = 10, font: str = "Helvetica") -> None:
    """One line of text."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[object]],
    x: float,
    top: float,
    widths: Sequence[float],
    *commands: Any,
    ruled: bool = True,
) -> None:
    """A table, with rules around all cells or with none."""
    style: list[Any] = [
        ("FONTSIZE", (0, 0), (-1, -1), 9),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
        *commands,
    ]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    item = Table([list(row) for row in rows], colWidths=list(widths), style=TableStyle(style))
    _, height = item.wrap(WIDTH, HEIGHT)
    item.drawOn(canvas, x, top - height)
