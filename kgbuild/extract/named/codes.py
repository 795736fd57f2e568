"""The codes of disclosure frameworks: how they look, and which framework a code belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kgbuild.identity import folded

HKEX = re.compile(
    r"(?:(?:Key Performance Indicators?|"
    r"KPIs?)\s*:?\s*(?:\(KPIs?\)\s*)?)?(?P<aspect>Aspect\s+)?(?P<code>[ABCD]\d{1,2}(?:\.\d{1,2})?)(?![\w.-]*\w)",
    re.IGNORECASE,
)
GRI = re.compile(
    r"(?:GRI\s*(?:Standards?|Disclosure)?\s*:?\s*)?(?:Disclosure\s+)?(?P<code>(?:[23]|"
    r"10[1-3]|[2-4]\d\d)\s?[-–—]\s?\d{1,2})(?:[-.]?[a-h](?:-[ivx]+)?)?(?![\w.]*\d|-\d)"
)
SASB = re.compile(r"(?P<code>[A-Z]{2}\s?-\s?[A-Z]{2}\s?-\s?(?:\d{3}[a-z]\.\d{1,2}|000\.[A-Z]))(?!\w)")
TCFD = re.compile(
    r"(?:TCFD[\s:-]*\(?)?(?P<pillar>Governance|Strategy|Risk Management|Metrics (?:and|&) Targets|(?<=TCFD.)[1-4]|"
    r"(?<=TCFD..)[1-4]|[1-4](?=\s*\([a-c]\)))\s*[-–—:,.]?\s*"
    r"(?:\((?P<l1>[a-c])\)|(?P<l2>[a-c])[).:](?!\w)|(?<=\d)(?P<l3>[a-c])\b|(?<=[\d\w]-)(?P<l4>[a-c])\b)(?!\w)",
    re.IGNORECASE,
)
ESRS = re.compile(
    r"(?:ESRS\s*)?(?P<code>(?:ESRS\s?2\s*[,:-]?\s*)?(?:(?:BP|GOV|SBM|IRO|"
    r"MDR)\s?-\s?[\dPAMT]{1,2}|[ESG][1-5]\s?-\s?\d{1,2}))(?!\w)"
)
SDG = re.compile(r"(?P<code>SDG\s?\d{1,2}(?:\.\w{1,2})?)(?!\w)")
BARE = re.compile(r"(?:GRI\s*)?[\dA-Z]{1,4}(?:[-.]\w{1,5})*(?:\s*\((?:19|20)\d\d\))?|\((?:19|20)\d\d\)")
FAMILY = re.compile(r"\bGRI\b")
ANY = re.compile(
    rf"{SASB.pattern.replace('?P<code>', '?:')}|(?<![\w.-])(?:10[1-3]|"
    rf"[2-4]\d\d)-\d{{1,2}}(?![\w-])|\bKPI\s*[AB]\d\.\d|\bTCFD\s*\d\([a-c]\)|"
    rf"(?<![\w.-])2-\d{{1,2}}\b",
    re.IGNORECASE,
)
#: A header and a code that a reader joined are no longer than this.
GLUED = 30
EDITION = {"hkex": "appendix-27", "gri": "2021", "sasb": "2018", "tcfd": "2017", "esrs": "2023"}


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its framework; `aspect` where it is a whole aspect or standard, not one indicator."""

    text: str
    framework: str
    edition: str | None
    start: int = 0
    end: int = 0
    aspect: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What rows of one code share."""
        return self.framework, folded(self.text)


@dataclass(frozen=True, slots=True)
class Context:
    """Which frameworks a table may be an index of, by its words."""

    frameworks: frozenset[str]
    editions: Mapping[str, str]


def editions(text: str) -> dict[str, str]:
    """The edition of each framework that a report follows, by what its whole text says."""
    found = dict(EDITION)
    if re.search(r"(?<![\w.-])10[1-3]-\d{1,2}(?![\w-])|\b10[1-3]: (?:General|Foundation|Management)", text):
        found["gri"] = "2016"
    if re.search(r"\bAppendix C2\b", text):
        found["hkex"] = "c2"
    return found


def context(over: str, text: str, known: Mapping[str, str] = EDITION) -> Context:
    """The frameworks whose codes stand in a text often enough, or that its heading names."""
    names = {
        "gri": r"\bGRI\b|Global Reporting Initiative",
        "sasb": r"\bSASB\b",
        "tcfd": r"\bTCFD\b|Climate-related Financial",
        "esrs": r"\bESRS\b",
        "hkex": (
            r"\bHKEX\b|\bHKEx\b|Stock Exchange of Hong Kong|ESG Reporting (?:Guide|Code)|"
            r"Appendix (?:27|C2)|Subject Area|Aspect"
        ),
    }
    found = {
        name for name, words in names.items() if re.search(words, over) or (name != "tcfd" and re.search(words, text))
    }
    if (
        len(set(re.findall(r"\b[AB]\d\.\d\b", text))) >= 2
        or len(re.findall(r"\bKPI\s*[AB]\d", text)) >= 1
        or ("General Disclosure" in text and re.search(r"\b[AB]\d\b", text))
    ):
        found.add("hkex")
    if len(set(re.findall(r"(?<![\w.-])(?:10[1-3]|[2-4]\d\d)-\d{1,2}(?![\w-])", text))) >= 2:
        found.add("gri")
    if SASB.search(text):
        found.add("sasb")
    if re.search(r"\bTCFD\s*\(?[1-4]\s*-?\s*\(?[a-c]\)", text):
        found.add("tcfd")
    if len(re.findall(r"\b(?:GOV|SBM|IRO|[ES][1-5])\s?-\s?\d\b", text)) >= 3:
        found.add("esrs")
    return Context(frozenset(found), known)


def leading(text: str, said: Context) -> Code | None:
    """The code that a cell begins with, or consists of."""
    words = text.strip()
    offset = len(text) - len(text.lstrip())
    for pattern, framework in _patterns(said):
        match = pattern.match(words)
        if match is None or (framework == "hkex" and not _hkex_cell(words, match)):
            continue
        return _code(match, framework, said, offset)
    glued = SASB.search(words) if "sasb" in said.frameworks and len(words) < GLUED else None
    return _code(glued, "sasb", said, offset) if glued is not None and glued.end() == len(words) else None


def _hkex_cell(words: str, match: re.Match[str]) -> bool:
    rest = words[match.end() :].strip()
    return match.group("code")[0].isupper() and match.group("code")[0] in "ABD" and (not rest or not rest[0].isdigit())


def _patterns(said: Context) -> Iterator[tuple[re.Pattern[str], str]]:
    for framework, pattern in (("sasb", SASB), ("esrs", ESRS), ("hkex", HKEX), ("gri", GRI), ("tcfd", TCFD)):
        if framework in said.frameworks:
            yield pattern, framework


def _code(match: re.Match[str], framework: str, said: Context, offset: int = 0) -> Code:
    edition = said.editions[framework]
    if framework == "tcfd":
        pillar = re.sub(r"\s*&\s*", " and ", match.group("pillar"))
        letter = next(match.group(key) for key in ("l1", "l2", "l3", "l4") if match.group(key)).lower()
        named = pillar.title().replace(" And ", " and ")
        text = f"{named} ({letter})"
        if pillar.isdigit():
            regular = match.group("l1") and not re.match(r"TCFD[\s:-]*\(", match.group(), re.IGNORECASE)
            printed = re.sub(r"\s+", " ", match.group()) + (
                ")" if match.group().count("(") and not match.group("l1") else ""
            )
            text = f"TCFD {pillar}({letter})" if regular else printed.replace("))", ")")
    else:
        text = re.sub(r"\s*[-–—]\s*", "-", match.group("code")).strip()
        text = f"GRI {text}" if framework == "gri" else text.upper() if framework == "hkex" else text
    aspect = framework == "hkex" and "." not in text
    return Code(text, framework, edition, match.start() + offset, match.end() + offset, aspect)


#: What stands between two codes of one cell. Those that "to" only implies are not printed, so they are no facts.
_NEXT = re.compile(r"\s*(?:,|;|/|&|\band\b|\n|\bto\b|\bthrough\b|–)\s*")


def series(text: str, first: Code, said: Context) -> list[Code]:
    """The codes that a cell begins with: "305-1, 305-2", "401-1 to 401-3"; the last ends where the words begin."""
    found = [first]
    while (gap := _NEXT.match(text, found[-1].end)) is not None and gap.end() > found[-1].end:
        following = leading(text[gap.end() :], said)
        if following is None or following.framework != first.framework or following.start:
            break
        end = gap.end() + following.end
        found.append(replace(following, start=gap.end(), end=end))
    return found


def rest(text: str, code: Code) -> str:
    """What a cell says after its code."""
    return text[code.end :].strip(" :.-–—\t") if code.end < len(text) else ""


def all_in(text: str, said: Context) -> Iterator[tuple[int, int, Code]]:
    """Every code of running text that may begin a row."""
    taken = 0
    found: list[tuple[int, int, Code]] = []
    for pattern, framework in _patterns(said):
        for match in pattern.finditer(text):
            if framework == "hkex" and not _begins_line(text, match):
                continue
            if framework == "gri" and not _begins_row(text, match, said):
                continue
            found.append((match.start(), match.end(), _code(match, framework, said)))
    for start, end, code in sorted(found, key=lambda item: item[0]):
        if start >= taken:
            yield start, end, code
            taken = end


def _begins_line(text: str, match: re.Match[str]) -> bool:
    """Whether "KPI A1.1" begins a line and is in capitals."""
    return (
        (match.start() == 0 or text[match.start() - 1] == "\n")
        and "." in match.group("code")
        and match.group("code")[0] in "ABD"
    )


def _begins_row(text: str, match: re.Match[str], said: Context) -> bool:
    """Whether a GRI code in running text begins a row: not a page range, not a part of another number."""
    before = text[max(0, match.start() - 4) : match.start()]
    if before and not before[-1].isspace():
        return False
    if len(re.split(r"\s?[-–—]", match.group("code"))[0]) == 1:
        return said.editions["gri"] == "2021" and not re.search(r"[\d,;&]\s*$|\b[Pp]\.?\s*$", before)
    return True


def same_text(one: str, two: str) -> bool:
    """Whether two texts begin alike."""
    return bool(two) and folded(one)[:60] == folded(two)[:60]
