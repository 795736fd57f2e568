"""The whole chain: reports or facts files into a release folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from kgbuild.errors import FactsError, InputError, ReadError
from kgbuild.files import refuse_taken
from kgbuild.gate import Refusal
from kgbuild.pipeline import FACTS_SUFFIX, NOTHING_GIVEN, Extracted, Given, extract, reports_in, take_facts
from kgbuild.publish import MANIFEST, Part, Release, prepare, write_release
from kgbuild.rdf import LOCAL_BASE, Edition
from kgbuild.rdf.iris import based
from kgbuild.read.unread import unread

Progress = Callable[[Sequence[Path], str], Iterable[Path]]


@dataclass(frozen=True, slots=True)
class Task:
    """One input and what is to become of it; goes to another process as it is."""

    path: Path
    sources: tuple[Path, ...]
    given: Given
    base: str
    edition: Edition


class Worked(NamedTuple):
    """What one input gives to a release, and what it does not give."""

    parts: list[Part]
    refused: list[Refusal]
    unread: list[str]


@dataclass(frozen=True, slots=True)
class Built:
    """A release that was written, the facts that the gate refused, and which pages yield no facts."""

    release: Release
    refused: tuple[Refusal, ...]
    unread: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything handed in is published."""
        return self.release.holds and not self.refused


def build(
    inputs: Sequence[Path],
    directory: Path,
    *,
    sources: Sequence[Path] = (),
    base: str = LOCAL_BASE,
    edition: Edition = "full",
    given: Given = NOTHING_GIVEN,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Built:
    """Build a release from reports, folders of reports and facts files.

    Facts that the gate refuses or that break a shape are left out; the rest is published. `jobs` reports are worked
    on at once; the release is the same for any number.

    Raises:
        InputError: an input cannot be used, or two of them are the same report.
        OutputError: the release cannot be written.
    """
    try:
        base = based(base)
    except ValueError as error:
        raise InputError(str(error)) from None
    refuse_taken(directory, MANIFEST)
    tasks = [Task(path, tuple(sources), given, base, edition) for path in _inputs(inputs)]
    parts: list[Part] = []
    refused: list[Refusal] = []
    passed_over: list[str] = []
    for made in _worked(tasks, jobs, progress):
        parts += made.parts
        refused += made.refused
        passed_over += made.unread
    if not any(part.graph.facts for part in parts):
        gone = [item for part in parts for item in part.left_out]
        raise InputError(f"no fact keeps the shapes, nothing was written; the first: {gone[0]}")
    return Built(write_release(directory, parts, base=base, edition=edition), tuple(refused), tuple(passed_over))


def _inputs(inputs: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for path in inputs:
        found += [path] if path.suffix == FACTS_SUFFIX else reports_in([path])
    return list(dict.fromkeys(found))


def _worked(tasks: Sequence[Task], jobs: int, progress: Progress | None) -> Iterator[Worked]:
    if jobs == 1 or len(tasks) == 1:
        paths = [task.path for task in tasks]
        for task, _ in zip(tasks, progress(paths, "building") if progress else paths, strict=True):
            yield work(task)
        return
    with ProcessPoolExecutor(min(jobs, len(tasks)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, tasks)


def work(task: Task) -> Worked:
    """What one input gives to a release, what was refused of it, and what of it was not read.

    Raises:
        InputError: the input cannot be used, or no fact of it passes.
    """
    if task.path.suffix == FACTS_SUFFIX:
        found = take_facts(task.path, task.sources, task.given)
    else:
        found = [extract(task.path, task.given)]
    refused = [refusal for each in found for refusal in each.refused]
    if not any(each.facts for each in found):
        raise _nothing(task.path, refused)
    passed_over = [line for each in found for line in unread(each.document)]
    return Worked([_prepared(each, task) for each in found], refused, passed_over)


def _prepared(found: Extracted, task: Task) -> Part:
    return prepare(found.info, found.facts, base=task.base, document=found.document, edition=task.edition)


def _nothing(path: Path, refused: Sequence[Refusal]) -> FactsError | ReadError:
    kind = FactsError if path.suffix == FACTS_SUFFIX else ReadError
    if refused:
        return kind(f"no fact of it passes the evidence gate; the first: {refused[0]}", where=path)
    return kind("no fact is found in it", where=path)
