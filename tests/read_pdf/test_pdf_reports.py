"""The real reports: none breaks the reader, labels count on as printed, cells stand under their headers."""

from __future__ import annotations

import json
import time
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from kgbuild.model import Document, Label
from kgbuild.read.pdf import read_pdf

HERE = Path(__file__).parent
#: The blind ones were written from page images by somebody who had never seen what is read; `not_yet` are those cells
#: that are read otherwise, so that whoever mends one has to say so here.
EXPECTED = [
    table for name in ("expected", "blind") for table in json.loads((HERE / f"{name}_tables.json").read_text("utf-8"))
]


class Report(NamedTuple):
    """Pages of a report, label minus index of its pages (None: by `labels`), refused pages."""

    pages: int
    offset: int | None
    labels: dict[int, Label | None]
    refused: tuple[int, ...] = ()
    step: int = 1


REPORTS = {
    "altria-2020-env-data": Report(2, 0, {}),
    "altria-2021": Report(19, 0, {}),
    "apple-2024-6pages": Report(6, None, {1: 14, 2: 77, 3: 88, 4: 97, 5: 98, 6: 112}),
    "computershare-2023": Report(40, -1, {1: 1}),
    "elen-2019": Report(68, -2, {1: None}, (2,), 2),
    "eli-lilly-2021-webprint": Report(7, 0, {}),
    "hitachi-2023-6pages": Report(6, 48, {}),
    "iag-2023-climate": Report(27, -1, {1: "i"}),
    "jsw-2026-brsr": Report(41, 322, {}),
    "lockheed-martin-2021": Report(74, 0, {}, (1,)),
    "pfizer-2022-badtext": Report(14, None, {}, tuple(range(1, 11))),
    "ups-2020-tcfd": Report(6, 0, {}),
}


#: Hyphens at line ends, brackets of note marks, bullets.
LEFT_OUT = frozenset("-–—()[],;\u00ad•●○◦▪▫■□‣⁃∙·►▸»>*o")


@lru_cache(maxsize=len(REPORTS))
def read(path: Path) -> tuple[Document, float]:
    begun = time.perf_counter()
    document = read_pdf(path.read_bytes(), path.name)
    return document, time.perf_counter() - begun


@pytest.fixture(params=sorted(REPORTS))
def report(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Document, float]:
    path = shared / "reports" / "pdf" / f"{request.param}.pdf"
    if not path.exists():
        pytest.skip(f"needs {path.name}")
    return (request.param, *read(path))


@pytest.mark.xdist_group("pdf-reports")
def test_a_report_is_read_whole(report: tuple[str, Document, float], capsys: pytest.CaptureFixture[str]) -> None:
    name, document, seconds = report
    known = REPORTS[name]
    refused = tuple(page.index for page in document.pages if page.refused)
    tables = sum(block.table is not None for block in document.blocks)
    with capsys.disabled():
        print(
            f"\n{name}: {len(document.pages)} pages, {len(document.blocks)} blocks, {tables} tables, "
            f"label offset {known.offset}, refused {list(refused)}, {seconds:.2f} s"
        )
    assert len(document.pages) == known.pages
    assert refused == known.refused


@pytest.mark.xdist_group("pdf-reports")
def test_every_page_has_the_number_it_prints(report: tuple[str, Document, float]) -> None:
    name, document, _ = report
    known = REPORTS[name]
    for page in document.pages:
        if page.index in known.labels:
            assert page.label == known.labels[page.index]
        elif known.offset is not None:
            first = known.step * page.index + known.offset
            assert (page.label, page.label_last) == (first, first + 1 if known.step == 2 else None)
        else:
            assert page.label is None


@pytest.mark.xdist_group("pdf-reports")
def test_the_words_of_every_block_stand_at_their_place_and_none_is_lost(report: tuple[str, Document, float]) -> None:
    _, document, _ = report
    text = document.text
    taken = bytearray(len(text))
    for block in document.blocks:
        assert document.page_at(block.span.start) == document.page_at(block.span.end - 1)
        for run in block.words.runs:
            for at in range(run.length):
                letter = block.words.text[run.clean + at]
                if not letter.isspace():
                    assert letter == text[run.source + at]
                    assert not taken[run.source + at], "words stand in two blocks"
                    taken[run.source + at] = 1
    marks = sum(len(mark.value) for block in document.blocks for mark in block.words.marks)
    lost = [
        text[at]
        for page in document.pages
        if not page.refused and not page.garbled
        for at in range(page.start, page.end)
        if not taken[at] and not text[at].isspace()
    ]
    left_out = sum(letter in LEFT_OUT or "\uf000" <= letter <= "\uf0ff" for letter in lost)
    assert len(lost) - left_out <= marks


@pytest.mark.xdist_group("pdf-reports")
@pytest.mark.parametrize("known", EXPECTED, ids=lambda known: f"{known['report']}-{known['page']}")
def test_cells_stand_under_their_headers(known: dict[str, object], shared: Path) -> None:
    path = shared / "reports" / "pdf" / f"{known['report']}.pdf"
    if not path.exists():
        pytest.skip(f"needs {path.name}")
    document, _ = read(path)
    found = [
        [
            cell.words.text,
            [words.text for words in cell.row_path],
            [words.text for words in cell.column_path],
            cell.unit.text if cell.unit else None,
        ]
        for block in document.blocks
        if block.page == known["page"] and block.table
        for cell in block.table.body
    ]
    cells, not_yet = known["cells"], known.get("not_yet", [])
    assert isinstance(cells, list)
    assert isinstance(not_yet, list)
    assert [cell for cell in not_yet if cell in found] == []
    missing = [
        cell if near is None else (cell, near)
        for cell in cells
        if cell not in found
        for near in [next((other for other in found if other[0] == cell[0]), None)]
    ]
    assert missing == []
