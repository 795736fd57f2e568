"""Lines in reading order to paragraphs, headings, list items, captions, footnotes and key figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.model import BlockKind
from kgbuild.read.cells import is_unit
from kgbuild.read.pdf.lines import BULLET, ORDINAL, Line, is_value

_CAPTION = re.compile(r"^(?:table|figure|fig\.|chart|graph|exhibit|diagram)\s*[A-Z]?\d+", re.IGNORECASE)
_ENDS = (".", "!", "?", ":", ";", "。")
_BIG = 1.45
#: A number with what stands behind it; a year or a chapter's number is told from it by that.
_FIGURE = re.compile(r"^(?:(?:[A-Z]{2,3}|[A-Z]{0,2}[$€£¥])\s?)?[<>~+–-]?\d[\d,.]*\s?(\D.*)$")
_OUT_OF = re.compile(r"^(?:out of|/|of)\s?\d+$")
_UNIT_LIKE = re.compile(r"^\S*[a-z][A-Z]\S*$|^[A-Z]{2,4}[a-z]?$")
_NO_LABEL = (BlockKind.KEY_FIGURE, BlockKind.CHART, BlockKind.LIST_ITEM, BlockKind.TABLE)
_SHORT = 24
_STAR = re.compile(r"^[*†‡§]+\d?$")
_LEAD = re.compile(
    r"^(?:over|(?:more|less|fewer) than|up to|nearly|almost|around|about|approximately|committed to|c\.|[~><])$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Group:
    """Lines that make one block."""

    kind: BlockKind
    lines: list[Line]

    @property
    def left(self) -> float:
        """Left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Right edge."""
        return max(line.right for line in self.lines)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return min(line.bottom for line in self.lines)

    @property
    def top(self) -> float:
        """Upper edge."""
        return max(line.top for line in self.lines)

    @property
    def size(self) -> float:
        """Height of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """All of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        """Its words, lines parted by spaces."""
        return " ".join(line.text for line in self.lines)


def groups_of(column: Sequence[Line], body: float, page_height: float) -> list[Group]:
    """The blocks of one column of lines, top to bottom."""
    right = max((line.right for line in column), default=0.0)
    groups: list[Group] = []
    for line in column:
        if groups and _continues(groups[-1], line, right):
            groups[-1].lines.append(line)
        else:
            groups.append(Group(BlockKind.PARAGRAPH, [line]))
    for group in groups:
        group.kind = _kind(group, body, page_height)
    return groups


def _continues(group: Group, line: Line, right: float) -> bool:
    last = group.lines[-1]
    step = last.bottom - line.bottom
    low, high = min(last.size, line.size), max(last.size, line.size)
    if abs(step) < 0.3 * low:
        return False
    if step < 0 or high > 1.18 * low or step > 2.1 * low:
        return False
    if len(group.lines) > 1:
        leading = group.lines[-2].bottom - last.bottom
        if leading > 0 and step > 1.25 * leading:
            return False
    if _opens_item(line):
        return False
    if line.bold != last.bold and (last.bold or len(line.text) < 60):
        return _same_paragraph_weight(group, line, right)
    if min(last.right, line.right) - max(last.left, line.left) <= 0:
        return False
    item = _opens_item(group.lines[0])
    if is_value(last.text) and is_value(line.text):
        return False
    text = last.text
    first = line.words[0]
    fits = last.right + 0.3 * last.size + first.right - first.left < right - 0.5 * last.size
    ended = text.endswith(_ENDS) and fits
    if ended and not line.text[:1].islower():
        return False
    if item:
        return line.left > group.lines[0].left - 2
    indent = line.left - group.lines[0].left
    return not (indent > 1.2 * low and len(group.lines) > 1 and text.endswith(_ENDS))


def _same_paragraph_weight(group: Group, line: Line, right: float) -> bool:
    """A line of another weight goes on a paragraph where the words before it are left open."""
    last = group.lines[-1]
    if last.text.endswith(_ENDS):
        return False
    return line.text[:1].islower() or (not last.bold and last.right > right - 4 * last.size)


def _opens_item(line: Line) -> bool:
    first = line.words[0].text
    return bool(len(line.words) > 1 and 0 not in line.notes and (BULLET.match(first) or ORDINAL.match(first)))


def _kind(group: Group, body: float, page_height: float) -> BlockKind:
    first = group.lines[0]
    text = group.text
    if first.turned:
        return BlockKind.CHART
    if _STAR.match(first.words[0].text) and len(first.words) > 1 and group.size < 1.2 * body:
        return BlockKind.FOOTNOTE
    if 0 in first.notes and len(text) > 12 and group.size <= 1.02 * body:
        return BlockKind.FOOTNOTE
    if _CAPTION.match(text) and len(text) < 200:
        return BlockKind.CAPTION
    if group.size > _BIG * body and (is_value(text) or _is_figure(text)):
        return BlockKind.KEY_FIGURE
    if is_value(text):
        return BlockKind.CHART
    numbered = group.bold and len(text) < 140 and len(group.lines) < 3 and ORDINAL.match(first.words[0].text)
    if numbered and not text.endswith((".", ";", ",")):
        return BlockKind.HEADING
    if _opens_item(first) and group.size < 1.3 * body:
        return BlockKind.LIST_ITEM
    if _is_heading(group, text, body):
        return BlockKind.HEADING
    if group.size < 0.86 * body and group.top < 0.2 * page_height and len(text) > 40:
        return BlockKind.FOOTNOTE
    return BlockKind.PARAGRAPH


def _is_figure(text: str) -> bool:
    """Whether a short line in large type is a number with its unit ("10.6 MWp", "94.2 out of 100")."""
    match = _FIGURE.match(text)
    if match is None or len(text) > 30:
        return False
    unit = match.group(1)
    return is_unit(unit) or bool(_OUT_OF.match(unit) or _UNIT_LIKE.match(unit))


def _is_heading(group: Group, text: str, body: float) -> bool:
    if len(group.lines) > 4 or len(text) > 160 or not any(letter.isalpha() for letter in text):
        return False
    if is_value(text):
        return False
    if group.size >= 1.18 * body:
        return len(group.lines) <= 2 or group.size >= 1.35 * body
    if text.endswith((".", ";", ",")) and not re.match(r"^\d", text):
        return False
    if group.bold and group.size >= 0.9 * body:
        return len(group.lines) <= 3 and text[:1].upper() == text[:1]
    return False


def level_of(group: Group, sizes: Sequence[float]) -> int:
    """Depth of a heading: by the rank of its size among the sizes that headings of the report have."""
    return 1 + sum(1 for size in sizes if size > group.size * 1.06)


def heading_sizes(groups: Sequence[Group]) -> list[float]:
    """The distinct sizes of headings, largest first."""
    made: list[float] = []
    for size in sorted((group.size for group in groups if group.kind is BlockKind.HEADING), reverse=True):
        if not made or made[-1] > size * 1.06:
            made.append(size)
    return made


def key_figures(groups: list[Group], body: float) -> list[Group]:
    """Big numbers joined with the label beside or below them."""
    made = list(groups)
    for group in groups:
        if group.kind is not BlockKind.KEY_FIGURE:
            continue
        label = _label(group, made)
        if label is not None:
            made.remove(label)
            group.lines = group.lines + label.lines
            more = _more(label, group, made)
            if more is not None:
                made.remove(more)
                group.lines = group.lines + more.lines
        lead = _lead(group, made)
        if lead is not None:
            made.remove(lead)
            group.lines = lead.lines + group.lines
    return made


def _more(label: Group, figure: Group, groups: Sequence[Group]) -> Group | None:
    """What goes on a short label ("of employees") right below it, in smaller or lighter letters."""
    if len(label.text) > _SHORT or label.text.endswith(_ENDS):
        return None
    for group in groups:
        if (
            group is figure
            or group.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING)
            or group.size > 1.1 * label.size
        ):
            continue
        across = min(label.right, group.right) - max(label.left, group.left)
        below = label.bottom - group.top
        if across > 0.5 * (label.right - label.left) and -0.3 * label.size < below < 0.8 * group.size:
            return group
    return None


def _lead(figure: Group, groups: Sequence[Group]) -> Group | None:
    """The words right above a big number that qualify it ("Over", "Committed to")."""
    for group in groups:
        if group is figure or group.kind is BlockKind.KEY_FIGURE or not _LEAD.match(group.text):
            continue
        above = group.bottom - figure.lines[0].top
        across = min(figure.right, group.right) - max(figure.left, group.left)
        if across > 0 and -0.6 * figure.size < above < 0.8 * figure.size:
            return group
    return None


def _label(figure: Group, groups: Sequence[Group]) -> Group | None:
    best: tuple[float, Group] | None = None
    for group in groups:
        if group is figure or group.kind in _NO_LABEL or group.size > figure.size * 0.95:
            continue
        if len(group.text) > 220 or is_value(group.text):
            continue
        across = min(figure.right, group.right) - max(figure.left, group.left)
        below = figure.bottom - group.top
        beside = group.left - figure.right
        level = min(figure.top, group.top) - max(figure.bottom, group.bottom)
        above = group.bottom - figure.top
        if level > 0 and -1 < beside < 1.5 * figure.size:
            distance = max(beside, 0) * 0.8
        elif (
            across > 0.3 * min(figure.right - figure.left, group.right - group.left)
            and -0.7 * figure.size < below < 1.6 * figure.size
        ):
            distance = max(below, 0)
        elif (
            across > 0.3 * min(figure.right - figure.left, group.right - group.left)
            and -0.3 * figure.size < above < 0.9 * figure.size
        ):
            distance = max(above, 0) + figure.size
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, group)
    return best[1] if best else None
