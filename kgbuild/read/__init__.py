"""Reading: a report's bytes into a `Document`; the suffix says which reader.

`read` is the published reader: auditing uses nothing else to find words again.
"""

from __future__ import annotations

from pathlib import Path

from kgbuild.errors import ReadError
from kgbuild.model import Document
from kgbuild.read.text import read_text

SUFFIXES = (".pdf", ".txt", ".md", ".html")


def read(path: Path) -> Document:
    """The document in a report file.

    Raises:
        ReadError: the file cannot be read, is of no known kind, is empty, encrypted or broken.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(error.strerror or "cannot be read", where=path) from None
    suffix = path.suffix.lower()
    if suffix in (".txt", ".md"):
        return read_text(data, path.name)
    if suffix == ".pdf":
        from kgbuild.read.pdf import read_pdf

        return read_pdf(data, path.name)
    if suffix in (".html", ".htm", ".xhtml"):
        from kgbuild.read.html import read_html

        return read_html(data, path.name)
    raise ReadError(f"is none of {', '.join(SUFFIXES)}", where=path)
