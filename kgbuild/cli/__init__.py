"""The command line: each command a library function of the same name."""

from __future__ import annotations


def main() -> None:
    """Entry point of `kgbuild`."""
    raise SystemExit(2)
