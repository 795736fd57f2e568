"""The grammar of names: which stretches of a sentence may be one, where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgbuild.extract.named import cues
from kgbuild.extract.named.candidate import EDGE, NAME_LIMIT, QUOTED, Candidate, Form, bracketed, trimmed
from kgbuild.extract.named.heads import PREPOSITIONS, all_heads, complete, ends_name, has_head
from kgbuild.extract.named.units import Stretch, Unit
from kgbuild.model import BlockKind
from kgbuild.quantity.dates import MONTHS

#: A plural owner keeps its apostrophe before a capital ("Programmers' Day").
TOKEN = re.compile(r"(?:[A-Z]\.){2,}|\w[\w.&'’/+@-]*(?:s['’](?=\s[A-Z])|\w)(?:\+\+?|™|®)?|\w|--|[^\w\s]")
DASHES = frozenset(("-", "–", "—", "--", "/"))
REPEATS_FROM = 25
OWNER_END = re.compile(r"(?:'s|’s|s'|s’)$")


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
        start, end = trimmed(unit.text, start, end)
        if end - start < 2 or end - start > NAME_LIMIT or any(a < end and start < b for a, b in taken):
            continue
        candidate = bracketed(unit.text, Candidate(start, end, unit.text[start:end], form), stretch)
        found.append(candidate)
        taken.append((start, candidate.after))
    for gap in _gaps(stretch, taken):
        found += (c for c in _capitals(unit, gap, stretch, owners))
    return sorted(found, key=lambda candidate: candidate.start)


def _set_off(unit: Unit, stretch: Stretch) -> Iterator[tuple[int, int, Form]]:
    for match in QUOTED.finditer(unit.text, stretch.start, stretch.end):
        group = next(i for i in range(1, 8) if match.group(i) is not None)
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
                yield from (bracketed(text, part, sentence) for part in split(line, text, owners))
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
        words = [*re.finditer(r"\S+", part.text)]
        if max((sum(w.group() == v.group() for v in words) for w in words if len(w.group()) > 3), default=0) >= 3:
            continue
        opening = tuple(word.group() for word in words[:2])
        again = [one.start() for one, two in pairwise(words) if one.start() and (one.group(), two.group()) == opening]
        cut = again[0] if again else None
        if cut is None:
            yield part
        else:
            left = re.sub(r"\s+(?:and|or|&)$", "", part.text[:cut].rstrip(EDGE))
            right = part.text[cut:]
            yield Candidate(part.start, part.start + len(left), left, part.form)
            yield Candidate(part.start + cut, part.end, right, part.form)


def _begins(words: list[Token], index: int) -> bool:
    word = words[index]
    if word.capital:
        return True
    if not word.number or index + 1 >= len(words):
        return False
    before = words[index - 1].text.lower() if index else ""
    if before in ("$", "€", "£", "¥", "rmb", "usd") or (before == "," and words[index - 1].end == word.start):
        # A sum of money, or the last digits of a number.
        return False
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
        elif word.text == "(" and at == last + 1 and (close := _short_bracket(words, at)):
            last = at = close
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
    if text == "with" and beside and any(word.text == "of" for word in words[first:at]):
        return all(word.capital for word in words[at + 1 : at + 3]) and at + 2 < len(words)
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
    return joined and (after_preposition or words[at - 1].text.lower() in all_heads())


def _short_bracket(words: list[Token], at: int) -> int | None:
    """Where a bracket closes in the midst of a name: "Payment Card Industry (PCI) Data Security Standard".

    An acronym, or the name in other words where a head noun follows ("Qihang (Journey Start) Project").
    """
    close = at + 2
    while close < min(at + 5, len(words)) and words[close].text != ")":
        close += 1
    if close + 1 >= len(words) or words[close].text != ")" or not all(word.capital for word in words[at + 1 : close]):
        return None
    behind = words[close + 1]
    if not behind.capital or behind.text.lower() in ("the", "we", "in", "our"):
        return None
    return close if close == at + 2 or behind.text.lower() in all_heads() else None


def _top_by(words: list[Token], first: int, at: int) -> bool:
    """Whether "by" stands inside a title: "Top 50 Cases of … by Enterprises"."""
    follows = words[at + 1].text if at + 1 < len(words) else ""
    return words[first].text.lower() in ("top", "best") and follows.endswith("s") and not follows.isupper()


def _document_head_before(words: list[Token], first: int, last: int) -> bool:
    heads = cues.folded_set("documents", "law_heads") | cues.folded_set("documents", "shared_heads")
    if words[first].text.lower() == "policy":
        # "Policy on Dealing with Related Party Transactions"
        return True
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
