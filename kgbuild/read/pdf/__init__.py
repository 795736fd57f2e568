"""Reading a PDF: pdfium's text of every page, and a layout of blocks and tables that points into it.

The text is fixed by pdfium and `textlayer`; everything else here only says which characters of it belong together.
"""

from __future__ import annotations

from kgbuild.read.pdf.reader import READER, read_pdf

__all__ = ["READER", "read_pdf"]
