"""Clean words from a stretch of text with markup: Markdown, HTML tags, entities, formulas, footnote marks.

One pass over the tokens of the stretch, each of bounded length, so that the cost grows with the text alone. What comes
out is `Words`: every clean character knows the source character it stands for.
"""

from __future__ import annotations

import html
import re
from collections.abc import Set as AbstractSet

from kgbuild.model import Mark, Words
from kgbuild.read.wording import part, word_set

_TOKEN = re.compile(
    r"""(?P<hyphen>(?<=[^\W\d_])[-\u2010\u00ad][ \t]*(?:\r\n?|\n)[ \t]*(?=[^\W\d_]))
    |(?P<space>\s\s+|[^\S ])
    |(?P<sup><sup>\s{0,3}(?P<raised>[^<>]{1,12}?)\s{0,3}</sup>)
    |(?P<link><(?=(?:https?://|mailto:|www\.)[^<>\s]{1,800}>))
    |(?P<comment><!--[^<>]{0,400}>)
    |(?P<tag></?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]{0,400})?/?>)
    |(?P<image>!\[[^\[\]]{0,400}\]\([^()\s]{0,800}\))
    |(?P<anchor>\[(?=[^\[\]]{1,400}\]\([^()\s]{1,800}\)))
    |(?P<target>\]\([^()\s]{1,800}\))
    |(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)
    |(?P<escape>\\(?=[*_\#\[\]()$|`~<>.!+-]))
    |(?P<stars>\*{1,4})
    |(?P<math>\$(?=[^$\n]{0,200}[\\_^{=])[^$\n]{1,300}\$)
    |(?P<digits>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:\s?[,，]\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}){0,3})
    |(?P<gone>[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x08\x0e-\x1f]+)""",
    re.VERBOSE,
)
_TAGS = word_set(
    """
    a b big br center code div em font h1 h2 h3 h4 h5 h6 hr i img li mark ol p s small span strong sub sup table
    tbody td tfoot th thead tr u ul ins del nobr caption figure figcaption
    """
)
_BREAKS = frozenset(["li", "ul", "ol", "p", "div", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "caption"])
_SPACES = frozenset(["br", "td", "th", "hr", "img"])
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
_RAISED_NOTE = re.compile(
    r"(?:\(?\d{1,3}\)?|[*†‡§¶#]{1,4}|[a-z]|\[\d{1,3}\])(?:\s?[,;]\s?(?:\d{1,3}|[*†‡§a-z]))*", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-z])(?:[kcdm]?m|[Nn]m|ft|yd|in|mi|hm|dam|s)$")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LAST_NOTE = re.compile(r"(?<=[\w)%.]) ?(\d{1,2})\)$")
_COMMAND = re.compile(r"\\(?:[a-zA-Z]{1,20}\s?|[^a-zA-Z])")
_SIGNS = {r"\times": "×", r"\cdot": "·", r"\pm": "±", r"\le": "≤", r"\leq": "≤", r"\ge": "≥", r"\geq": "≥", r"\%": "%"}


class WordsMaker:
    """Clean words as they grow: pieces that map one for one, white space run together, marks beside them."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int]] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.last = ""

    def put(self, piece: str, source: int) -> None:
        """Add characters that stand at `source`; a second space in a row is left out."""
        if piece and piece[0] == " " and self.last in ("", " ", "\n"):
            piece, source = piece[1:], source + 1
        if piece:
            self.pieces.append((piece, source))
            self.length += len(piece)
            self.last = piece[-1]

    def end_line(self, source: int) -> None:
        """End the line, for something at `source` that parts lines; not twice in a row."""
        self.trim()
        if self.length and self.last != "\n":
            self.pieces.append(("\n", source))
            self.length += 1
            self.last = "\n"

    def trim(self) -> None:
        """Take white space off the end."""
        while self.pieces and self.last in (" ", "\n"):
            piece, source = self.pieces.pop()
            kept = piece.rstrip(" \n")
            self.length -= len(piece) - len(kept)
            if kept:
                self.pieces.append((kept, source))
            self.last = kept[-1] if kept else (self.pieces[-1][0][-1] if self.pieces else "")

    def tail(self) -> str:
        """The last few characters."""
        text = ""
        for piece, _ in reversed(self.pieces[-3:]):
            text = piece + text
        return text[-12:]

    def words(self) -> Words:
        """What has grown, without white space at its end."""
        self.trim()
        marks = [Mark(m.kind, min(m.start, self.length), min(m.end, self.length), m.value) for m in self.marks]
        return Words.of(self.pieces, [m for m in marks if m.kind == "note" or m.start < m.end])


def clean(text: str, start: int, end: int, vocabulary: AbstractSet[str] = frozenset()) -> Words:
    """The clean words between two offsets of a text.

    Markup is taken out (bold and italic kept as marks, footnote marks as `note` marks), lines are joined by a space,
    list items and paragraphs within the stretch by a line break, words parted at a line's end are joined again: as the
    `vocabulary` (the text's own words, lower case) has them, without hyphen where it has neither.
    """
    out = WordsMaker()
    tokens = list(_TOKEN.finditer(text, start, end))
    pairs = _emphasis(text, tokens, start, end)
    opened: dict[str, int] = {}
    at = start
    anchored = False
    for token in tokens:
        if token.start() < at:
            continue
        out.put(text[at : token.start()], at)
        at = token.end()
        kind = token.lastgroup or ""
        if kind == "name":
            kind = "tag"
        if kind == "raised":
            kind = "sup"
        if kind == "anchor":
            anchored = True
        elif kind == "target":
            if not anchored:
                out.put(token.group(), token.start())
            anchored = False
        elif kind == "link":
            close = text.find(">", at, end)
            out.put(text[at:close], at)
            at = close + 1
        elif kind == "stars":
            _put_stars(out, token, pairs.get(token.start()), opened)
        elif kind == "tag":
            _put_tag(out, token, opened)
        elif kind == "hyphen":
            if _keeps_hyphen(text, token, start, end, vocabulary):
                out.put("-", token.start())
        else:
            _put_simple(out, kind, token, token.end() == end)
    out.put(text[at:end], at)
    return _without_last_note(out.words())


def _put_simple(out: WordsMaker, kind: str, token: re.Match[str], last: bool) -> None:
    if kind == "space":
        out.put(" ", token.start())
    elif kind == "entity":
        made = html.unescape(token.group())
        made = " " if made.isspace() else made
        out.put(made if len(made) <= len(token.group()) else token.group(), token.start())
    elif kind == "sup":
        put_raised(out, token.group("raised"), token.start("raised"))
    elif kind == "digits":
        digits = token.group().translate(_SUPER)
        if len(digits) == 1 and digits in "23" and _UNIT_BEFORE.search(out.tail()):
            out.put(token.group(), token.start())
        else:
            out.marks.append(Mark("note", out.length, out.length, digits))
    elif kind == "math":
        _put_math(out, token)


def put_raised(out: WordsMaker, raised: str, source: int) -> None:
    """Add raised characters: an exponent or "th" as such, a footnote mark as a mark."""
    unit = raised in ("2", "3", "-1", "-2") and _UNIT_BEFORE.search(out.tail())
    if unit or not _RAISED_NOTE.fullmatch(raised):
        out.put(raised, source)
    else:
        out.marks.append(Mark("note", out.length, out.length, raised))


def _put_math(out: WordsMaker, token: re.Match[str]) -> None:
    """The plain characters of a formula; a lone raised number is a footnote mark, unless it is an exponent."""
    body = token.group()[1:-1]
    raised = re.fullmatch(r"\s*\{?\s*\}?\^\{?\s*(\d{1,2}|\*+)\s*\}?\s*", body)
    if raised:
        put_raised(out, raised.group(1), token.start() + 1 + raised.start(1))
        return
    at = 0
    while at < len(body):
        command = _COMMAND.match(body, at)
        if command:
            sign = _SIGNS.get(command.group().strip())
            if sign:
                out.put(sign, token.start() + 1 + at)
            at = command.end()
            continue
        if body[at] not in "{}_^":
            out.put(body[at], token.start() + 1 + at)
        at += 1


def _put_tag(out: WordsMaker, token: re.Match[str], opened: dict[str, int]) -> None:
    name = token.group("name").lower()
    if name not in _TAGS:
        out.put(token.group(), token.start())
    elif name in _BREAKS:
        out.end_line(token.start())
    elif name in _SPACES:
        out.put(" ", token.start())
    elif name in _STYLES:
        style = _STYLES[name]
        if not token.group().startswith("</"):
            opened.setdefault(style, out.length)
        elif style in opened:
            out.marks.append(Mark(style, opened.pop(style), out.length))


def _emphasis(text: str, tokens: list[re.Match[str]], start: int, end: int) -> dict[int, str]:
    """For each run of stars that is emphasis: whether it opens or closes."""
    roles: dict[int, str] = {}
    waiting: list[re.Match[str]] = []
    for token in tokens:
        if token.lastgroup != "stars" or len(token.group()) > 3:
            continue
        before = text[token.start() - 1] if token.start() > start else " "
        after = text[token.end()] if token.end() < end else " "
        size = len(token.group())
        if not before.isspace():
            opener = next((w for w in reversed(waiting[-8:]) if len(w.group()) == size), None)
            if opener is not None:
                del waiting[waiting.index(opener) :]
                roles[opener.start()], roles[token.start()] = "open", "close"
                continue
        if not after.isspace():
            waiting.append(token)
    return roles


def _put_stars(out: WordsMaker, token: re.Match[str], role: str | None, opened: dict[str, int]) -> None:
    styles = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}.get(len(token.group()), ())
    if role == "open":
        for style in styles:
            opened.setdefault(style, out.length)
    elif role == "close":
        for style in styles:
            if style in opened:
                out.marks.append(Mark(style, opened.pop(style), out.length))
    elif out.last in ("", "\n") or not out.last.isspace():
        out.marks.append(Mark("note", out.length, out.length, token.group()))
    else:
        out.put(token.group(), token.start())


_WORD_END = re.compile(r"[^\W\d_]+$")
_WORD_START = re.compile(r"[^\W\d_]+")


def _keeps_hyphen(text: str, token: re.Match[str], start: int, end: int, vocabulary: AbstractSet[str]) -> bool:
    left = _WORD_END.search(text[max(start, token.start() - 40) : token.start()])
    right = _WORD_START.match(text, token.end(), min(end, token.end() + 40))
    if not left or not right or token.group()[0] == "\u00ad":
        return False
    one, two = left.group().lower(), right.group().lower()
    if one + two in vocabulary:
        return False
    return f"{one}-{two}" in vocabulary or right.group()[0].isupper()


def _without_last_note(words: Words) -> Words:
    """Take a closing "1)" that nothing opened, a footnote mark in many tables, out of the words."""
    found = _LAST_NOTE.search(words.text[-8:])
    if not found:
        return words
    at = len(words.text) - len(words.text[-8:]) + found.start()
    if words.text.count("(") >= words.text.count(")") or not words.text[:at].strip():
        return words
    kept = part(words, 0, at)
    return Words(kept.text, kept.runs, (*kept.marks, Mark("note", at, at, found.group(1))))


_VOCABULARY = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text in lower case, hyphened ones whole and in parts."""
    return frozenset(word.lower() for word in _VOCABULARY.findall(text))
