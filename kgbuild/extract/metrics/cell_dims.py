"""The breakdown of a table cell: what its headers name, and the scope whose rows it stands among."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.extract.metrics.dims import Dim
from kgbuild.extract.metrics.heads import Head, plain

_ORDER = re.compile(r"(?i)^(?:\(?(?:cat(?:egory)?\.?\s*)?\d{1,2}\)?[.:)]?\s*[-–—:]?\s*)")


def dims_of(heads: Sequence[Head], group: str | None = None) -> tuple[Dim, ...]:
    """Breakdowns that headers name, the innermost of an axis in a row winning over an outer one.

    `group` is the scope whose rows the cell stands among, though no header of it says so.
    """
    found: dict[str, str] = {}
    for head in heads:
        for dim in head.dims:
            if head.role == "member" or dim.axis not in found or dim.axis == "scope":
                found[dim.axis] = dim.member
    if group is not None:
        found["scope"] = group
    inner = [head for head in heads if head.row and head.role == "label"][-1:]
    if (
        found.get("scope") == "3"
        and "category" not in found
        and inner
        and (group is not None or not any(dim.axis == "scope" for dim in inner[0].dims))
    ):
        found["category"] = _ORDER.sub("", plain(inner[0].text)) or plain(inner[0].text)
    return tuple(Dim(axis, member) for axis, member in sorted(found.items()))
