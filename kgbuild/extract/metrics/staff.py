"""Categories of staff that a header names without an axis that announces them: "Board of directors", "Workers"."""

from __future__ import annotations

import re
from functools import lru_cache

from kgbuild.extract.metrics.dims import Dim
from kgbuild.model import Table

_ROLE = (
    r"(?:(?:non-?)?executive|independent|inside|outside)?\s?(?:directors?|managers?|executives?|officers?|supervisors?)"
    r"|(?:board|governance body|governing body|committee|\w+ committee|executive team) members?(?: of the board)?"
    r"|board(?: of (?:directors|management|statutory auditors))?|statutory auditors?|professionals?|technicians?"
    r"|(?:senior|top|middle|upper|executive|junior|first-line|mid-level) (?:management|leadership)(?: teams?)?"
    r"|(?:executive )?leadership teams?|management (?:team|board)|KMPs?|key manager(?:ial|ment) personnel"
    r"|direct reports(?: (?:of|to) (?:the )?CEO)?|CEO direct reports|governance bod(?:y|ies)"
)
_CATEGORY = re.compile(
    rf"(?:(?!(?:number|percentage|proportion|share|total|average|ratio|remuneration|pay|all|new|fees?)\b)"
    rf"[A-Z&][\w&'’/-]* ){{0,4}}(?:{_ROLE})(?:\s*\([^)]*\)?)?",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"\b(?:percentage|proportion|share|number|no\.|%) of (?:the |all )?(?P<who>{_ROLE})\s(?:that|who|whom|to whom"
    r"|having|with|trained|informed)\b",
    re.IGNORECASE,
)
_EMPLOYEES = re.compile(r"\bemployees?\b", re.IGNORECASE)
_WORKERS = re.compile(
    r"(?<!collar )(?<!collar-)(?<!office )(?<!manual )(?<!production )\bworkers?\b(?!['’]? compensation)", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def staff_category(text: str) -> str | None:
    """The category of staff that a whole header is: "Independent directors (excluding the chair)"; else None."""
    said = re.sub(r"(?<=[A-Za-z)])\d{1,2}$|[*†:]+$", "", re.sub(r"\s+", " ", text).strip()).strip()
    if not 3 < len(said) <= 90 or len(re.sub(r"\(.*", "", said).split()) > 6:
        return None
    return said if _CATEGORY.fullmatch(said) else None


@lru_cache(maxsize=8192)
def category_within(text: str) -> str | None:
    """The category that a longer label is about: "Percentage of governance body members that were informed"."""
    found = _OF.search(re.sub(r"\s+", " ", text))
    return found["who"].strip() if found else None


def sets_apart(table: Table) -> bool:
    """Whether a table tells employees from workers, as forms do that ask for both."""
    texts = [cell.words.text for cell in table.cells if cell.header or not re.search(r"\d", cell.words.text)]
    found = {_either(text) for text in texts if len(text) <= 120}
    return {"employees", "workers"} <= found


def employed_as(text: str) -> Dim | None:
    """Employees or workers, where words name one of them, in a table that sets them apart."""
    found = _either(text)
    return Dim("category", found) if found else None


def _either(text: str) -> str | None:
    ours, others = bool(_EMPLOYEES.search(text)), bool(_WORKERS.search(text))
    return None if ours == others else "employees" if ours else "workers"
