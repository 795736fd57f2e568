"""What a report says of itself: company, title, period, exchange, codes, language; each with the words that say it.

Everything is read from the blocks' clean words, so it serves text, HTML and PDF alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kgbuild.model import Block, BlockKind, Found, Metadata, Words
from kgbuild.read.company import company_of, short_names_of
from kgbuild.read.period import covers_period, period_of
from kgbuild.read.wording import holds

_FRONT = 60
_REPORT = re.compile(
    r"\b(?:sustainab\w+|ESG|environment\w*|social|governance|CSR|responsib\w+|climate\w*|impact|integrated|non-financial|"
    r"TCFD|corporate|annual|BRSR|citizenship|progress)\b[\w\s,&()/’'-]{0,80}?\b(?:report(?:ing)?|statements?|review|update|disclosures?|summary|supplement|data\s?book|fact\s?book)\b",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"\b(?:index|guide|guidelines|contents|about|scope|basis|framework|standards?)\b", re.IGNORECASE)
_EXCHANGES = (
    (
        "HKEX",
        r"HKEX|HKEx|SEHK|HKSE|(?:The\s+)?Stock\s+Exchange\s+of\s+Hong\s+Kong(?:\s+Limited)?|Hong\s+Kong\s+Stock\s+Exchange",
    ),
    ("NYSE", r"NYSE|New\s+York\s+Stock\s+Exchange"),
    ("NASDAQ", r"NASDAQ|Nasdaq(?:\s+Global(?:\s+Select)?\s+Market)?"),
    ("LSE", r"LSE|London\s+Stock\s+Exchange"),
    ("ASX", r"ASX|Australian\s+Securities\s+Exchange"),
    ("KRX", r"KRX|KOSPI|KOSDAQ|Korea\s+Exchange"),
    ("TSE", r"TSE|TYO|Tokyo\s+Stock\s+Exchange"),
    ("SSE", r"SSE|Shanghai\s+Stock\s+Exchange"),
    ("SZSE", r"SZSE|Shenzhen\s+Stock\s+Exchange"),
    ("SGX", r"SGX|Singapore\s+Exchange"),
    ("BSE", r"BSE(?:\s+Limited|\s+Ltd\.?)?|Bombay\s+Stock\s+Exchange"),
    ("NSE", r"NSE|National\s+Stock\s+Exchange(?:\s+of\s+India)?"),
    ("BIT", r"Borsa\s+Italiana|Euronext\s+Milan"),
    ("XETRA", r"Frankfurt\s+Stock\s+Exchange|XETRA|Xetra"),
    ("Euronext", r"Euronext"),
    ("TSX", r"TSX|Toronto\s+Stock\s+Exchange"),
)
_NAMED = "|".join(f"(?P<E{index}>{words})" for index, (_, words) in enumerate(_EXCHANGES))
_EXCHANGE = re.compile(rf"\b(?:{_NAMED})\b")
_CODE = re.compile(
    r"\b(?:stock|securities|security|share|ticker|scrip|listing)\s+(?:codes?|symbol|ticker)\s*(?:no\.?)?\s*[:：]?\s*(?:is\s+)?"
    r"(?:[A-Z]{2,8}\s*[:：]\s*)?(?P<code>[A-Z0-9][A-Z0-9.\-]{0,9}(?:\s?\([A-Z]{2,6}\))?)",
    re.IGNORECASE,
)
_TICKER = re.compile(rf"\b(?:{_NAMED})\s*[:：]\s*(?P<code>[A-Z0-9]{{1,8}}(?:\.[A-Z]{{1,2}})?)\b")
_LISTED = re.compile(r"\b(?:list(?:ed|ing)|traded|trading|quoted|shares?|Main\s+Board)\b", re.IGNORECASE)
#: Without one of these no text speaks of a listing.
_LISTING = ("list", "trad", "quoted", "share", "main")
#: A listing that is not the reporting company's own.
_OF_OTHERS = re.compile(
    r"\b(?:subsidiary|affiliate|associate|customer|supplier)\b(?:[^.;]|\.(?!\s+(?-i:[A-Z]))){0,60}\b"
    r"(?:is|was|became)\s+(?:quoted|listed|traded)",
    re.IGNORECASE,
)
_LEI = re.compile(r"\b[A-Z0-9]{18}\d{2}\b")
_STOPWORDS = {
    "en": ("the", "and", "of", "to", "in", "for", "our", "with"),
    "it": ("di", "della", "che", "per", "con", "dei", "nel", "gli"),
    "de": ("der", "und", "die", "den", "für", "mit", "das", "von"),
    "fr": ("les", "des", "et", "dans", "pour", "une", "sur", "nous"),
    "es": ("los", "del", "para", "las", "una", "con", "por", "que"),
    "pt": ("dos", "para", "uma", "com", "não", "nos", "pela", "mais"),
}
_WORD = re.compile(r"[^\W\d_]+")
#: Words after which the language of a report is known.
_ENOUGH_WORDS = 10_000


def metadata_of(blocks: Sequence[Block]) -> Metadata:
    """What the blocks of a report say of it."""
    readable = [block for block in blocks if block.kind is not BlockKind.CONTENTS and block.words]
    company = company_of(readable)
    title = _title(readable)
    start, end = period_of(readable, title)
    exchange, code = _listing(readable)
    return Metadata(
        title=title,
        company=company,
        period_start=start,
        period_end=end,
        exchange=exchange,
        stock_code=code,
        lei=_lei(readable),
        language=_language(readable),
        covers_period=covers_period(readable),
        short_names=short_names_of(readable, company),
    )


def _found(words: Words, start: int, end: int, value: str | None = None) -> Found:
    return Found(words.text[start:end] if value is None else value, words.source(start, end))


def _title(blocks: Sequence[Block]) -> Found | None:
    """The line of the first page that calls the report by name; else what the report calls itself in its text."""
    in_text: Found | None = None
    for index, block in enumerate(blocks[:_FRONT]):
        text = block.text
        match = _REPORT.search(text)
        if not match or (len(text) <= 120 and _NO_TITLE.search(text)):
            continue
        if len(text) <= 120 and not text.endswith((".", ";")) and block.kind is not BlockKind.TABLE:
            return _found(block.words, 0, len(text))
        if index < 3 and not text.endswith("."):
            return _found(block.words, *match.span())
        if in_text is None and re.search(r"\b(?:this|the|our)\b", text[: match.start()], re.IGNORECASE):
            in_text = _found(block.words, *match.span())
    return in_text


def _exchange_in(match: re.Match[str]) -> tuple[str, int, int] | None:
    for index, (name, _) in enumerate(_EXCHANGES):
        if match.group(f"E{index}"):
            return name, match.start(f"E{index}"), match.end(f"E{index}")
    return None


def _listing(blocks: Sequence[Block]) -> tuple[Found | None, Found | None]:
    exchange: Found | None = None
    code: Found | None = None
    for block in blocks:
        text = block.text
        lower = text.lower()
        ticker = _TICKER.search(text) if code is None and holds(text, ":", "：") else None
        if ticker:
            named = _exchange_in(ticker)
            code = _found(block.words, *ticker.span("code"))
            exchange = _found(block.words, named[1], named[2], named[0]) if named else exchange
        coded = _CODE.search(text) if code is None and holds(lower, "code", "symbol", "ticker") else None
        if coded and any(char.isdigit() for char in coded.group("code")):
            code = _found(block.words, *coded.span("code"))
        if exchange is None and len(text) < 4000 and holds(lower, *_LISTING) and _LISTED.search(text):
            match = _EXCHANGE.search(text)
            named = _exchange_in(match) if match else None
            around = text[max(0, match.start() - 160) : match.end() + 60] if match else ""
            if named and _LISTED.search(around) and not _OF_OTHERS.search(around):
                exchange = _found(block.words, named[1], named[2], named[0])
        if exchange and code:
            break
    return exchange, code


def _lei(blocks: Iterable[Block]) -> Found | None:
    for words, match in _matches(blocks, _LEI):
        if is_lei(match.group()) and any(char.isalpha() for char in match.group()):
            return _found(words, *match.span())
    return None


def is_lei(code: str) -> bool:
    """True where a code of 20 letters and digits carries the check digits of ISO 17442."""
    return len(code) == 20 and int("".join(str(int(char, 36)) for char in code)) % 97 == 1


def _matches(blocks: Iterable[Block], pattern: re.Pattern[str]) -> Iterator[tuple[Words, re.Match[str]]]:
    for block in blocks:
        for match in pattern.finditer(block.text):
            yield block.words, match


def _language(blocks: Sequence[Block]) -> str:
    """The language whose small words are most frequent; Chinese, Japanese and Korean by their characters."""
    counts: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    total = 0
    for block in blocks:
        if total > _ENOUGH_WORDS:
            break
        sample = block.text[:2000]
        words = _WORD.findall(sample.lower())
        counts.update(words)
        total += len(words)
        if not sample.isascii():
            characters.update(_script(char) for char in sample if char > "\u2e7f")
    scores = {language: sum(counts[word] for word in words) for language, words in _STOPWORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    if characters:
        script, number = characters.most_common(1)[0]
        if script and number > 3 * total:
            return script
    return best if scores[best] else "en"


def _script(char: str) -> str:
    code = ord(char)
    if 0x3040 <= code <= 0x30FF:
        return "ja"
    if 0xAC00 <= code <= 0xD7AF:
        return "ko"
    return "zh" if 0x4E00 <= code <= 0x9FFF else ""
