"""Running text: how large it is set in a report, and which lines of a page are part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kgbuild.read.pdf.lines import Line


def prose(lines: Sequence[Line]) -> set[int]:
    """The ids of lines that are running text: several under each other that break sentences at their ends."""
    found: set[int] = set()
    ordered = sorted(lines, key=lambda line: (round(line.left / 3), -line.bottom))
    run: list[Line] = []
    for line in [*ordered, None]:
        if run and line is not None:
            last = run[-1]
            drop = last.bottom - line.bottom
            if abs(last.left - line.left) < 3 and 0 < drop < 1.9 * line.size and abs(last.size - line.size) < 1:
                run.append(line)
                continue
        if len(run) > 2 and sum(one.width for one in run) > 10 * sum(one.size for one in run):
            going_on = sum(1 for one in run[1:] if one.words[0].text[:1].islower())
            if 3 * going_on >= len(run) - 1:
                found.update(map(id, run))
        run = [line] if line is not None else []
    return found


def body_size(pages: Iterable[Sequence[Line]]) -> float:
    """The height of a report's running text: the one that most letters have."""
    letters: dict[float, int] = {}
    for lines in pages:
        for line in lines:
            size = round(line.size * 2) / 2
            letters[size] = letters.get(size, 0) + sum([len(word.text) for word in line.words])
    return max(letters, key=lambda size: (letters[size], size)) if letters else 10.0
