"""Certifications that the company holds, told from those it asks of others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kgbuild.extract.named import cues, dates
from kgbuild.extract.named.candidate import Candidate, standing_alone
from kgbuild.extract.named.company import Company
from kgbuild.extract.named.heads import strip_brackets
from kgbuild.extract.named.mention import Group, Mention
from kgbuild.extract.named.units import Stretch, Unit, sentences
from kgbuild.model import Span
from kgbuild.model.fact import Role

STANDARD = re.compile(
    r"\b(?P<body>(?:ISO(?:\s*/\s*(?:IEC|TS))?|IEC|BS|EN|UNI|IATF|AS|OHSAS|AA|SA|TL|GB/T|"
    r"PAS)(?:\s+(?:ISO|"
    r"EN))*)[\s-]?(?P<number>\d{4,5}(?:-\d{1,2})?)(?P<year>\s*[:：]\s*\d{4})?\b"
)
RULE_NAME, RULE_TABLE = "certification/name", "certification/table"
#: A certificate's name ends in that word, or says of what it is one.
CALLED = re.compile(r"(?<!& )(?<!and )\bCertifi(?:cation|cate)$|\b[Gg]rade\s+Certificate\s+of\b|^Certificate of\b")
CERTIFIES = re.compile(r"certif|accredit", re.IGNORECASE)
#: "under the Beijing Evaluation Standard for Green Building".
UNDER = re.compile(
    r"^[\s\W]*(?:under|according to|in accordance with|based on)\s+the\s+"
    r"(?P<standard>[A-Z][\w ]*?Standard[\w ]*?)(?=[.,;\n]|$)"
)
#: "Cloud Security Management System certification", "quality management system" beside a standard.
SYSTEM = re.compile(
    r"(?P<name>(?:[\w&-]+\s+){0,6}?[Mm]anagement(?:\s+[Ss]ystems?)?)(?=\W)",
)
CERTIFIED = re.compile(r"\b(?P<name>[A-Z][\w&()/,\s-]{3,90}?)\s+(?:[Cc]ertification|[Cc]ertificate)\b")
#: The header of a column of certificates.
SCHEME_COLUMN = re.compile(
    r"(?:(?:name|type|title)s? of (?:the )?)?(?:main |key |major |esg |environmental |security |quality |product |"
    r"international |external |management |system )*(?:certifications?|certificates?|accreditations?|"
    r"certification (?:schemes?|standards?|names?|types?|items?)|"
    r"certifications? (?:and|&|/|or) (?:standards?|accreditations?|labels?|assessments?))"
    r"(?: (?:name|type|title|held|obtained|acquired|received|achieved|status|scheme))?$",
    re.IGNORECASE,
)
#: Columns that say what a certificate is about, not what it is called.
DETAILS = re.compile(
    r"^\W*(?:details?|descriptions?|contents?|scope|coverage|covered|remarks?|notes?|purpose|overview|summary|"
    r"explanation|what it|objectives?|(?:scope|area|range|object) of|certifi(?:er|ed by)|"
    r"certif\w+ (?:body|bodies|authority|agency|organi[sz]ation|institution|scope|date|number)|issu(?:er|ed|ing)|"
    r"validity|valid|expir\w+|date|period|sites?|locations?|plants?|business|company|entity|subsidiar\w+)\b",
    re.IGNORECASE,
)
#: Words that only tell what a certificate is about: "Certification on …".
ABOUT = re.compile(
    r"(?:[A-Z]?\w+\s+){0,3}(?:certifi(?:cation|cate)|standard)s?\s+(?:on|for|of|that|which|security)\b", re.IGNORECASE
)
#: Of those columns, the ones that may give a name all the same.
NAMING = re.compile(r"^\W*(?:details?|descriptions?|contents?)\b", re.IGNORECASE)
#: A scheme called by its letters: "CCC certification", "MDSAP 13485:2016".
ACRONYM = re.compile(
    r"[A-Z][A-Z0-9&-]{2,}(?:\s[A-Z]{2,})?(?:\s\d[\d:-]*)?(?:\s+[Cc]ertification|(?=\W*$|\s*\((?![A-Z])))"
)
#: "received the CSAP certification", "has achieved OpenSteel™ certification".
LETTERED = re.compile(
    r"\b(?i:obtain(?:ed|s)?|achiev(?:ed|es)|passed|received|maintains?|maintained|holds?|earned|gained|acquired|"
    r"renewed|secured|retained|attained|been awarded|was awarded|granted)\s+(?i:(?:the|its|our|an?|"
    r"full|both|\w+ly)\s+){0,2}"
    r"(?P<name>[A-Z][A-Z0-9+-]{2,}(?:[- ][A-Z]{1,4})?|[A-Z]\w+[™®]|[A-Z][a-z]+[A-Z]\w+)[™®]?\s+"
    r"(?P<noun>certification|certificate|accreditation)s?\b"
)
#: Letters that say who or what, not which scheme.
NO_SCHEME = frozenset(
    ["ISO", "ISO/IEC", "ESG", "EHS", "HSE", "CSR", "EMS", "QMS", "CEO", "CFO", "CPA", "CFA", "PMP", "IT", "HR", "PHD"]
)
REMARK = re.compile(
    r"(?:yes|no|none|n/?a|nil|obtained|certified|acquired|in progress|planned|valid|total|held|under|not|all|"
    r"number|other|others|various|applicable|completed|ongoing|maintained|renewed|page|see)\b",
    re.IGNORECASE,
)
LONGEST_SCHEME = 8
LEVEL = re.compile(r"\(?\b[Ll]evel[\s-](?:\d|[IV]+|three|two)\b\)?|\b[Cc]lass[\s-](?:\d|[IV]+)\b")
GRADED = re.compile(
    r"\b(?:graded|multi-?level|national information|"
    r"classified) (?:information )?(?:security )?protection\b|\bMLPS\b|\bdengbao\b",
    re.IGNORECASE,
)
HOLDING = re.compile(
    r"\b(?:obtain(?:ed|s)?|achiev(?:ed|es)|passed|received|maintain(?:s|ed|ing)?|hold(?:s)?|"
    r"held|awarded|earned|gained|acquired|has|have|had|is|are|was|were|been|renewed|secured|"
    r"retained|attained|certified|accredited|granted)\b",
    re.IGNORECASE,
)


def certifications(unit: Unit, found: Sequence[Group], company: Company) -> Iterator[Mention]:
    """The certifications that a unit states as held."""
    if unit.kind.value == "table":
        yield from _in_table(unit)
        return
    for sentence in sentences(unit.text):
        text = unit.text[sentence.start : sentence.end]
        if not cues.pattern("certifications", "cues").search(f"{unit.lead} {text}") or _asked_of_others(text):
            continue
        standards = [*_by_standard(unit, sentence)]
        yield from standards
        yield from _by_letters(unit, sentence)
        yield from _by_name(unit, sentence, found, bool(standards))


def _asked_of_others(text: str) -> bool:
    return cues.pattern("certifications", "asked_of_others").search(text) is not None


def standard_of(match: re.Match[str]) -> str:
    """A standard in one spelling: "ISO/IEC 27001:2013" is "ISO 27001"."""
    body = re.sub(r"\s*/\s*(?:IEC|TS)|\s+(?:ISO|EN)", "", match.group("body").strip())
    if "ISO" in match.group("body"):
        body = "ISO"
    return f"{body} {match.group('number')}"


def _by_standard(unit: Unit, sentence: Stretch) -> Iterator[Mention]:
    text = unit.text
    codes = list(STANDARD.finditer(text, sentence.start, sentence.end))
    if codes and not standing_alone(unit) and not HOLDING.search(text, sentence.start, sentence.end):
        return
    for number, code in enumerate(codes):
        standard = standard_of(code)
        until = codes[number + 1].start() if number + 1 < len(codes) else sentence.end
        words = text[sentence.start : sentence.end]
        date = dates.near(words, code.start() - sentence.start, code.end() - sentence.start, until - sentence.start)
        date = date or dates.first(words, since=True)
        if date is not None and code.group("year") and date in code.group("year"):
            date = None
        start, end, system = _system_beside(text, sentence, code)
        name = system or code.group().split(":")[0].strip()
        aliases = tuple(dict.fromkeys(a for a in (standard, code.group().strip(), text[start:end]) if a != name))
        said = {"standard": standard, **({"date": date} if date else {})}
        yield Mention("certification", name, unit, start, end, "certification/standard", aliases, said)


_CERTIFICATE = r"(?:[Cc]ertifi(?:cation|cate)|[Ss]tandard)"
#: After a standard: "ISO 9001 (certification for its) quality management system".
SYSTEM_AFTER = re.compile(
    rf"\)?[\s,:]*(?:{_CERTIFICATE}\s+)?(?:(?:for|of|on|to)\s+)?(?:(?:its|our|the|an?)\s+)?"
    r"(?P<name>(?!(?:certifi|for\b|its\b|our\b|the\b))(?:[\w&/-]+\s+){0,4}[Mm]anagement\s+[Ss]ystems?)"
)
_LEADS = (
    rf"(?P<between>[\s(,]*{_CERTIFICATE}?[\s(,]*(?:(?:for|in) compliance with|"
    rf"in accordance with|according to|based on|under|of|to|for|with|-|–)?[\s(]*)$"
)
#: Before it, in capitals: "Cloud Security Management System certification for compliance with ISO 27017".
SYSTEM_BEFORE = re.compile(
    rf"(?P<name>(?:[A-Z][\w-]*\s+(?:and\s+|of\s+|"
    rf"&\s+)?){{1,6}}[Mm]anagement(?:\s+[Ss]ystems?)?){_LEADS}"
)
#: The same in small letters.
SYSTEM_BEFORE_SMALL = re.compile(
    r"(?P<name>(?:(?!(?:the|its|our|a|an|of|with|for|obtained|has|have|passed|and)\s)[\w&-]+\s+(?:and\s+)?){1,5}"
    rf"management\s+systems?){_LEADS}"
)


def _system_beside(text: str, sentence: Stretch, code: re.Match[str]) -> tuple[int, int, str]:
    """The management system that a standard certifies, where its words stand right beside it."""
    after = SYSTEM_AFTER.match(text[code.end() : sentence.end])
    if after:
        start = code.end() + after.start("name")
        return code.start(), start + len(after.group("name")), after.group("name")
    before = text[sentence.start : code.start()]
    match = SYSTEM_BEFORE.search(before) or SYSTEM_BEFORE_SMALL.search(before)
    if match:
        name = re.sub(r"^(?:The|Our|Its|In|A)\s+", "", match.group("name"))
        start = sentence.start + match.end("name") - len(name)
        return start, code.end(), name.strip()
    return code.start(), code.end(), ""


def _by_name(unit: Unit, sentence: Stretch, found: Sequence[Group], has_standard: bool) -> Iterator[Mention]:
    """A certification called by its name: "passed the National … Protection Certification (Level 3)"."""
    text = unit.text
    date = dates.first(text[sentence.start : sentence.end], since=True)
    said_date = {"date": date} if date else {}
    for group in found:
        if group.sentence != sentence:
            continue
        for member in group.members:
            if not _is_certificate(unit, member, has_standard):
                continue
            if not HOLDING.search(group.left or unit.lead) and not standing_alone(unit):
                continue
            follows = f"{text[member.after : sentence.end]} {unit.follow}"
            under = UNDER.match(follows)
            standard = _known(member.text) or (under.group("standard") if under else None)
            said = {**said_date, **({"standard": standard} if standard else {})}
            yield Mention("certification", member.text, unit, member.start, member.end, RULE_NAME, member.aliases, said)


def _by_letters(unit: Unit, sentence: Stretch) -> Iterator[Mention]:
    """A scheme called by its letters or its mark, held by the company: "obtained the CSAP certification"."""
    for match in LETTERED.finditer(unit.text, sentence.start, sentence.end):
        name = match.group("name")
        if (
            STANDARD.search(name)
            or name.upper() in NO_SCHEME
            or name.lower() in cues.folded_set("certifications", "generic")
        ):
            continue
        date = dates.first(unit.text[sentence.start : sentence.end], since=True)
        standard = _known(name)
        said = {**({"standard": standard} if standard else {}), **({"date": date} if date else {})}
        whole = unit.text[match.start("name") : match.end("noun")]
        yield Mention(
            "certification", name, unit, match.start("name"), match.end("name"), "certification/letters", (whole,), said
        )


def _is_certificate(unit: Unit, member: Candidate, has_standard: bool) -> bool:
    """Whether a name is a certificate's, and not one that a standard beside it already gives."""
    plain = strip_brackets(member.text)
    if plain.lower() in cues.folded_set("certifications", "generic") or len(plain.split()) < 2:
        return False
    called = CALLED.search(plain) is not None
    if STANDARD.search(member.text) or (has_standard and not called):
        return False
    followed = _known(member.text) and re.match(r"\W*certif", unit.text[member.after :], re.IGNORECASE)
    return called or bool(followed) or GRADED.search(plain) is not None


def _known(name: str) -> str | None:
    if GRADED.search(name):
        level = LEVEL.search(name)
        return f"MLPS {level.group().strip('()').lower()}" if level else "MLPS"
    for words, standard in cues.pairs("certifications", "known"):
        if re.search(rf"\b{re.escape(words)}\b", name):
            return standard or None
    return None


def _in_table(unit: Unit) -> Iterator[Mention]:
    """A row of a table of certifications: standard, what it certifies and the date, in whatever order."""
    text = unit.text.strip()
    over = " ".join([unit.header, *unit.section[-1:]])
    if _asked_of_others(" ".join([over, *(words.text for words in unit.row)])):
        return
    code = STANDARD.search(text)
    several = CERTIFIES.search(over) and not unit.is_header and len(STANDARD.findall(text)) > 1
    if DETAILS.search(unit.header) and unit.row and not _names_system(unit.header, text):
        return
    if code is None and _scheme_column(unit):
        yield from _schemes(unit)
    elif code is None:
        yield from _named_cell(unit, text)
    elif several:
        for one in STANDARD.finditer(unit.text):
            name = one.group().split(":")[0].strip()
            aliases = (one.group(),) if name != one.group() else ()
            said = {"standard": standard_of(one)}
            yield Mention("certification", name, unit, one.start(), one.end(), RULE_TABLE, aliases, said)
        if _scheme_column(unit):
            yield from _schemes(unit)
    elif CERTIFIES.search(over) and len(text) <= (25 if unit.is_header else 60):
        yield _coded_cell(unit, text, standard_of(code))


def _coded_cell(unit: Unit, text: str, standard: str) -> Mention:
    detail = next(
        (
            words
            for words, header in zip(unit.row, unit.row_headers, strict=True)
            if _describes(words.text) and (not DETAILS.search(header) or _names_system(header, words.text))
        ),
        None,
    )
    near = [words.text for words in (*unit.row, *unit.carried) if len(words.text) < 40]
    date = next((found for words in near if (found := dates.first(words, since=True))), None)
    beside: tuple[tuple[Role, Span], ...] = (("label", detail.span),) if detail else ()
    said = {"standard": standard, **({"date": date} if date else {})}
    name, aliases = (detail.text.strip(), (text,)) if detail else (text, ())
    start = len(unit.text) - len(unit.text.lstrip())
    return Mention("certification", name, unit, start, start + len(text), RULE_TABLE, aliases, said, beside)


def _scheme_column(unit: Unit) -> bool:
    """Whether a cell stands in a column of certificates and is none of its headers."""
    return not unit.is_header and bool(unit.row) and SCHEME_COLUMN.match(unit.header.strip()) is not None


def _names_system(header: str, text: str) -> bool:
    """Whether a cell in a column of details gives the name of what is certified: "Quality Management System"."""
    if not NAMING.search(header) or ABOUT.match(text):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w-]*", text) if len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _schemes(unit: Unit) -> Iterator[Mention]:
    """The certificates that a cell of such a column names: "CSA STAR", "FSC, PEFC"."""
    at = 0
    date = next((found for words in unit.row if len(words.text) < 40 and (found := dates.first(words.text))), None)
    parts = re.split(r"([,;\n]|\s/\s)", unit.text)
    for part in parts:
        name = part.strip(" *•·-–.")
        start = at + part.find(name) if name else at
        at += len(part)
        short = ACRONYM.match(name)
        if short is not None and len(parts) > 1:
            name = short.group()
        listed = len(parts) > 1
        if STANDARD.search(name) or (listed and not short and not _known(name)) or not _scheme(name):
            continue
        standard = _known(name)
        said = {**({"standard": standard} if standard else {}), **({"date": date} if date else {})}
        yield Mention("certification", name, unit, start, start + len(name), RULE_TABLE, (), said)


def _scheme(name: str) -> bool:
    """Whether words may be a certificate's name: an acronym or capitalised words, no remark, no count."""
    bare = re.sub(r"\s+certification$", "", name)
    words = [word for word in re.findall(r"[^\W\d_][\w&’'™®+-]*", bare) if len(word) > 3 or word.isupper()]
    if not words or len(name.split()) > LONGEST_SCHEME or name.lower() in cues.folded_set("certifications", "generic"):
        return False
    if REMARK.match(name) or dates.DATE.fullmatch(name) or name.endswith("."):
        return False
    return bool(sum(word[0].isupper() for word in words) >= 0.7 * len(words))


def _describes(text: str) -> bool:
    """Whether a cell says what a standard certifies."""
    words = re.search(r"[A-Za-z]{4}", text) is not None and len(text) < 110
    return words and not STANDARD.search(text) and not dates.stated(text)


def _named_cell(unit: Unit, text: str) -> Iterator[Mention]:
    """A cell that is a certificate's name."""
    standard = _known(text)
    plain = text.lower()
    if not CALLED.search(strip_brackets(text)) or not 2 <= len(text.split()) <= 14:
        return
    if plain in cues.folded_set("certifications", "generic") or (unit.is_header and not standard):
        return
    if any(STANDARD.search(words.text) for words in unit.row):
        return
    start = len(unit.text) - len(unit.text.lstrip())
    said = {"standard": standard} if standard else {}
    yield Mention("certification", text, unit, start, start + len(text), RULE_TABLE, (), said)
