"""HTML as a tree that knows where in the file everything stands.

Not a validating parser: tags that are left open are closed as browsers do for paragraphs, items, rows and cells, and
whatever is no tag is text. Every step moves forward, so that the cost grows with the file alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgbuild.read.wording import word_set

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:._-]*)")
_REST = re.compile(r"(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))|([a-zA-Z_:][\w:.-]*)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?")
#: How long a tag may be; and how many characters may be looked through in vain before only short tags are believed.
LONGEST_TAG = 1_000_000
SHORT_TAG = 2000
PATIENCE = 3_000_000
DEEPEST = 150
VOID = word_set("area base br col embed hr img input link meta param source track wbr")
RAW = frozenset(["script", "style", "textarea", "title", "noscript", "template", "svg", "math"])
#: What a tag closes when it comes while one of these is open, and what it does not look beyond.
_CLOSES = {
    "li": (frozenset(["li"]), frozenset(["ul", "ol"])),
    "dt": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "dd": (frozenset(["dt", "dd"]), frozenset(["dl"])),
    "tr": (frozenset(["tr", "td", "th"]), frozenset(["table"])),
    "td": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "th": (frozenset(["td", "th"]), frozenset(["tr", "table"])),
    "tbody": (frozenset(["thead", "tbody", "tr", "td", "th"]), frozenset(["table"])),
    "option": (frozenset(["option"]), frozenset(["select"])),
}
_ENDS_PARAGRAPH = word_set("p div table ul ol dl h1 h2 h3 h4 h5 h6 section hr pre")
_TABLE_TAGS = word_set("table tr tbody thead tfoot td th body html")


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they stand, or one entity with what it means: `text` and where it begins."""

    text: str
    start: int


@dataclass(slots=True)
class Node:
    """An element: its name in lower case, its attributes, what is in it, where its tag begins."""

    name: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | Text] = field(default_factory=list)

    def style(self, *words: str) -> bool:
        """Whether its inline style holds all of the words, white space aside."""
        style = "".join(self.attributes.get("style", "").lower().split())
        return bool(style) and all(word in style for word in words)

    def nodes(self) -> Iterator[Node]:
        """The elements below it, itself first, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]


def parse(text: str) -> Node:
    """The tree of an HTML file."""
    root = Node("#root", 0)
    open_ = [root]
    at = 0
    patience = PATIENCE
    while at < len(text):
        sign = text.find("<", at)
        if sign < 0:
            _put_text(open_[-1], text, at, len(text))
            break
        if sign > at:
            _put_text(open_[-1], text, at, sign)
        longest = LONGEST_TAG if patience > 0 else SHORT_TAG
        at = _tag_at(text, sign, open_, longest)
        if at == sign + 1:
            patience -= min(longest, len(text) - at)
    return root


def _put_text(node: Node, text: str, start: int, end: int) -> None:
    at = start
    for entity in _ENTITY.finditer(text, start, end):
        if entity.start() > at:
            node.children.append(Text(text[at : entity.start()], at))
        meant = html.unescape(entity.group())
        short = meant if len(meant) <= len(entity.group()) else entity.group()
        node.children.append(Text(short, entity.start()))
        at = entity.end()
    if at < end:
        node.children.append(Text(text[at:end], at))


def _tag_at(text: str, at: int, open_: list[Node], longest: int) -> int:
    """Take in what begins at a "<"; where it ends."""
    if text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        return len(text) if end < 0 else end + 3
    if text.startswith(("<!", "<?"), at):
        end = text.find(">", at)
        return len(text) if end < 0 else end + 1
    tag = _TAG.match(text, at)
    rest = _REST.match(text, tag.end(), min(len(text), tag.end() + longest)) if tag else None
    if tag is None or rest is None:
        open_[-1].children.append(Text("<", at))
        return at + 1
    name = tag.group("name").lower()
    if tag.group("close"):
        _close(open_, name)
        return rest.end()
    _make_room(open_, name)
    node = Node(name, at, _attributes(rest.group()))
    open_[-1].children.append(node)
    if name in RAW:
        return _behind_raw(text, rest.end(), name)
    if name not in VOID and not rest.group().endswith("/>") and len(open_) < DEEPEST:
        open_.append(node)
    return rest.end()


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        if match.group(1):
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found.setdefault(match.group(1).lower(), html.unescape(value))
    return found


def _behind_raw(text: str, at: int, name: str) -> int:
    end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, at)
    return end.end() if end else at


def _close(open_: list[Node], name: str) -> None:
    for depth in range(len(open_) - 1, 0, -1):
        if open_[depth].name == name:
            del open_[depth:]
            return
        if open_[depth].name in ("td", "th", "table") and name not in _TABLE_TAGS:
            return


def _make_room(open_: list[Node], name: str) -> None:
    """Close what a tag that comes next ends."""
    if name in _ENDS_PARAGRAPH:
        closes, stops = frozenset(["p"]), frozenset(["td", "th", "table", "div", "li"])
    elif name in _CLOSES:
        closes, stops = _CLOSES[name]
    else:
        return
    lowest = None
    for depth in range(len(open_) - 1, 0, -1):
        if open_[depth].name in closes:
            lowest = depth
        elif open_[depth].name in stops:
            break
    if lowest is not None:
        del open_[lowest:]
