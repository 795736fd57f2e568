"""`python -m kgbuild`."""

from kgbuild.cli import run

run()
