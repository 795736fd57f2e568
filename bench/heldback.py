"""Scores kgbuild on the held-back gold: `python -m bench.heldback [--set blind] [REPORT...] [--show WHICH]`.

The gold covers chosen pages of real reports that are not in this repository; they and the scoring program are looked
for in `../shared`. What is extracted elsewhere in a report counts neither for nor against.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, cast

from kgbuild.extract import extractors
from kgbuild.facts import dump_line
from kgbuild.model import Document, Fact
from kgbuild.read import read

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "heldback"
SHARED = ROOT.parent / "shared"

Item = dict[str, Any]
Row = dict[str, int]
#: By fact type, counts such as "gold", "found", "spurious", "unit_right", "unit_of".
Tally = dict[str, Row]


class Scorer(Protocol):
    """What is used of the scoring program."""

    ATTRIBUTES: Mapping[str, list[str]]

    def score(
        self, gold: list[Item], facts: list[Item], counts: Callable[[Item], bool] = ...
    ) -> tuple[Tally, dict[str, list[Any]]]:
        """Counts by type, and the items missed, wrong and spurious, of what `counts` lets through."""
        ...

    def rates(self, row: Row) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        ...


def scorer() -> Scorer:
    """The scoring program, imported by its path."""
    path = SHARED / "score" / "score.py"
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise SystemExit(f"no scoring program at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def extract(document: Document) -> Iterable[Fact]:
    """What all installed extractors find."""
    for extractor in extractors().values():
        yield from extractor(document)


def on_pages(facts: Iterable[Item], pages: Mapping[str, list[int]]) -> list[Item]:
    """The facts stated on the annotated pages, with the evidence that stands there."""
    kept = []
    for fact in facts:
        wanted = set(pages["metric" if fact["type"] == "metric" else "named"])
        places = [place for place in fact["evidence"] if place.get("page_index") in wanted]
        if places:
            first = min(places, key=lambda place: (place["page_index"], place["start"]))
            others = [place for place in places if place is not first]
            kept.append({**fact, "mentions": [first, *others]})
    return kept


def gold_of(name: str, folder: Path = GOLD) -> list[Item]:
    """The annotated facts of a report in one set."""
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def source(name: str) -> Path:
    """Where a report would be: the PDF, or the Markdown text with page markers where there is no PDF."""
    paged = SHARED / "reports" / f"{name}.md"
    return paged if paged.is_file() else SHARED / "reports" / "pdf" / f"{name}.pdf"


def add(total: Tally, tally: Mapping[str, Mapping[str, int]]) -> None:
    """Pool the counts of one report."""
    for kind, row in tally.items():
        for key, count in row.items():
            total[kind][key] += count


def attributes(row: Mapping[str, int], names: Iterable[str]) -> str:
    """How often each attribute was right, of the times that it counted."""
    return " ".join(f"{name} {row[name + '_right']}/{row[name + '_of']}" for name in names if row.get(name + "_of"))


def plain(name: str, kind: str, row: Row, score: Scorer) -> str:
    """A line for the terminal."""
    precision, recall, f1 = score.rates(row)
    counts = f"{row['gold']:6}{row['given']:6}{row['found']:6}{row['spurious']:6}{row['duplicates']:6}"
    said = attributes(row, score.ATTRIBUTES.get(kind, []))
    return f"{name:24}{kind:14}{counts}{precision:8.3f}{recall:8.3f}{f1:8.3f}  {said}"


def markdown(name: str, kind: str, row: Row, score: Scorer) -> str:
    """A row of the table in the docs."""
    precision, recall, f1 = score.rates(row)
    said = attributes(row, score.ATTRIBUTES.get(kind, []))
    counts = f"{row['gold']} | {row['found']} | {row['spurious']}"
    return f"| {name} | {kind} | {counts} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {said} |"


def shown(lists: Mapping[str, list[Any]], which: str) -> Iterable[str]:
    """The items missed, wrong or spurious, one a line."""
    for item in lists[which]:
        parts = item if isinstance(item, tuple) else (item,)
        for part in parts:
            pages = [place.get("page_index") for place in part["mentions"]]
            slim = {k: v for k, v in part.items() if k not in ("mentions", "evidence", "id", "report", "optional")}
            yield f"  p{pages} {json.dumps(slim, ensure_ascii=False)}"


def measure(
    name: str, pages: Mapping[str, list[int]], score: Scorer, folder: Path = GOLD
) -> tuple[Tally, dict[str, list[Any]]]:
    """Extract from one report and score it on its annotated pages."""
    document = read(source(name))
    facts = [json.loads(dump_line(fact)) for fact in extract(document)]
    return score.score(gold_of(name, folder), on_pages(facts, pages))


def main() -> None:
    """Print precision, recall and F1 by report and type, and pooled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*")
    parser.add_argument("--set", default=".", metavar="FOLDER", help="a set of gold within heldback/, such as blind")
    parser.add_argument("--show", choices=["missed", "wrong", "spurious"])
    parser.add_argument("--only", metavar="TYPE", help="show items of this fact type only")
    parser.add_argument("--markdown", action="store_true")
    args = parser.parse_args()
    score = scorer()
    line: Callable[[str, str, Row, Scorer], str] = markdown if args.markdown else plain
    folder = GOLD / args.set
    covered: dict[str, dict[str, list[int]]] = json.loads((folder / "pages.json").read_text("utf-8"))
    total: Tally = defaultdict(lambda: defaultdict(int))
    for name, pages in covered.items():
        if args.reports and name not in args.reports:
            continue
        if not source(name).is_file():
            print(f"{name}: the report is not at hand", file=sys.stderr)
            continue
        tally, lists = measure(name, pages, score, folder)
        add(total, tally)
        for kind, row in sorted(tally.items()):
            print(line(name, kind, row, score))
        if args.show:
            kept = [item for item in lists[args.show] if not args.only or _kind(item) == args.only]
            print("\n".join(shown({args.show: kept}, args.show)))
    for kind, row in sorted(total.items()):
        print(line("pooled", kind, row, score))


def _kind(item: Any) -> str:
    first: Item = item[0] if isinstance(item, tuple) else item
    return str(first["type"])


if __name__ == "__main__":
    main()
