"""Text and Markdown, plain or out of a PDF, as a `Document`.

The bytes are decoded (and nothing else: offsets are those of the file's code points), cut into pieces line by line,
and the pieces become blocks.
"""

from __future__ import annotations

import hashlib

from kgbuild.model import Document
from kgbuild.read.blocks import blocks_of
from kgbuild.read.decode import decoded
from kgbuild.read.markup import vocabulary
from kgbuild.read.metadata import metadata_of

READER = "kgbuild-text/1"


def read_text(data: bytes, name: str) -> Document:
    """The document in a text or Markdown file.

    Raises:
        ReadError: it is empty, or no text in a known encoding.
    """
    text = decoded(data, name)
    blocks = blocks_of(text, vocabulary(text))
    return Document(
        name=name,
        text=text,
        blocks=tuple(blocks),
        media_type="text/markdown" if name.lower().endswith(".md") else "text/plain",
        file_sha256=hashlib.sha256(data).hexdigest(),
        reader=READER,
        metadata=metadata_of(blocks),
    )
