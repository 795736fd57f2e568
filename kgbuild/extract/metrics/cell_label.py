"""The label of a table cell: the words of its headers, made understandable alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kgbuild.extract.metrics import phrases
from kgbuild.extract.metrics.cell_units import UnitFound
from kgbuild.extract.metrics.concept import concept_for
from kgbuild.extract.metrics.heads import Head, plain, title_of
from kgbuild.extract.metrics.setting import Setting
from kgbuild.lexicon import Concept
from kgbuild.model import Table, Words


def label_of(heads: Sequence[Head], table: Table, section: str, subject: Words | None, share: bool) -> tuple[str, str]:
    """The label in the words of the headers, and all words that say what is measured."""
    kept = [
        k
        for k in dict.fromkeys(_bare(head, heads) for head in heads if head.role == "label")
        if re.search(r"[^\W\d]{2,}", k)
    ]
    caption = title_of(table)
    context = " ".join(
        [
            *(head.text for head in heads if not _is_place(head)),
            caption.text if caption else "",
            subject.text if subject else "",
            section,
        ]
    )
    members = any(head.role == "member" for head in heads)
    total = any(head.row and head.role == "generic" and re.search(r"(?i)total|group", head.text) for head in heads)
    if total and not kept and caption is not None:
        subject = None
    if not [each for each in kept if phrases.content(each)]:
        whole = plain(subject.text) if subject else plain(caption.text) if caption else plain(section)
        if staff := next((head for head in heads if head.staff and head.row), None):
            whole = plain(staff.text)
        whole = re.sub(r"(?i)^(?:\d+[.\d]*\s*)+", "", whole)
        if members and subject is not None:
            whole = re.sub(r"(?i)^total\s+(?=\w+\s+\w|\w+$)", "", whole)
        if whole and whole not in kept:
            kept.insert(0, whole)
    label = ", ".join(kept)
    around = plain(caption.text) if caption is not None else plain(section)
    staffed = any(head.staff for head in heads)
    if staffed and table.caption is not None:
        around = plain(table.caption.text)
    if label and (staffed or len(phrases.content(label)) < 2) and around and around.casefold() not in label.casefold():
        label = f"{label}, {phrases.cut(around, 10)}"
    if share and "ercent" not in label and "roportion" not in label:
        label = "Percentage of " + re.sub(r"(?i)^(?:total )?(?:(?:number|no\.?) of )?", "", label)
    return phrases.cut(label or ", ".join(head.text for head in heads if head.role == "member"), 24), context


def inner_label(heads: Sequence[Head]) -> str:
    """The innermost label of a row, without its unit."""
    return next((plain(head.text) for head in reversed(heads) if head.role == "label" and head.row), "")


def _bare(head: Head, heads: Sequence[Head]) -> str:
    """A label without the axis it announces, where a member of the axis follows."""
    if any(other.role == "member" for other in heads):
        return re.sub(r"(?i),?\s*\b(?:broken down )?by (?:[a-z-]+ ){0,3}[a-z-]+$", "", plain(head.text)) or plain(
            head.text
        )
    return plain(head.text)


def _is_place(head: Head) -> bool:
    """Whether a header is a region: the words of its name say nothing of a metric ("New Zealand")."""
    return head.role == "member" and any(dim.axis == "region" for dim in head.dims)


def told_fully(
    label: str, concept: Concept | None, unit: UnitFound | None, table: Table, section: str, setting: Setting
) -> str:
    """A label with the caption or heading that names the metric, where its own words do not."""
    if concept is None or unit is None or concept_for(label, "", unit.kind, unit.code, setting.lexicon):
        return label
    for around in (table.caption.text if table.caption is not None else "", section):
        fuller = f"{label}, {phrases.cut(plain(around), 12)}"
        if around and concept_for(fuller, "", unit.kind, unit.code, setting.lexicon) == concept:
            return fuller
    return label
