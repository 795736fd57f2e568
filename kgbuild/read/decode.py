"""Bytes of a text file to its characters, and nothing changed."""

from __future__ import annotations

import codecs

from kgbuild.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = ((b"%PDF", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"))


def decoded(data: bytes, name: str) -> str:
    """The characters of a text file: UTF-8, or UTF-16 with its mark. A byte order mark stays the first character.

    Raises:
        ReadError: the file is empty, binary or in another encoding.
    """
    if not data.strip():
        raise ReadError("is empty", where=name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(f"is {kind} and no text", where=name)
    encoding = next((known for mark, known in _MARKS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"is not {encoding.upper()} text (byte {error.start})", where=name) from None
    if "\x00" in text:
        raise ReadError("is binary and no text", where=name)
    if not any(char.isalnum() for char in text):
        raise ReadError("holds no words", where=name)
    return text
