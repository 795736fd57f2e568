"""Time and share of each stage, and peak memory, for the two real reports (else for the sample).

    python -m bench.stages [REPORT...]

Each report is run in a process of its own, three times; the fastest run of each stage counts. Absolute times depend on
the machine: read the shares.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from kgbuild.extract import extractors
from kgbuild.gate import admit_all
from kgbuild.model import Fact
from kgbuild.pipeline import describe
from kgbuild.publish import Part, write_release
from kgbuild.rdf import infer, leave_out, map_report, validate
from kgbuild.read import read

ROOT = Path(__file__).resolve().parent.parent
REAL = ROOT.parent / "shared" / "reports"
RUNS = 3


@contextmanager
def timed(times: dict[str, float], stage: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    times[stage] = time.perf_counter() - begun


def once(path: Path) -> dict[str, float]:
    """Seconds by stage of one run through the whole chain."""
    times: dict[str, float] = {}
    with timed(times, "read"):
        document = read(path)
    facts: list[Fact] = []
    for name, extractor in extractors().items():
        with timed(times, f"extract {name}"):
            found = list(extractor(document))
        with timed(times, f"gate {name}"):
            facts += admit_all(found, document)[0]
    info = describe(document)
    signed = [fact.model_copy(update={"report": info.report}) for fact in facts]
    with timed(times, "map"):
        mapped = map_report(info, signed, document=document)
    with timed(times, "validate"):
        kept, validation, gone = leave_out(mapped, validate(mapped))
    with timed(times, "infer"):
        inferred = infer(kept)
    with tempfile.TemporaryDirectory() as folder, timed(times, "publish"):
        write_release(Path(folder) / "release", [Part(kept, inferred, validation, gone)])
    return times


def measured(path: Path) -> tuple[dict[str, float], float]:
    """The fastest of the runs by stage, and the peak memory of the process in MB."""
    runs = [once(path) for _ in range(RUNS)]
    return {stage: min(run[stage] for run in runs) for stage in runs[0]}, (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )


def show(path: Path, times: dict[str, float], memory: float, say: Callable[[str], None] = print) -> None:
    total = sum(times.values())
    say(f"\n{path.name}: {total:.2f} s, peak memory {memory:.0f} MB")
    for stage, seconds in times.items():
        say(f"  {stage:<16}{seconds:8.3f} s {seconds / total:6.1%}")


def main(arguments: list[str]) -> None:
    paths = [Path(argument) for argument in arguments] or sorted(REAL.glob("*.txt"))
    paths = paths or [ROOT / "samples" / "lumen-harbour-2023.txt"]
    for path in paths:
        with get_context("spawn").Pool(1) as pool:
            show(path, *pool.apply(measured, (path,)))


if __name__ == "__main__":
    main(sys.argv[1:])
