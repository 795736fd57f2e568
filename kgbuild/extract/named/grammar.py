"""The grammar of names: which stretches of a sentence may be one, where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from kgbuild.extract.named import cues
from kgbuild.extract.named.units import Stretch, Unit
from kgbuild.model import BlockKind

TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w[\w.&'’/+@-]*\w(?:\+\+?|™|®)?|\w|--|[^\w\s]")
DASHES = frozenset(("-", "–", "—", "--", "/"))
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)
QUOTES = {"“": "”", '"': '"', "「": "」", "《": "》", "«": "»", "‘": "’", "‟": "”", "„": "“"}
QUOTED = re.compile(
    r"“([^“”]{2,180})”|(?<!\w)\"([^\"“”]{2,180})\"|「([^」]{2,80})」|《([^》]{2,80})》|"
    r"«\s*([^»]{2,180}?)\s*»|(?<!\w)‘([A-Z][^‘’]{2,150})’(?!\w)"
)
BRACKET = re.compile(r"\s*[(（]([^()（）]{1,120})[)）]")
EDGE = " ,.;:!?'\"“”‘’「」《》«»*_•·–—-/"
NAME_LIMIT = 180
REPEATS_FROM = 25
OWNER_END = re.compile(r"(?:'s|’s|s'|s’)$")


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


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it looks like a word of a name."""
        return self.text[0].isupper() or (
            len(self.text) > 1 and self.text[0].isalpha() and any(c.isupper() for c in self.text[1:])
        )

    @property
    def number(self) -> bool:
        """Whether it begins with a digit."""
        return self.text[0].isdigit()


def tokens(text: str, stretch: Stretch) -> list[Token]:
    """The words and signs of a stretch."""
    return [Token(m.group(), m.start(), m.end()) for m in TOKEN.finditer(text, stretch.start, stretch.end)]


def candidates(unit: Unit, stretch: Stretch, owners: frozenset[str] = frozenset()) -> list[Candidate]:
    """The names that a sentence may hold, in order, not overlapping: set off by quotes or italics first."""
    found: list[Candidate] = []
    taken: list[tuple[int, int]] = []
    for start, end, form in sorted({*_set_off(unit, stretch)}):
        start, end = _trim(unit.text, start, end)
        if end - start < 2 or end - start > NAME_LIMIT or any(a < end and start < b for a, b in taken):
            continue
        candidate = _bracketed(unit.text, Candidate(start, end, unit.text[start:end], form), stretch)
        found.append(candidate)
        taken.append((start, candidate.after))
    for gap in _gaps(stretch, taken):
        found += (c for c in _capitals(unit, gap, stretch, owners))
    return sorted(found, key=lambda candidate: candidate.start)


def _set_off(unit: Unit, stretch: Stretch) -> Iterator[tuple[int, int, Form]]:
    for match in QUOTED.finditer(unit.text, stretch.start, stretch.end):
        group = next(i for i in range(1, 7) if match.group(i) is not None)
        yield match.start(group), match.end(group), Form.QUOTED
    for mark in unit.words.marks:
        if mark.kind == "italic" and stretch.start <= mark.start and mark.end <= stretch.end:
            yield mark.start, mark.end, Form.ITALIC


def _gaps(stretch: Stretch, taken: list[tuple[int, int]]) -> Iterator[Stretch]:
    at = stretch.start
    for start, end in sorted(taken):
        if start > at:
            yield Stretch(at, start)
        at = max(at, end)
    if at < stretch.end:
        yield Stretch(at, stretch.end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in EDGE:
        start += 1
    while end > start and text[end - 1] in EDGE:
        end -= 1
    inner = text[start:end]
    if start and text[start - 1] in '"“' and (inner.count('"') % 2 or inner.count("”") > inner.count("“")):
        start -= 1
    return start, end


def _capitals(unit: Unit, gap: Stretch, sentence: Stretch, owners: frozenset[str]) -> Iterator[Candidate]:
    text = unit.text
    words = tokens(text, gap)
    index = 0
    while index < len(words):
        if not _begins(words, index):
            index += 1
            continue
        last = _reach(words, index)
        start, stop = _without_opener(words, index, last, gap.start == sentence.start and index == 0, owners)
        if start <= stop:
            made = Candidate(
                words[start].start, words[stop].end, text[words[start].start : words[stop].end], Form.CAPITAL
            )
            for line in _unrepeated(made, _lines(unit, made)):
                yield from (_bracketed(text, part, sentence) for part in split(line, text, owners))
        index = last + 1


def _lines(unit: Unit, candidate: Candidate) -> list[Candidate]:
    """A name in a table cell, parted where a line ends and a name with it: a cell often lists names line by line."""
    parts: list[Candidate] = []
    start = candidate.start
    for at in unit.breaks:
        if not start < at < candidate.end - 1:
            continue
        left = unit.text[start:at].strip()
        follows = unit.text[at + 1 : candidate.end]
        alone = unit.kind is BlockKind.TABLE or has_head(follows)
        if ends_name(left) and follows[:1].isupper() and alone and len(follows.split()) > 1:
            parts.append(Candidate(start, start + len(left), left, candidate.form))
            start = at + 1
    parts.append(Candidate(start, candidate.end, unit.text[start : candidate.end], candidate.form))
    return parts


def _unrepeated(whole: Candidate, parts: list[Candidate]) -> Iterator[Candidate]:
    """The parts, cut where two words come again: two headings on one line ("Supplier Code … Supplier Code … Guide")."""
    if len(whole.text) < REPEATS_FROM:
        yield from parts
        return
    for part in parts:
        seen: dict[tuple[str, str], int] = {}
        words = [*re.finditer(r"\S+", part.text)]
        if max((sum(w.group() == v.group() for v in words) for w in words if len(w.group()) > 3), default=0) >= 3:
            continue
        cut = None
        for one, two in pairwise(words):
            if cut is None and (one.group(), two.group()) in seen and len(one.group()) > 3:
                cut = one.start()
            seen.setdefault((one.group(), two.group()), one.start())
        if cut is None:
            yield part
        else:
            left, right = part.text[:cut].rstrip(EDGE), part.text[cut:]
            yield Candidate(part.start, part.start + len(left), left, part.form)
            yield Candidate(part.start + cut, part.end, right, part.form)


def _begins(words: list[Token], index: int) -> bool:
    word = words[index]
    if word.capital:
        return True
    if not word.number or index + 1 >= len(words):
        return False
    before = words[index - 1].text.lower() if index else ""
    if len(word.text) < 3 and before not in ("the", "our", "its", '"', "“", "a"):
        return False
    return words[index + 1].capital and before not in (
        "in",
        "of",
        "since",
        "until",
        "by",
        "from",
        "to",
        "and",
        "end",
        "year",
        "for",
        "total",
    )


def _reach(words: list[Token], index: int) -> int:
    """The last token of the name that begins at `index`."""
    last = index
    at = index + 1
    while at < len(words):
        word = words[at]
        if word.capital and at == last + 1 and _begins_anew(words, at):
            break
        if word.capital or (word.number and words[at - 1].end + 1 == word.start and _joined(words, at)):
            last = at
        elif word.text == "(" and at == last + 1 and _short_bracket(words, at):
            last = at + 2
            at += 2
        elif not _bridges(words, index, last, at):
            break
        at += 1
    return last


def _law_ahead(words: list[Token], at: int) -> bool:
    """Whether the capitalised run from `at` ends in a head noun of law: "… with Disabilities Act"."""
    while at + 1 < len(words) and words[at + 1].capital:
        at += 1
    return words[at].text.lower() in cues.folded_set("documents", "law_heads")


def _begins_anew(words: list[Token], at: int) -> bool:
    """Whether a capitalised small word begins other words: "PROGRESS The Council", "231/2001 On November 14"."""
    text = words[at].text
    if text in ("The", "Our", "We", "This", "These", "Its", "It", "As", "A", "An"):
        return True
    return text in ("On", "In", "By", "Since") and at + 1 < len(words) and words[at + 1].text.lower() in MONTHS


def _bridges(words: list[Token], first: int, last: int, at: int) -> bool:
    """Whether a small word or sign may stand inside the name that began at `first`; `last` is its last full word."""
    text = words[at].text.lower()
    beside = at == last + 1 and at + 1 < len(words)
    if text in DASHES:
        return beside and words[at + 1].capital
    if text == ",":
        return beside and _goes_on(words, at, first)
    if text == "the":
        return at - last == 2 or (at - last == 1 and words[last].text.lower().endswith("ing"))
    if text in cues.folded_set("grammar", "joints"):
        return at - last <= 2
    if text == "by" and beside and _top_by(words, first, at):
        return True
    if text in ("with", "to", "against", "from") and beside and words[at + 1].capital and _law_ahead(words, at + 1):
        return True
    late = cues.folded_set("grammar", "late_joints")
    return text in late and beside and _document_head_before(words, first, last)


def _joined(words: list[Token], at: int) -> bool:
    """A number inside a name follows a capitalised word ("Act 2010", "Vision 2025", "Level 3")."""
    return words[at - 1].capital or words[at - 1].text.lower() in ("of", "-", "for")


def _goes_on(words: list[Token], comma: int, first: int) -> bool:
    """Whether a comma may stand inside a name: "Environmental, Social and Governance Reporting Guide"."""
    at = comma + 1
    after_preposition = comma - first >= 3 and words[comma - 2].text.lower() in PREPOSITIONS
    again = any(word.text == "," for word in words[first:comma])
    if not words[at].capital or (comma - first > 3 and not after_preposition and not again):
        return False
    capitals, joined = 0, False
    while at < len(words) and (words[at].capital or words[at].text.lower() in (",", "&", "and")):
        if words[at].text.lower() in ("and", "&"):
            joined = joined or 1 <= capitals <= 4
        elif words[at].text == "," and joined:
            break
        capitals += words[at].capital
        at += 1
    return joined and (after_preposition or words[at - 1].text.lower() in _all_heads())


@cache
def _all_heads() -> frozenset[str]:
    return frozenset().union(*(cues.folded_set(*key) for key in _HEADS))


def _short_bracket(words: list[Token], at: int) -> bool:
    """An acronym in brackets in the midst of a name: "Payment Card Industry (PCI) Data Security Standard"."""
    return (
        at + 3 < len(words)
        and words[at + 1].capital
        and words[at + 2].text == ")"
        and words[at + 3].capital
        and words[at + 3].text.lower() not in ("the", "we", "in", "our")
    )


def _top_by(words: list[Token], first: int, at: int) -> bool:
    """Whether "by" stands inside a title: "Top 50 Cases of … by Enterprises"."""
    follows = words[at + 1].text if at + 1 < len(words) else ""
    return words[first].text.lower() in ("top", "best") and follows.endswith("s") and not follows.isupper()


def _document_head_before(words: list[Token], first: int, last: int) -> bool:
    heads = cues.folded_set("documents", "law_heads") | cues.folded_set("documents", "shared_heads")
    return any(word.text.lower() in heads for word in words[first : last + 1][:4])


def _without_opener(words: list[Token], index: int, last: int, opens: bool, owners: frozenset[str]) -> tuple[int, int]:
    """The name without the word that only begins the sentence, without its owner, without joints at its end."""
    openers = cues.folded_set("grammar", "openers")
    joints = cues.folded_set("grammar", "joints") | cues.folded_set("grammar", "late_joints")
    while index <= last and (
        words[index].text.lower() in openers or (index > 0 and words[index].text.lower() in joints)
    ):
        index += 1
    for at in range(index, last):
        bare = OWNER_END.sub("", words[at].text).lower()
        if bare != words[at].text.lower() and (
            bare in owners or (at > index and " ".join(w.text.lower() for w in words[index:at]) + " " + bare in owners)
        ):
            index = at + 1
    while last >= index and words[last].text.lower() in joints:
        last -= 1
    return index, last


def split(candidate: Candidate, text: str, owners: frozenset[str] = frozenset()) -> list[Candidate]:
    """Two names that were joined: "A Policy and the B Code"; one that only holds "and" stays whole."""
    parts: list[Candidate] = []
    start = candidate.start
    for match in re.finditer(r"\s*,?\s+(?:and|or|&)\s+(?:the\s+|its\s+|our\s+)?|\s*,\s*(?:the\s+)?", candidate.text):
        at, to = candidate.start + match.start(), candidate.start + match.end()
        left, right = text[start:at], text[to : candidate.end]
        if not left or not right:
            continue
        article = re.search(r"\b(?:the|its|our)\s+$", match.group()) is not None
        if left.lower() in owners or right.lower() in owners:
            parts.append(Candidate(start, at, left, candidate.form))
            start = to
            continue
        comma = match.group().lstrip().startswith(",")
        if _parts_here(left, right, article, comma):
            parts.append(Candidate(start, at, left, candidate.form))
            start = to
    parts.append(Candidate(start, candidate.end, text[start : candidate.end], candidate.form))
    return parts


def _parts_here(left: str, right: str, article: bool, comma: bool) -> bool:
    """Whether two names meet between `left` and `right`."""
    if article:
        return has_head(left) or (has_head(right) and len(right.split()) >= 2)
    return (comma or not _faint(left, right)) and ends_name(left) and complete(right.split(",")[0])


def _faint(left: str, right: str) -> bool:
    """Whether the left side ends in a head noun too weak to end a name by itself ("Risk System and Control Policy")."""
    last = left.split()[-1].lower()
    return last in cues.folded_set("documents", "faint_heads") and not right.lower().endswith(last)


def ends_name(words: str) -> bool:
    """Whether the words end in a head noun that a name may end in, or begin with a document's head noun."""
    return has_head(words) and len(words.split()) >= 2


def complete(words: str) -> bool:
    """Whether the words are a name of their own: two words or more with a head noun."""
    return len(words.split()) >= 2 and has_head(words)


_HEADS = (
    ("documents", "law_heads"),
    ("documents", "policy_heads"),
    ("documents", "shared_heads"),
    ("bodies", "heads"),
    ("awards", "strong_heads"),
    ("programs", "heads"),
    ("memberships", "heads"),
)


def has_head(words: str) -> bool:
    """Whether a head noun of any kind ends the words or stands before their first preposition."""
    bare = strip_brackets(words).lower()
    return any(head_in(bare, cues.folded_set(*key)) for key in _HEADS)


PREPOSITIONS = frozenset(
    [
        "of",
        "on",
        "for",
        "to",
        "against",
        "governing",
        "about",
        "regarding",
        "concerning",
        "in",
        "relating",
        "under",
        "by",
        "at",
        "with",
        "prohibited",
    ]
)
#: After these the last word cannot be the head: "Expressions Prohibited under the New Law" is no law.
SINKING = frozenset(["under", "about", "prohibited", "regarding", "concerning", "against"])


def head_in(name: str, heads: frozenset[str]) -> str | None:
    """The head noun of a name, if it is one of `heads`: its last words, or those before its first preposition."""
    words = strip_brackets(name).lower().split(":")[0].split()
    return _tail(words, heads) or syntactic_head(name, heads)


def syntactic_head(name: str, heads: frozenset[str]) -> str | None:
    """The head noun by the grammar of the name: the words before its first preposition, else its last words."""
    words = _undated(strip_brackets(name).lower().split(":")[0].replace(",", "").split())
    for at, word in enumerate(words):
        if at and word in PREPOSITIONS:
            for size in (5, 4, 3, 2):
                if at >= 1 and " ".join(words[at - 1 : at - 1 + size]) in heads:
                    return " ".join(words[at - 1 : at - 1 + size])
            before = _tail(_undated(words[:at]), heads)
            if before or word in SINKING or words[at - 1] in cues.folded_set("documents", "organ_heads"):
                return before
            if word != "of":
                break
    return _tail(words, heads)


def _undated(words: list[str]) -> list[str]:
    """The words without a year or number at their end: "Bribery Act 2010"."""
    while len(words) > 1 and words[-1][0].isdigit():
        words = words[:-1]
    return words


def _tail(words: list[str], heads: frozenset[str]) -> str | None:
    for size in (4, 3, 2, 1):
        if len(words) >= size and " ".join(words[-size:]) in heads:
            return " ".join(words[-size:])
    return None


#: Words that introduce a thing in a caption: "Overview of the …", "Poster of the …".
CAPTION = re.compile(
    r"^(?:Overview|Introduction|Launch|Opening|Poster|Logo|Scene|Structure|Photos?|Pictures?|"
    r"Screenshot|Webpage|Website|"
    r"Approval|Adoption|Implementation|Update|Revision|Publication|Compliance|Application|Violations?|Dissemination|"
    r"Responsibilit(?:y|ies)|Role|Members?|Composition|Chair(?:man|person)?|Report|Charter|Meetings?|Development|"
    r"Ceremony|Results?|Summary|Organi[sz]ational Structure|Structure|Highlights?|"
    r"Participants?|Winners?|Map|Diagram|Activities)"
    r"\s+(?:of|in|from|at|with|to)\s+(?:the\s+|our\s+)?"
    r"|^(?:Article|Section|Chapter|Paragraph|Art\.?|Annex|Regulation|Rule|Principle|Clause|"
    r"Schedule)\s+[\dIVX.]+\s+of\s+(?:the\s+|our\s+)?",
)


def essential(name: str, owners: frozenset[str]) -> tuple[int, str]:
    """A name without what a caption puts before it and without "of" its owner after it; with where it begins."""
    lead = CAPTION.match(name)
    start = lead.end() if lead and len(name) > lead.end() + 2 else 0
    inner = re.match(
        r"[A-Z]\w+(?:ion|ment|ance|al|ing|ure)\s+(?:of|to|in|with|on|for)\s+(?:the|our|its)\s+(?=[A-Z])", name[start:]
    )
    if inner and ends_name(name[start + inner.end() :]):
        start += inner.end()
    text = name[start:]
    tail = re.search(r"\s+(?:of|at|in|by|from)\s+(?:the\s+)?(?P<who>[^,]+)$", text)
    if tail and tail.group("who").lower() in owners and not text[: tail.start()].lower().endswith("study"):
        text = text[: tail.start()]
    return start, text


def strip_brackets(name: str) -> str:
    """A name without what stands in brackets."""
    return re.sub(r"\s*[(（][^()（）]*[)）]", "", name).strip()


def _bracketed(text: str, candidate: Candidate, stretch: Stretch) -> Candidate:
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
    if re.fullmatch(r"[A-Z][A-Za-z&/-]*[A-Z][A-Za-z&/-]*s?|[A-Z]{2,}[A-Z0-9&/ -]*", bare) and len(bare) <= 12:
        return [bare]
    if re.search(r"[\u4e00-\u9fff]", bare) and len(bare) <= 40:
        return [bare]
    return []


def whole(unit: Unit) -> Candidate | None:
    """The whole unit as one candidate: a heading, a table cell, a list item."""
    start, end = _trim(unit.text, 0, len(unit.text))
    if not 2 <= end - start <= NAME_LIMIT:
        return None
    return Candidate(start, end, unit.text[start:end], Form.WHOLE)


def standing_alone(unit: Unit) -> bool:
    """Whether the unit is no running text: a heading, caption, list item or table cell."""
    return unit.kind in (BlockKind.HEADING, BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.CAPTION)
