"""How fast metrics are extracted, apart from reading: `python -m bench.extraction [REPORT...]`.

Prints, for each report of `../shared`, pages, facts, seconds and pages a second of extraction alone (best of three),
and then the same for one report repeated two, four and eight times: seconds a page must not grow.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from kgbuild.extract.metrics import extract
from kgbuild.model import Block, Document, Table, Words
from kgbuild.model.words import Run
from kgbuild.read import read

REPORTS = Path(__file__).parents[2] / "shared" / "reports"
NAMES = ("kuaishou-2020.txt", "kingsoft-cloud-2020.txt", "pdf/lockheed-martin-2021.pdf", "pdf/elen-2019.pdf")
#: Characters of a text without page breaks that count as one page.
PAGE = 2000


def pages_of(document: Document) -> float:
    """Physical pages, or what the text would fill."""
    return float(len(document.pages)) or len(document.text) / PAGE


def seconds(document: Document, rounds: int = 3) -> tuple[float, int]:
    """Best time of extraction, and the number of facts."""
    best, facts = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        facts = len(list(extract(document)))
        best = min(best, time.perf_counter() - start)
    return best, facts


def repeated(document: Document, times: int) -> Document:
    """A text report as if it were printed several times over, every number another one each time."""
    text, blocks = document.text, list(document.blocks)
    for count in range(1, times):
        shift = len(document.text) * count
        text += document.text
        blocks += [_shifted(block, shift) for block in document.blocks]
    return replace(document, text=text, blocks=tuple(blocks), pages=(), bounds=())


def _words(words: Words, shift: int) -> Words:
    return Words(words.text, tuple(Run(run.clean, run.source + shift, run.length) for run in words.runs), words.marks)


def _some(words: Words | None, shift: int) -> Words | None:
    return None if words is None else _words(words, shift)


def _shifted(block: Block, shift: int) -> Block:
    table: Table | None = None
    if block.table is not None:
        cells = tuple(
            replace(
                cell,
                words=_words(cell.words, shift),
                row_path=tuple(_words(words, shift) for words in cell.row_path),
                column_path=tuple(_words(words, shift) for words in cell.column_path),
                unit=_some(cell.unit, shift),
            )
            for cell in block.table.cells
        )
        table = replace(
            block.table, cells=cells, caption=_some(block.table.caption, shift), unit=_some(block.table.unit, shift)
        )
    return replace(block, words=_words(block.words, shift), table=table)


def main(names: list[str]) -> int:
    """Print both tables."""
    print(f"{'report':34}{'pages':>8}{'facts':>7}{'seconds':>9}{'pages/s':>9}")
    for name in names or NAMES:
        document = read(REPORTS / name)
        took, facts = seconds(document)
        pages = pages_of(document)
        print(f"{name:34}{pages:8.0f}{facts:7}{took:9.3f}{pages / took:9.0f}")
    print(f"\n{'repeated':34}{'pages':>8}{'seconds':>9}{'ms a page':>11}")
    document = read(REPORTS / NAMES[0])
    for times in (1, 2, 4, 8):
        longer = repeated(document, times)
        took, _ = seconds(longer, 1 if times > 2 else 3)
        print(
            f"{NAMES[0]} x {times:<10}{'':11}{pages_of(longer):8.0f}{took:9.3f}{1000 * took / pages_of(longer):11.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
