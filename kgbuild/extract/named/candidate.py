"""A stretch of a text that may be a name, with the brackets after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from kgbuild.extract.named import cues
from kgbuild.extract.named.units import Stretch, Unit
from kgbuild.model import BlockKind

QUOTED = re.compile(
    r"“([^“”]{2,180})”|(?<!\w)\"([^\"“”]{2,180})\"|「([^」]{2,80})」|《([^》]{2,80})》|"
    r"«\s*([^»]{2,180}?)\s*»|(?<!\w)‘([A-Z][^‘’]{2,150})’(?!\w)|"
    r"(?<![\w'])'([A-Z](?:[^'\n]|(?<=\w)'(?=\w)){2,150})'(?!\w)"
)
BRACKET = re.compile(r"\s*[(（]([^()（）]{1,120})[)）]")
EDGE = " ,.;:!?'\"“”‘’「」《》«»*_•·–—-/"
NAME_LIMIT = 180


class Form(StrEnum):
    """How a name is set off from the words around it."""

    QUOTED = "quoted"
    ITALIC = "italic"
    CAPITAL = "capital"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a unit that may be a name; `aliases` stand in brackets after it."""

    start: int
    end: int
    text: str
    form: Form
    aliases: tuple[str, ...] = ()
    #: Where the brackets after it end.
    close: int = 0

    @property
    def after(self) -> int:
        """Where the words after it and its brackets begin."""
        return max(self.end, self.close)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without signs and spaces at its ends; a quotation mark that has its partner inside stays."""
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    inner = text[start:end]
    if start and text[start - 1] in '"“' and (inner.count('"') % 2 or inner.count("”") > inner.count("“")):
        start -= 1
    return start, end


def bracketed(text: str, candidate: Candidate, stretch: Stretch) -> Candidate:
    """The name with the brackets that follow it: kept as part of it ("(Draft)") or read as aliases ("(the “X”)")."""
    at = candidate.end
    while at < len(text) and text[at] in "”\"’'」》»*,":
        at += 1
    aliases: list[str] = []
    end = candidate.end
    for _ in range(3):
        match = BRACKET.match(text, at, stretch.end)
        if match is None:
            break
        inner = match.group(1).strip()
        if _qualifies(inner) and at == end:
            end = match.end()
        else:
            aliases += alias_in(inner)
        at = match.end()
    close = at if aliases or end != candidate.end else 0
    return replace(candidate, end=end, text=text[candidate.start : end], aliases=tuple(aliases), close=close)


def _qualifies(inner: str) -> bool:
    words = inner.lower().replace("’", "'").split()
    if not words:
        return False
    return (
        len(words) <= 6
        and inner[0].isalnum()
        and not inner.isupper()
        and any(w in cues.folded_set("grammar", "qualifiers") for w in words)
    )


def alias_in(inner: str) -> list[str]:
    """Other names in brackets: quoted ones, an acronym, a Chinese name."""
    quoted = [next(g for g in match.groups() if g is not None) for match in QUOTED.finditer(inner)]
    if quoted:
        return [alias.strip(EDGE) for alias in quoted if alias.strip(EDGE)]
    bare = re.sub(
        r"^(?:the|or|i\.e\.|hereinafter|hereafter|abbreviated as|referred to as)\s+", "", inner.strip()
    ).strip(EDGE)
    if (
        re.fullmatch(
            r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z&/-]*(?:['’]?s)?|"
            r"[A-Z]{2,}[A-Z0-9&/ -]*",
            bare,
        )
        and len(bare) <= 12
    ):
        return [bare]
    if re.search(r"[\u4e00-\u9fff]", bare) and len(bare) <= 40:
        return [bare]
    return []


def whole(unit: Unit) -> Candidate | None:
    """The whole unit as one candidate: a heading, a table cell, a list item."""
    start, end = trimmed(unit.text, 0, len(unit.text))
    if not 2 <= end - start <= NAME_LIMIT:
        return None
    return Candidate(start, end, unit.text[start:end], Form.WHOLE)


def standing_alone(unit: Unit) -> bool:
    """Whether the unit is no running text: a heading, caption, list item or table cell."""
    return unit.kind in (BlockKind.HEADING, BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.CAPTION)
