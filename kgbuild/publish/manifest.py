"""The manifest of a release: what is in it, digest by digest, and what fixes its bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad

from kgbuild.errors import ReleaseError
from kgbuild.rdf.turtle import nquads

MANIFEST = "manifest.json"
FORMAT = 1
#: Made from the other files and left out where space counts, as in version control.
DERIVED = ("facts.csv", "facts.parquet", "esgkg.jsonld")


@dataclass(frozen=True)
class Manifest:
    """What `manifest.json` says. Nothing in it depends on the machine, the clock or the process that wrote it."""

    format: int
    edition: str
    base: str
    #: File name to SHA-256 and size in bytes.
    files: dict[str, dict[str, str | int]]
    #: Quads asserted and inferred, and the SHA-256 of the asserted dataset's RDFC-1.0 canonical form.
    dataset: dict[str, str | int]
    #: Report slug to the digest of its file, its reader and the number of its facts by type.
    reports: dict[str, dict[str, Any]]
    #: Facts that break a shape and were not published.
    left_out: list[dict[str, str]]
    #: What fixes the output: kgbuild, the ontology, the shapes.
    versions: dict[str, str]

    def text(self) -> str:
        """The file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def sha256(data: bytes) -> str:
    """Lower-case hex digest."""
    return hashlib.sha256(data).hexdigest()


def dataset_digest(quads: Iterable[Quad]) -> str:
    """SHA-256 of the RDFC-1.0 canonical N-Quads of a dataset."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sha256(nquads(dataset).encode("utf-8"))


def files_digest(paths: Iterable[Path]) -> str:
    """One digest for several files, by name and content."""
    lines = [f"{sha256(path.read_bytes())}  {path.name}\n" for path in sorted(paths, key=lambda path: path.name)]
    return sha256("".join(lines).encode("utf-8"))


def load_manifest(directory: Path) -> Manifest:
    """The manifest of a release folder.

    Raises:
        ReleaseError: there is none, or it is not one that this version reads.
    """
    path = directory / MANIFEST
    try:
        made = json.loads(path.read_bytes())
    except OSError as error:
        raise ReleaseError(f"is no release folder ({MANIFEST}: {error.strerror})", where=directory) from None
    except ValueError as error:
        raise ReleaseError(f"is not JSON ({error})", where=path) from None
    if not isinstance(made, dict) or made.get("format") != FORMAT:
        raise ReleaseError(f"is no manifest of format {FORMAT}", where=path)
    try:
        return Manifest(**made)
    except TypeError:
        raise ReleaseError("lacks fields of a manifest, or has others", where=path) from None


def verify(directory: Path) -> list[str]:
    """What does not hold in a release folder: files that changed, are missing or are not in the manifest.

    A table that is only another form of the facts may be missing.

    Raises:
        ReleaseError: it has no readable manifest.
    """
    manifest = load_manifest(directory)
    wrong: list[str] = []
    for name, expected in sorted(manifest.files.items()):
        path = directory / name
        if not path.is_file():
            if name in DERIVED:
                continue
            wrong.append(f"{name}: is missing")
        elif sha256(path.read_bytes()) != expected["sha256"]:
            wrong.append(f"{name}: has another digest")
    found = {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()}
    return wrong + [f"{name}: is not in the manifest" for name in sorted(found - manifest.files.keys() - {MANIFEST})]
