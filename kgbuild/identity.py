"""Names on the web that are made from names in reports: folded, the same for every spelling of one name."""

from __future__ import annotations

import re
import unicodedata

#: What says how a company is incorporated and no more; two companies never differ in it alone.
LEGAL_FORM = re.compile(
    r"(?:[\s,]+(?:limited|ltd|incorporated|inc|corporation|corp|company|co|plc|llc|llp|lp|ag|se|sa|nv|bv|ab|asa|as|"
    r"oyj|gmbh|kgaa|spa|s p a|srl|pte|pty|berhad|bhd|tbk|kk|pjsc|jsc))+$"
)
APOSTROPHES = re.compile(r"['’ʼ]")
SEPARATORS = re.compile(r"[\W_]+")
SLUG_LIMIT = 80
WORD_LIMIT = 12
#: A word, or two Chinese characters, which are about as much.
_WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]{1,2}|[^\s\u3400-\u9fff\uf900-\ufaff]+")


def folded(name: str) -> str:
    """A name in one spelling: compatibility forms and accents undone, lower case, words parted by one space."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in text if not unicodedata.combining(char)).casefold()
    text = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).replace("&", " and "))
    return SEPARATORS.sub(" ", text).strip()


def shortened(text: str) -> str:
    """The first twelve words, with an ellipsis where more follow."""
    words = list(_WORD.finditer(text))
    return text if len(words) <= WORD_LIMIT else f"{text[: words[WORD_LIMIT - 1].end()]}…"


def is_short(text: str) -> bool:
    """Whether the text has at most twelve words."""
    return len(_WORD.findall(text)) <= WORD_LIMIT


def slug(name: str) -> str:
    """The folded name as a segment of an IRI: "Audit & Risk Committee" is `audit-and-risk-committee`.

    It is made from the first twelve words, which is what an edition without the report's words keeps of a name, so
    that both editions name a thing alike; and cut at a word after 80 characters.
    """
    words = folded(shortened(name)).removeprefix("the ").split()
    made = "-".join(words)
    if len(made) <= SLUG_LIMIT:
        return made or "unnamed"
    return made[:SLUG_LIMIT].rsplit("-", 1)[0]


def organization_slug(legal_name: str) -> str:
    """The company's segment of an IRI: its legal name without the legal form."""
    name = folded(re.sub(r"\bS\.?\s?p\.?\s?A\b\.?", "SpA", re.sub(r"\b(?:N\.V|B\.V|S\.A|A\.G)\b\.?", "", legal_name)))
    return slug(LEGAL_FORM.sub("", name) or name)


def report_slug(organization: str, year: int, kind: str | None = None, language: str = "en") -> str:
    """`{org}-{year the period ends}[-{kind}][-{language}]`; English goes without saying."""
    parts = [organization, str(year), slug(kind) if kind else "", "" if language.startswith("en") else language.lower()]
    return "-".join(part for part in parts if part)
