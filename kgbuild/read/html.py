"""HTML reports, iXBRL among them, as a `Document` over the file itself.

`Document.text` is the decoded file with its tags, so that every span can be found again in the file as it is.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kgbuild.errors import ReadError
from kgbuild.model import Block, BlockKind, Document, Mark, Page, Table, Words
from kgbuild.read.headings import could_head
from kgbuild.read.htmltables import cells_of, is_layout
from kgbuild.read.keyfigures import join_key_figures
from kgbuild.read.markup import WordsMaker, put_raised
from kgbuild.read.metadata import metadata_of
from kgbuild.read.numberstyle import number_style_of
from kgbuild.read.pieces import Line, Piece, Shape
from kgbuild.read.tables import build_table
from kgbuild.read.tags import Node, Text, parse
from kgbuild.read.wording import joined, word_set

READER = "kgbuild-html/1"
_CHARSET = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = word_set("head script style noscript template ix:header nav title svg select button")
_BLOCKS = word_set(
    """
    address article aside blockquote body center dd div dl dt fieldset figure footer form header hr html li main
    ol p pre section summary details ul figcaption caption td th tr tbody thead tfoot h1 h2 h3 h4 h5 h6
    """
)
_KINDS = {"li": BlockKind.LIST_ITEM, "figcaption": BlockKind.CAPTION, "caption": BlockKind.CAPTION}
_SPACE = re.compile(r"\s\s+|[^\S ]")
MARKED = 4


def read_html(data: bytes, name: str) -> Document:
    """The document in an HTML file.

    Raises:
        ReadError: it is empty, binary, or not in the encoding it declares.
    """
    text = _decoded(data, name)
    walker = Walker(text)
    walker.walk(parse(text))
    blocks = walker.finished()
    if not blocks:
        raise ReadError("holds no words", where=name)
    pages = _pages(walker.breaks, len(text))
    if pages:
        starts = [page.start for page in pages]
        blocks = [replace(block, page=_page_index(starts, block.span.start)) for block in blocks]
    return Document(
        name=name,
        text=text,
        blocks=tuple(blocks),
        pages=pages,
        media_type="text/html",
        file_sha256=hashlib.sha256(data).hexdigest(),
        reader=READER,
        metadata=metadata_of(blocks),
        number_style=number_style_of(blocks),
    )


def _decoded(data: bytes, name: str) -> str:
    if not data.strip():
        raise ReadError("is empty", where=name)
    declared = _CHARSET.search(data[:4096])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif data.startswith(b"\xef\xbb\xbf") or declared is None:
        encoding = "utf-8"
    else:
        encoding = declared.group(1).decode("ascii")
    try:
        text = data.decode(
            "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else encoding
        )
    except (LookupError, UnicodeDecodeError):
        raise ReadError(f"is not {encoding} text", where=name) from None
    if "\x00" in text:
        raise ReadError("is binary and no HTML", where=name)
    return text


def _pages(breaks: list[int], size: int) -> tuple[Page, ...]:
    """Pages where the file breaks them itself; a few breaks are layout and no pages."""
    cuts = sorted(set(breaks))
    if len(cuts) < 3:
        return ()
    starts = [0, *cuts]
    return tuple(
        Page(index, start, end) for index, (start, end) in enumerate(zip(starts, [*cuts, size], strict=True), start=1)
    )


def _page_index(starts: list[int], offset: int) -> int:
    return bisect_right(starts, offset)


@dataclass(slots=True)
class Walker:
    """Goes through the tree in reading order and makes blocks of what it meets."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    maker: WordsMaker = field(default_factory=WordsMaker)
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marked: bool = False
    caption: Words | None = None

    def walk(self, root: Node) -> None:
        """Take in a whole file."""
        self.marked = sum(node.name in _HEADINGS for node in root.nodes()) >= MARKED
        self._children(root)
        self._flush()

    def finished(self) -> list[Block]:
        """The blocks, with key figures joined and all under their headings."""
        pieces = []
        for at, block in enumerate(self.blocks):
            plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
            pieces.append(Piece(Shape.TEXT if plain else Shape.RULE, [Line(at, at, 0, block.text)], 1))
        grouped, figures = join_key_figures(pieces)
        made: list[Block] = []
        for number, piece in enumerate(grouped):
            first = self.blocks[piece.lines[0].start]
            words = (
                joined(self.blocks[line.start].words for line in piece.lines) if len(piece.lines) > 1 else first.words
            )
            kind = BlockKind.KEY_FIGURE if number in figures else first.kind
            made.append(self._placed(replace(first, kind=kind, words=words)))
        return made

    def _placed(self, block: Block) -> Block:
        if block.kind is BlockKind.HEADING:
            while self.path and self.path[-1][0] >= block.level:
                self.path.pop()
            self.path.append((block.level, block.text))
        return replace(block, section=tuple(title for _, title in self.path))

    def _children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Text):
                put_text(self.maker, child)
            else:
                self._node(child)

    def _node(self, node: Node) -> None:
        if node.style("page-break-before:always") or node.style("break-before:page"):
            self.breaks.append(node.start)
        if node.name in _HIDDEN or node.style("display:none") or node.style("visibility:hidden"):
            return
        if node.name == "table":
            self._flush()
            self._table(node)
        elif node.name in _BLOCKS:
            self._flush()
            before = self.kind, self.level
            if node.name in _HEADINGS:
                self.kind, self.level = BlockKind.HEADING, _HEADINGS[node.name]
            elif node.name in _KINDS:
                self.kind, self.level = _KINDS[node.name], 1
            self._styled(node)
            self._flush()
            self.kind, self.level = before
        elif node.name == "br":
            self.maker.end_line(node.start)
        elif node.name == "sup":
            put_sup(self.maker, node)
        else:
            self._styled(node)
        if node.style("page-break-after:always") or node.style("break-after:page"):
            self._flush()
            self.breaks.append(_end(node))

    def _styled(self, node: Node) -> None:
        begin = self.maker.length
        maker = self.maker
        self._children(node)
        style = style_of(node)
        if style and maker is self.maker and self.maker.length > begin:
            self.maker.marks.append(Mark(style, begin, self.maker.length))

    def _table(self, node: Node) -> None:
        if is_layout(node):
            self._children(node)
            return
        for child in node.nodes():
            if child.name == "caption":
                self.caption = words_in(child)
        cells = cells_of(node, words_in)
        if not cells:
            return
        above = self.blocks[-1] if self.blocks else None
        named = above.words if above and above.kind in (BlockKind.CAPTION, BlockKind.HEADING) else None
        table = build_table(cells, self.caption or named)
        self.caption = None
        self._add(BlockKind.TABLE, joined(cell.words for cell in cells), table=table)

    def _flush(self) -> None:
        words = self.maker.words()
        self.maker = WordsMaker()
        if not words:
            return
        kind, level = self.kind, self.level
        bold = any(mark.kind == "bold" and mark.end - mark.start >= len(words.text) - 1 for mark in words.marks)
        if kind is BlockKind.PARAGRAPH and not self.marked and bold and could_head(words.text):
            kind, level = BlockKind.HEADING, 3
        self._add(kind, words, level if kind is BlockKind.HEADING or kind is BlockKind.LIST_ITEM else 0)

    def _add(self, kind: BlockKind, words: Words, level: int = 0, table: Table | None = None) -> None:
        if words:
            self.blocks.append(Block(kind, words, (), level, None, table))


def _end(node: Node) -> int:
    last = node.start + 1
    for below in node.nodes():
        for child in below.children:
            last = max(last, child.start + (len(child.text) if isinstance(child, Text) else 1))
    return last


def put_text(maker: WordsMaker, text: Text) -> None:
    """Add the characters of a text, white space run together."""
    at = 0
    for space in _SPACE.finditer(text.text):
        maker.put(text.text[at : space.start()], text.start + at)
        maker.put(" ", text.start + space.start())
        at = space.end()
    maker.put(text.text[at:], text.start + at)


def put_sup(maker: WordsMaker, node: Node) -> None:
    """Add what is raised: a footnote mark becomes a mark."""
    texts = [
        child for below in node.nodes() for child in below.children if isinstance(child, Text) and child.text.strip()
    ]
    if len(texts) == 1:
        lead = len(texts[0].text) - len(texts[0].text.lstrip())
        put_raised(maker, texts[0].text.strip(), texts[0].start + lead)
    else:
        for text in texts:
            put_text(maker, text)


def style_of(node: Node) -> str:
    """`bold` or `italic` where an element says so, else nothing."""
    if node.name in ("b", "strong") or node.style("font-weight:bold") or node.style("font-weight:700"):
        return "bold"
    return "italic" if node.name in ("i", "em") or node.style("font-style:italic") else ""


def words_in(node: Node) -> Words:
    """All words in an element; blocks within it are parted by line breaks."""
    maker = WordsMaker()
    _put_all(maker, node)
    return maker.words()


def _put_all(maker: WordsMaker, node: Node) -> None:
    for child in node.children:
        if isinstance(child, Text):
            put_text(maker, child)
        elif child.name == "sup":
            put_sup(maker, child)
        elif child.name not in _HIDDEN and not child.style("display:none"):
            begin = maker.length
            if child.name in _BLOCKS:
                maker.end_line(child.start)
            elif child.name == "br":
                maker.put(" ", child.start)
            _put_all(maker, child)
            if child.name in _BLOCKS:
                maker.end_line(_end(child) - 1)
            style = style_of(child)
            if style and maker.length > begin:
                maker.marks.append(Mark(style, begin, maker.length))
