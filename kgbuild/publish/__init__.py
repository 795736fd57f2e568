"""Releases: a folder with facts, graphs, validation and a manifest, whole or absent."""

from kgbuild.publish.diff import Change, Diff, diff
from kgbuild.publish.manifest import MANIFEST, Manifest, load_manifest, verify
from kgbuild.publish.release import Part, Release, prepare, write_release

__all__ = [
    "MANIFEST",
    "Change",
    "Diff",
    "Manifest",
    "Part",
    "Release",
    "diff",
    "load_manifest",
    "prepare",
    "verify",
    "write_release",
]
