"""Whose report it is: the legal name, and the short names the report gives itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kgbuild.model import Block, BlockKind, Found
from kgbuild.read.wording import holds, word_set

_NAME_WORD = r"(?:[A-Z0-9][\w&.'’/+-]*|&|and|of|the|de|di|do|da|del|van)"
_FORMS = (
    r"(?:Holdings?\s+(?:Limited|Ltd\.?|Inc\.?|plc|PLC)|Group\s+(?:Limited|Ltd\.?|plc|PLC|Inc\.?|Co\.,?\s?Ltd\.?)|Company\s+Limited|"
    r"(?:Co|CO)\.?,?\s?(?:Ltd|LTD|Limited)\.?|Limited|LIMITED|Ltd\.?|LTD\.?|Incorporated|Inc\.?|INC\.?|Corporation|CORPORATION|Corp\.?|"
    r"plc|PLC|S\.p\.A\.?|SpA|S\.P\.A\.?|S\.A\.|S\.E\.|SE|AG|N\.V\.|B\.V\.|GmbH|KGaA|ASA|Oyj|A/S|AB|LLC|L\.P\.|LLP|Berhad|Bhd|Tbk|"
    r"&\s+Company|and\s+Company|Company|Technology|Technologies|Holdings)"
)
_LEGAL = re.compile(rf"(?<!\w)(?:{_NAME_WORD}[ ,]\s?){{1,6}}?{_FORMS}(?![\w-])")
_DEFINED = re.compile(
    rf"(?<!\w)(?P<name>[A-Z][\w&.,'’-]*(?:\s+{_NAME_WORD},?){{0,7}})\s*"
    r"(?:\((?!(?:the|hereinafter|together|or|collectively|\W))[^()\"“”]{1,60}\)\s*){0,2}"
    r"(?=[(（](?:hereinafter|together|or|collectively|the|referred|also|as|to|in|its|with|subsidiaries|[\s,;:]|\")*"
    r"[\"“'‘*]{1,3}[^\"”()]{1,40})"
)
_PARENTHESES = re.compile(r"[(（]([^()（）]{2,240})[)）]")
_QUOTED = re.compile(r"(the\s+|The\s+)?[\"“]\s?([^\"“”]{1,40}?)\s?[\"”]")
_SELF = frozenset(["company", "group", "we", "us", "our", "the company", "the group", "issuer", "corporation"])
_NO_SELF = re.compile(r"\b(?:report|period|year|directors?|board|rules?|guide)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|issued|prepared|released|report)\s+(?:by|of|from)\s+(?:the\s+)?$|\b(?:This|The|Our)\b[^.]{0,160}\b(?:by|of|for)\s+$",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"^(?P<name>[A-Z][\w&.’'-]*(?:\s+[A-Z&][\w&.’'-]*){0,5}?)\s+(?:\d{4}\s+|FY\d{2,4}\s+)?"
    r"(?:(?:Environmental|Sustainability|Sustainable|ESG|Corporate|CSR|Social|Climate|Integrated|Annual|Impact|TCFD|Global|Non-Financial)\b.*)"
    r"(?:Report|Statement|Review|Disclosures?|Update|Supplement|Data|Summary)",
)
_NO_NAME = word_set(
    """
    the this our environmental social governance esg sustainability report about contents reporting appendix annual
    hong kong stock exchange index guide standard standards board listing rules law corporate global table note general
    committee message from ceo chairman company group auditor people employees board management supplier suppliers
    department internal new these those it they there each scope fy page net zero goal goals year first our all that
    which who what in as at on if when while since during
    """
)
_FISCAL = re.compile(r"(?:FY|CY)\s?\d\d|\d")
_TRAILING = re.compile(r"[\s,;:.]+$")
_LEADING = re.compile(
    r"^(?:(?:the|The|by|By|of|Of|and|And|This|At|In|at|in|for|For|from|From|to|To|©|Copyright)\s+|\d{4}\s+|[,.&]\s*)+"
)
_ASSURED = re.compile(
    r"\b(?:assur|verif|audit|certif|review|validat|supplied|provided)\w*\s+by\s+(?:the\s+)?$", re.IGNORECASE
)
_THIRD = re.compile(
    r"\b(?:Exchange|Clearing|Bank\s+of|Assurance|Verification|Certification|KPMG|Deloitte|PwC|PricewaterhouseCoopers|Ernst|BSI|SGS|DNV|Bureau\s+Veritas|TÜV)\b"
)
_PROPER = r"(?<!\w)(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){0,3})"
_POSSESSIVE = re.compile(rf"{_PROPER}[’']s(?!\w)")
_AT_US = re.compile(rf"\b[Aa]t {_PROPER},? (?:we|our)\b")
_ACTS = re.compile(
    rf"{_PROPER} (?:is|was|has|had|will|aims?|believes?|strives?|continues?|recogni[sz]es?|identifies|operates?|"
    r"defines?|commits?|conducts?|published|employees|operations|supports?|established|adopts?|considers?)\b"
)
_HOST = re.compile(
    r"(?:www\.|https?://(?:www\.)?|@)(?:[a-z0-9-]{1,20}\.)?([a-z0-9-]{2,30})\.(?:com|co|org|net|it|de|fr|in|jp|eu|au|uk)\b"
)
_GROUP = re.compile(r"\s+(?:group|holdings?)$")
_FRONT = 120
LONGEST = 6000
#: How often a name must be heard before it counts by itself.
FEW = 3


def company_of(blocks: Sequence[Block]) -> Found | None:
    """The company's legal name as the report defines it or mentions it most; else the name it speaks of itself by."""
    scores: Counter[str] = Counter()
    places: dict[str, Found] = {}
    spoken, heard = _spoken(blocks)
    total = len(blocks)
    for index, block in enumerate(blocks):
        text = block.text if len(block.text) <= LONGEST else block.text[:LONGEST]
        front = index < _FRONT or index > total - 20
        for name, start, weight in _candidates(text, front=front, kind=block.kind, early=index < 40):
            if _THIRD.search(name):
                continue
            scores[_folded(name)] += weight
            known = places.get(_folded(name))
            if known is None or (known.value.isupper() and not name.isupper()):
                places[_folded(name)] = Found(name, block.words.source(start, start + len(name)))
    for key, found in places.items():
        bare = _folded(_without_form(found.value))
        scores[key] += max(spoken[bare], spoken[_folded(_GROUP.sub("", bare))])
    for key, count in spoken.items():
        if count >= FEW:
            scores[key] = max(scores[key], count - 1)
            places.setdefault(key, heard[key])
    if not scores:
        return None
    return places[max(scores, key=lambda key: (scores[key], len(key)))]


def _spoken(blocks: Sequence[Block]) -> tuple[Counter[str], dict[str, Found]]:
    """How often each name is spoken of as a report speaks of its company ("X's", "At X, we"), and where first."""
    spoken: Counter[str] = Counter()
    heard: dict[str, Found] = {}
    hosts: Counter[str] = Counter()
    for block in blocks:
        text = block.text if len(block.text) <= LONGEST else block.text[:LONGEST]
        if holds(text, "www.", "http", "@"):
            hosts.update(host.lower() for host in _HOST.findall(text))
        for pattern, weight, cues in ((_POSSESSIVE, 1, ("’", "'")), (_AT_US, 5, ("t ",)), (_ACTS, 1, (" ",))):
            for match in pattern.finditer(text) if holds(text, *cues) else ():
                for name, start, _ in _named(match.group("name"), match.start("name"), 0, ""):
                    key = _folded(name)
                    spoken[key] += weight
                    heard.setdefault(key, Found(name, block.words.source(start, start + len(name))))
    for key in spoken:
        joined = "".join(char for char in key if char.isalnum())
        spoken[key] += min(15, 3 * sum(count for host, count in hosts.items() if joined == host.replace("-", "")))
    return spoken, heard


def _folded(name: str) -> str:
    return re.sub(r"[\s.,]+", " ", name).strip().casefold()


def _candidates(text: str, *, front: bool, kind: BlockKind, early: bool) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    if front:
        for match in _DEFINED.finditer(text):
            quoted = {
                quote.group(2).strip("*").casefold()
                for quote in _QUOTED.finditer(text[match.end() : match.end() + 240])
            }
            own = bool(quoted & _SELF)
            found += _named(match.group("name"), match.start("name"), 60 if own else 6, text)
        titled = _TITLED.match(text) if len(text) <= 140 else None
        if titled and early:
            found += _named(titled.group("name"), titled.start("name"), 16, text)
    for match in _LEGAL.finditer(text):
        found += _named(match.group(), match.start(), 6 if early else 2 if front else 1, text)
    short = len(text.split()) <= 8 and early
    if short and kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and _LEGAL.fullmatch(text):
        found += _named(text, 0, 25, text)
    return found


def _named(name: str, start: int, weight: int, text: str) -> list[tuple[str, int, int]]:
    lead = _LEADING.match(name)
    if lead:
        name, start = name[lead.end() :], start + lead.end()
    if not name.endswith((".A.", "Ltd.", "Inc.", "Corp.", "LTD.", "INC.", "Co.", "V.", "E.")):
        name = _TRAILING.sub("", name)
    words = name.split()
    if not words or len(name) < 3 or len(name) > 80 or all(word.strip(".,").casefold() in _NO_NAME for word in words):
        return []
    if (words[0].casefold() in _NO_NAME and len(words) <= 3) or _FISCAL.match(name):
        return []
    bare = _without_form(name).split()
    if bare and all(word.strip(".,").casefold() in _NO_NAME for word in bare):
        return []
    if _ASSURED.search(text[max(0, start - 40) : start]):
        return []
    if _PUBLISHED.search(text[max(0, start - 60) : start]):
        weight += 20
    return [(name, start, weight)]


def short_names_of(blocks: Sequence[Block], company: Found | None) -> tuple[str, ...]:
    """The names in quotes in the parentheses behind the company's name, as the report goes on to use them."""
    names: dict[str, None] = {}
    for block in blocks[:400]:
        if company is None or company.value not in block.text or len(names) > 8:
            continue
        at = block.text.find(company.value) + len(company.value)
        tail = block.text[at : at + 420]
        first = tail.find("(")
        if not 0 <= first <= 3:
            continue
        for group in _PARENTHESES.finditer(tail):
            for quoted in _QUOTED.finditer(group.group(1)):
                name = quoted.group(2).strip(" ,.*")
                if name and len(name) <= 40 and not _NO_SELF.search(name):
                    names[("the " if quoted.group(1) else "") + name] = None
        if names:
            break
    bare = _without_form(company.value) if company else ""
    if bare and bare != (company.value if company else ""):
        names.setdefault(bare, None)
    return tuple(names)


def _without_form(name: str) -> str:
    match = re.search(rf"[ ,]+{_FORMS}\.?$", name)
    return name[: match.start()].rstrip(" ,") if match else name
