"""Files and folders that are whole or absent: written beside their place, then moved into it."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kgbuild.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises:
        OutputError: it cannot be written there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from None
    finally:
        Path(name).unlink(missing_ok=True)


def refuse_taken(path: Path, marker: str) -> None:
    """Look whether a folder may be made at a place, before the work that fills it.

    Raises:
        OutputError: the place is taken by something that is not ours.
    """
    if path.exists() and not path.is_dir():
        raise OutputError("is a file, not a folder", where=path)
    try:
        if path.is_dir() and any(path.iterdir()) and not (path / marker).is_file():
            raise OutputError(f"is not empty and holds no {marker}: nothing was written", where=path)
    except OSError as error:
        raise OutputError(error.strerror or "cannot be read", where=path) from None


@contextlib.contextmanager
def whole_folder(path: Path, marker: str) -> Iterator[Path]:
    """A temporary folder beside `path` that takes its place when the block ends well, and is gone when it does not.

    An older folder at the place is replaced if it holds a file named `marker` or nothing at all.

    Raises:
        OutputError: the place cannot be written, or is taken by something that is not ours.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - links stay links
    refuse_taken(path, marker)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from None
    try:
        made.chmod(0o755)
        yield made
        _replace(made, path)
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=path) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _replace(made: Path, path: Path) -> None:
    old = made.with_name(f"{made.name}.old")
    if path.exists():
        path.rename(old)
    try:
        made.rename(path)
    except BaseException:  # an interruption too must not leave the place empty
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)
