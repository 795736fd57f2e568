"""The two editions: `full` carries the report's words, `facts-only` what may be published of reports whose words may
not: names and labels up to twelve words, printed numbers, unit words, places and digests.
"""

from __future__ import annotations

from typing import Any, Literal

from kgbuild.cite import digest
from kgbuild.identity import is_short, shortened
from kgbuild.model import Disclosure, Evidence, Fact, MetadataItem, Metric, ReportInfo, WithWords

Edition = Literal["full", "facts-only"]
EDITIONS: tuple[Edition, ...] = ("full", "facts-only")
_NAMES = ("label", "name", "organization", "stated", "about", "issuer", "recipient", "program", "parent", "topic",
          "standard", "group", "framework", "edition")  # fmt: skip
_LISTS = ("aliases", "partners", "members")
#: Descriptions, not names: whole or not at all.
_PHRASES = ("boundary", "role", "rank")
#: What may be kept of the words that a statement is read with.
_KEPT_ROLES = ("unit", "scale")


def published(fact: Fact, edition: Edition) -> Fact:
    """The fact as an edition publishes it."""
    if edition == "full":
        return fact.model_copy(update={"evidence": tuple(_digested(item) for item in fact.evidence)})
    changes: dict[str, Any] = {"evidence": tuple(_wordless(item) for item in fact.evidence)}
    for field in (*_NAMES, *_PHRASES):
        value = getattr(fact, field, None)
        if isinstance(value, str) and not is_short(value):
            changes[field] = shortened(value) if field in _NAMES else None
    for field in _LISTS:
        if values := getattr(fact, field, ()):
            changes[field] = tuple(shortened(value) for value in values)
    if isinstance(fact, Metric):
        changes["dims"] = {axis: shortened(value) for axis, value in fact.dims.items()}
    if isinstance(fact, Disclosure):
        changes |= {"requirement": None, "omission": None}
    return fact.model_copy(update=changes)


def published_info(info: ReportInfo, edition: Edition) -> ReportInfo:
    """What is known of a report, as an edition publishes it."""
    if edition == "full":
        return info
    changes: dict[str, Any] = {}
    for field in type(info).model_fields:
        item = getattr(info, field)
        if isinstance(item, MetadataItem):
            evidence = tuple(_wordless(piece) for piece in item.evidence)
            changes[field] = MetadataItem(value=shortened(item.value), evidence=evidence)
    return info.model_copy(update=changes)


def _digested(evidence: Evidence) -> Evidence:
    if evidence.quote_sha256 is not None or evidence.quote is None:
        return evidence
    return evidence.model_copy(update={"quote_sha256": digest(evidence.quote)})


def _wordless(evidence: Evidence) -> Evidence:
    words = tuple(_wordless_words(item) for item in evidence.with_)
    return _digested(evidence).model_copy(update={"quote": None, "with_": words})


def _wordless_words(words: WithWords) -> WithWords:
    if words.quote is None:
        return words
    kept = words.quote if words.role in _KEPT_ROLES and is_short(words.quote) else None
    return words.model_copy(update={"quote": kept, "quote_sha256": words.quote_sha256 or digest(words.quote)})
