"""Measures the PDF reader beside bare pdfium: `python -m bench.reading [FOLDER] [--rounds N] [--grow]`.

Three read the same pages of every PDF of the folder (default: the real reports in `../shared`, else the samples) in
the same run, turn by turn; the best turn of each counts, in processor time. "Text" is pdfium's text of each page, which
says nothing of where a word stands; "places" is the text and the box of each character, which is what a layout is
made of, both through pypdfium2; the third is the reader, with layout, tables and metadata. `--grow` reads 10 to 280
pages, put together from the same reports, each in a process of its own, and prints time and peak memory.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pypdfium2 as pdfium

from kgbuild.errors import ReadError
from kgbuild.read.pdf import READER, read_pdf

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT.parent / "shared" / "reports" / "pdf", ROOT / "samples")
SIZES = (10, 20, 40, 80, 160, 280)
CHILD = "import sys; from bench.reading import measured; measured(sys.argv[1])"


def bare(data: bytes) -> int:
    """All page texts through pdfium alone; the number of pages."""
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    count = len(document)
    document.close()
    return count


def placed(data: bytes) -> int:
    """All page texts through pdfium with the box of every character; the number of boxes."""
    document = pdfium.PdfDocument(data)
    boxes = 0
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        for index in range(text.count_chars()):
            text.get_charbox(index, loose=True)
            boxes += 1
        text.close()
        page.close()
    document.close()
    return boxes


def seconds(work: Callable[[], object]) -> float:
    """Processor time of one call."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


class Times(NamedTuple):
    """Best seconds of pdfium's text, of its text with places, and of the reader."""

    text: float
    places: float
    ours: float

    def row(self, name: str, pages: int) -> str:
        """A line of the table."""
        rates = " | ".join(f"{pages / each:.0f}" for each in self)
        return f"| {name} | {pages} | {rates} | {self.ours / self.text:.1f} | {self.ours / self.places:.2f} |"


def timed(data: bytes, name: str, rounds: int) -> Times:
    """The best of some rounds in which each takes its turn."""
    works = (lambda: bare(data), lambda: placed(data), lambda: read_pdf(data, name))
    return Times(*map(min, zip(*[[seconds(work) for work in works] for _ in range(rounds)], strict=True)))


def compare(paths: Sequence[Path], rounds: int) -> None:
    """Print one line a report."""
    print(f"{READER}\n| report | pages | text pages/s | places pages/s | kgbuild pages/s | to text | to places |")
    print("|---|---|---|---|---|---|---|")
    total, all_times = 0, Times(0.0, 0.0, 0.0)
    for path in paths:
        data = path.read_bytes()
        try:
            times = timed(data, path.name, rounds)
        except ReadError as error:
            print(f"| {path.stem} | refused: {error.message} | | | | | |")
            continue
        pages = bare(data)
        total, all_times = total + pages, Times(*map(sum, zip(all_times, times, strict=True)))
        print(times.row(path.stem, pages))
    if total:
        print(all_times.row("all", total))


def put_together(paths: Iterable[Path], pages: int) -> bytes:
    """A PDF of that many pages, taken from reports in turn and from the start again where they end."""
    sources = [pdfium.PdfDocument(path) for path in paths]
    made = pdfium.PdfDocument.new()
    while len(made) < pages:
        for source in sources:
            wanted = list(range(min(len(source), pages - len(made))))
            if wanted:
                made.import_pages(source, wanted)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def measured(path: str) -> None:
    """Read one file and print pages, seconds and peak memory."""
    data = Path(path).read_bytes()
    begun = time.process_time()
    document = read_pdf(data, "grown.pdf")
    taken = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len(document.pages)
    print(f"| {pages} | {taken:.2f} | {taken / pages * 1000:.1f} | {peak:.0f} |")


def grow(paths: Sequence[Path]) -> None:
    """Print time and memory from 10 to 280 pages."""
    print("\n| pages | seconds | ms a page | peak MB |\n|---|---|---|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.pdf"
            path.write_bytes(put_together(paths, size))
            subprocess.run([sys.executable, "-c", CHILD, str(path)], check=True, cwd=ROOT)


def main() -> None:
    """Read the arguments and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=next((one for one in FOLDERS if one.is_dir()), ROOT))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--grow", action="store_true")
    given = parser.parse_args()
    paths = sorted(given.folder.glob("*.pdf"))
    if not paths:
        parser.error(f"no PDF in {given.folder}")
    compare(paths, given.rounds)
    if given.grow:
        sizeable = [path for path in paths if len(pdfium.PdfDocument(path)) >= min(40, SIZES[0])]
        grow(sizeable or paths)


if __name__ == "__main__":
    main()
