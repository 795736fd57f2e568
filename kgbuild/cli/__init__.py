"""The command line: each command a library function of the same name.

Here is the one place where an error becomes a line on stderr and an exit code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from kgbuild.errors import ExitStatus, KgbuildError

#: What shells say of a program that was ended by hand; typer turns the interruption into it.
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status (0 good, 1 something does not hold, 2 unusable, 130 interrupted)."""
    from kgbuild.cli.app import app

    try:
        outcome = app(args=None if arguments is None else list(arguments), standalone_mode=False)
    except typer.TyperException as error:
        said = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        return _say(f"{said} (kgbuild --help tells more)")
    except KgbuildError as error:
        return _say(str(error))
    except (KeyboardInterrupt, typer.Abort):
        outcome = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is wrong, but stdout must not be flushed again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.GOOD
    if outcome == INTERRUPTED:
        _say("interrupted")
    return outcome if isinstance(outcome, int) else ExitStatus.GOOD


def run() -> None:
    """Entry point of the `kgbuild` program."""
    raise SystemExit(main())


def _say(message: str) -> int:
    print(f"kgbuild: {' '.join(message.split())}", file=sys.stderr)
    return ExitStatus.UNUSABLE
