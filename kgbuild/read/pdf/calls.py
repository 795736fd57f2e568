"""The few functions of pdfium that are called once a word or once a drawn object, bound without ctypes' conversions.

pypdfium2's own bindings convert each argument to the type the header declares, and give the global lock away and take
it back for each call; for calls of less than a microsecond that is half the time. Here addresses go in as plain
integers and the lock is kept. Everything called once a page goes through pypdfium2's bindings.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw


def _bound(function: Any, *arguments: type[Any], result: type[Any] = ctypes.c_int) -> Callable[..., int]:
    return ctypes.PYFUNCTYPE(result, *arguments)(address_of(function))


def address_of(pointer: Any) -> int:
    """The address that a ctypes pointer or function stands for."""
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0


class FloatBox:
    """Four floats that pdfium writes to; `EDGES(box.floats)` reads them."""

    def __init__(self) -> None:
        self.floats = (ctypes.c_float * 4)()
        self.address = ctypes.addressof(self.floats)
        #: The addresses of the four, for functions that take a pointer each.
        self.addresses = tuple(self.address + 4 * k for k in range(4))


#: The four floats in the order that pdfium wrote them: a character's loose box is left, top, right, bottom.
EDGES: Callable[[ctypes.Array[ctypes.c_float]], tuple[float, ...]] = struct.Struct("4f").unpack_from
#: (text page, index of a character, address of a `FloatBox`): its loose box; 0 where it has none.
LOOSE_BOX = _bound(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
#: (text page, index of a character): the weight of its font, -1 where that is not known.
CHAR_WEIGHT = _bound(raw.FPDFText_GetFontWeight, ctypes.c_void_p, ctypes.c_int)
#: (page, index): the address of a drawn object.
PAGE_OBJECT = _bound(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int, result=ctypes.c_void_p)
#: (object): what kind it is.
OBJECT_TYPE = _bound(raw.FPDFPageObj_GetType, ctypes.c_void_p)
#: (path object): how many segments it has.
PATH_SEGMENTS = _bound(raw.FPDFPath_CountSegments, ctypes.c_void_p)
#: (object, addresses of left, bottom, right, top): its rectangle; 0 where it has none.
OBJECT_BOUNDS = _bound(raw.FPDFPageObj_GetBounds, ctypes.c_void_p, *[ctypes.c_void_p] * 4)
