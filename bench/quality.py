"""Measures how good extraction is and writes the tables of docs/quality.md anew: `python -m bench.quality`."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench import sample
from bench.heldback import GOLD, ROOT, SHARED, Item, Row, Scorer, Tally, add, extract, markdown, measure, scorer
from kgbuild.errors import KgbuildError
from kgbuild.facts import dump_line
from kgbuild.read import read

DOC = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
#: What the visible gold leaves out of the two text reports, annotated for this repository.
REST = GOLD / "rest"
VISIBLE = ("kuaishou-2020", "kingsoft-cloud-2020")
#: Code points without a gold item that part one annotated stretch of a text from the next.
GAP = 10_000
HEAD = (
    "| report | type | gold | found | spurious | precision | recall | F1 | attributes right, of those found |\n"
    "|---|---|---|---|---|---|---|---|---|"
)
#: Types that are also given together, because few of each stand in one report.
GROUPS = {
    "programs, awards, committees, policies": ("program", "award", "committee", "policy"),
    "policies, laws, topics, disclosures": ("policy", "regulation", "topic", "disclosure"),
    "committees, certifications, memberships": ("committee", "certification", "membership"),
}


def table(by_report: Iterable[tuple[str, Tally]], score: Scorer, *, pooled: bool = True) -> str:
    """A Markdown table: each report and, where wanted, all pooled and groups of types pooled."""
    total: Tally = defaultdict(lambda: defaultdict(int))
    lines = [HEAD]
    for name, tally in by_report:
        add(total, tally)
        lines += [markdown(name, kind, row, score) for kind, row in sorted(tally.items()) if _counts(row)]
    return "\n".join(lines + _pooled(total, score) if pooled else lines)


def _pooled(total: Tally, score: Scorer) -> list[str]:
    lines = [markdown("**pooled**", kind, row, score) for kind, row in sorted(total.items()) if _counts(row)]
    for title, kinds in GROUPS.items():
        group: Row = defaultdict(int)
        for kind in kinds:
            for key in ("gold", "given", "found", "spurious", "duplicates"):
                group[key] += total[kind][key]
        lines.append(markdown("**pooled**", title, group, score))
    return lines


def _counts(row: Row) -> bool:
    return bool(row["gold"] or row["found"] or row["spurious"])


def stretches(starts: Iterable[int]) -> list[tuple[int, int]]:
    """Where a text was annotated: from the first gold item to the last, less long stretches that hold none."""
    found: list[tuple[int, int]] = []
    for start in sorted(starts):
        if found and start - found[-1][1] <= GAP:
            found[-1] = (found[-1][0], start + 1)
        else:
            found.append((start, start + 1))
    return found


def visible(name: str, score: Scorer) -> Tally:
    """One of the two text reports against the visible gold, which covers a part of it."""
    gold = _gold(SHARED / "gold", name)
    covered = stretches(item["mentions"][0]["start"] for item in gold)
    return _scored(name, gold, covered, score, disclosures=True)


def rest(name: str, score: Scorer) -> Tally:
    """The parts of a text report that the visible gold leaves out, against the annotation of this repository."""
    covered: dict[str, list[tuple[int, int]]] = json.loads((REST / "spans.json").read_text("utf-8"))
    gold = [*_gold(SHARED / "gold", name), *_gold(REST, name)]
    return _scored(name, gold, covered[name], score, disclosures=False)


def _gold(folder: Path, name: str) -> list[Item]:
    lines = (folder / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [{**item, "mentions": _ordered(item["mentions"])} for item in map(json.loads, lines)]


def _scored(
    name: str, gold: list[Item], covered: Sequence[tuple[int, int]], score: Scorer, *, disclosures: bool
) -> Tally:
    """What stands first within the stretches; rows of an index count wherever they stand, or not at all."""
    document = read(SHARED / "reports" / f"{name}.txt")
    facts = [json.loads(dump_line(fact)) for fact in extract(document)]
    facts = [{**fact, "mentions": _ordered(fact["evidence"])} for fact in facts]

    def counts(fact: Item) -> bool:
        start = fact["mentions"][0]["start"]
        within = any(low <= start < high for low, high in covered)
        return disclosures if fact["type"] == "disclosure" else within

    return score.score(gold, facts, counts)[0]


def _ordered(mentions: list[Item]) -> list[Item]:
    return sorted(mentions, key=lambda mention: int(mention["start"]))


def samples(score: Scorer) -> Iterable[tuple[str, Tally]]:
    """The sample report in each of its forms that can be read."""
    for form in sample.FORMS:
        try:
            found = sample.facts(form)
        except KgbuildError as error:
            print(error, file=sys.stderr)
            continue
        yield f"sample ({form})", score.score(sample.gold(form), found)[0]


def measured(score: Scorer) -> str:
    """All tables."""
    covered: dict[str, dict[str, list[int]]] = json.loads((GOLD / "pages.json").read_text("utf-8"))
    held_back = table(((name, measure(name, pages, score)[0]) for name, pages in covered.items()), score)
    seen = table(((name, visible(name, score)) for name in VISIBLE), score)
    left = table(((name, rest(name, score)) for name in VISIBLE), score)
    own = table(samples(score), score, pooled=False)
    return (
        f"## Held-back pages of nine reports\n\n{held_back}\n\n## Visible gold of the two text reports\n\n{seen}\n\n"
        f"## The rest of the two text reports\n\n{left}\n\n## The sample report\n\n{own}"
    )


def main() -> None:
    """Put the new tables between the marks of the document."""
    before, _, rest = DOC.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOC.write_text(f"{before}{BEGIN}\n\n{measured(scorer())}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
