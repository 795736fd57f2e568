"""Measures the PDF reader beside bare pdfium: `python -m bench.reading [FOLDER] [--rounds N] [--grow]`.

For every PDF of the folder (default: the real reports in `../shared`, else the samples) both read the same pages in
the same run, turn by turn; the best turn of each counts, in processor time. `--grow` reads 10 to 280 pages, put
together from the same reports, each in a process of its own, and prints time and peak memory.
"""

from __future__ import annotations

import argparse
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

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


def both(data: bytes, name: str, rounds: int) -> tuple[int, float, float]:
    """Pages, and the best seconds of bare pdfium and of the reader."""
    pages, least, ours = 0, float("inf"), float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        pages = bare(data)
        between = time.process_time()
        read_pdf(data, name)
        least, ours = min(least, between - begun), min(ours, time.process_time() - between)
    return pages, least, ours


def compare(paths: Sequence[Path], rounds: int) -> None:
    """Print one line a report."""
    print(f"{READER}\n| report | pages | pdfium pages/s | kgbuild pages/s | ratio |\n|---|---|---|---|---|")
    total, all_bare, all_ours = 0, 0.0, 0.0
    for path in paths:
        try:
            pages, least, ours = both(path.read_bytes(), path.name, rounds)
        except ReadError as error:
            print(f"| {path.stem} | refused: {error.message} | | | |")
            continue
        total, all_bare, all_ours = total + pages, all_bare + least, all_ours + ours
        print(f"| {path.stem} | {pages} | {pages / least:.0f} | {pages / ours:.0f} | {ours / least:.1f} |")
    if total:
        print(f"| all | {total} | {total / all_bare:.0f} | {total / all_ours:.0f} | {all_ours / all_bare:.1f} |")


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
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len(document.pages)
    print(f"| {pages} | {seconds:.2f} | {seconds / pages * 1000:.1f} | {peak:.0f} |")


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
