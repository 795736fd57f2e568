"""Checks of what a report says against itself: findings with the facts on both sides; nothing is corrected."""

from kgbuild.check.findings import Finding, finding_triples
from kgbuild.check.released import findings_in
from kgbuild.check.rules import check

__all__ = ["Finding", "check", "finding_triples", "findings_in"]
