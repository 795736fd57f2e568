"""Writes the sample reports and their gold facts beside this file: `python -m samples.make`."""

from __future__ import annotations

from pathlib import Path

from samples import pdf, text, web
from samples.content import REPORT
from samples.gold import gold_lines

NAME = "lumen-harbour-2023"


def outputs() -> dict[str, bytes]:
    """File name and bytes of everything that is made; the same every time."""
    plain, mentions = text.render(REPORT, paged=False)
    paged, _ = text.render(REPORT, paged=True)
    return {
        f"{NAME}.pdf": pdf.render(REPORT),
        f"{NAME}.txt": plain.encode("utf-8"),
        f"{NAME}.paged.txt": paged.encode("utf-8"),
        f"{NAME}.html": web.render(REPORT).encode("utf-8"),
        "gold.jsonl": gold_lines(plain, mentions).encode("utf-8"),
    }


def main() -> None:
    """Write all outputs."""
    here = Path(__file__).parent
    for name, data in outputs().items():
        (here / name).write_bytes(data)


if __name__ == "__main__":
    main()
