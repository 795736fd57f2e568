"""Scores kgbuild on the sample report in each of its forms: `python -m bench.sample [SUFFIX...]`."""

from __future__ import annotations

import json
import sys

from bench.heldback import ROOT, Item, extract, markdown, plain, scorer
from kgbuild.errors import KgbuildError
from kgbuild.facts import dump_line
from kgbuild.read import read

SAMPLES = ROOT / "samples"
#: A web page has neither pages nor the offsets of the text: there a metric matches by its value alone.
ANYWHERE = [{"page_index": 1, "quote": ""}]
FORMS = ("txt", "paged.txt", "pdf", "html")


def facts(form: str) -> list[Item]:
    """What is extracted from one form of the sample."""
    document = read(SAMPLES / f"lumen-harbour-2023.{form}")
    made: list[Item] = [json.loads(dump_line(fact)) for fact in extract(document)]
    return [{**fact, "mentions": ANYWHERE if form == "html" else fact["evidence"]} for fact in made]


def gold(form: str) -> list[Item]:
    """The gold facts; offsets hold for the text without page breaks only, pages for all."""
    items: list[Item] = [json.loads(line) for line in (SAMPLES / "gold.jsonl").read_text("utf-8").splitlines()]
    if form != "txt":
        for item in items:
            item.pop("pages")
            pages = [{"page_index": mention["page_index"], "quote": ""} for mention in item["mentions"]]
            item["mentions"] = ANYWHERE if form == "html" else pages
    return items


def main() -> None:
    """Print precision, recall and F1 by form and type."""
    score = scorer()
    line = markdown if "--markdown" in sys.argv else plain
    for form in [form for form in FORMS if form in sys.argv] or FORMS:
        try:
            found = facts(form)
        except KgbuildError as error:
            print(error, file=sys.stderr)
            continue
        tally, _ = score.score(gold(form), found)
        for kind, row in sorted(tally.items()):
            print(line(form, kind, row, score))


if __name__ == "__main__":
    main()
