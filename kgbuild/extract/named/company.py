"""What the reporting company calls itself, so that its name inside another name means "ours"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kgbuild.extract.named import cues
from kgbuild.identity import LEGAL_FORM, folded
from kgbuild.model import Document

COMMON = {
    "the",
    "group",
    "company",
    "we",
    "our",
    "us",
    "corporation",
    "bank",
    "china",
    "global",
    "international",
    "holdings",
    "first",
}
TAIL = re.compile(
    r"[\s,]+(?:holdings?|group|technology|technologies|international|corporation|global|services?|industries|energy)$"
)


@dataclass(frozen=True)
class Company:
    """The names of the reporting company, folded, longest first; `name` is how the report mostly spells it."""

    names: tuple[str, ...]
    name: str = ""

    @classmethod
    def of(cls, document: Document) -> Company:
        """The company of a document, by what the report says of itself."""
        said = [document.metadata.company.value] if document.metadata.company else []
        said += list(document.metadata.short_names)
        names: set[str] = set()
        for one in said:
            bare = LEGAL_FORM.sub("", folded(one)).removeprefix("the ").strip()
            while bare and bare not in COMMON:
                names.add(bare)
                shorter = TAIL.sub("", bare)
                if shorter == bare:
                    break
                bare = shorter
        short = [one for one in said if folded(one) in names and folded(one) not in COMMON]
        spelt = min(short, key=len) if short else (said[0] if said else "")
        return cls(tuple(sorted(names, key=lambda name: (-len(name), name))), spelt)

    @cached_property
    def owners(self) -> frozenset[str]:
        """What may stand with an apostrophe before a thing of the company's."""
        return cues.folded_set("grammar", "owners") | frozenset(self.names)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return (
            re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in self.names)})(?!\w)") if self.names else None
        )

    def within(self, words: str) -> bool:
        """Whether the words hold the company's name."""
        return self._pattern is not None and self._pattern.search(folded(words)) is not None

    def is_(self, words: str) -> bool:
        """Whether the words are nothing but the company's name."""
        return folded(words).removeprefix("the ") in self.names

    def without(self, folded_name: str) -> str:
        """A folded name without the company's name before it."""
        for name in self.names:
            if folded_name.startswith(f"{name} ") and len(folded_name) > len(name) + 1:
                return folded_name[len(name) + 1 :]
        return folded_name
