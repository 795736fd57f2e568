"""Reading the graph files of a release folder again."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat

from kgbuild.errors import ReleaseError

_FORMATS = {".nq": RdfFormat.N_QUADS, ".ttl": RdfFormat.TURTLE}


def released(directory: Path, name: str) -> list[Quad]:
    """The quads of a release's file, in its order.

    Raises:
        ReleaseError: there is no such file, or it is not what its suffix says.
    """
    path = directory / name
    try:
        return list(ox.parse(path.read_bytes(), format=_FORMATS[path.suffix]))
    except OSError as error:
        raise ReleaseError(f"is no whole release ({name}: {error.strerror})", where=directory) from None
    except (SyntaxError, ValueError) as error:
        raise ReleaseError(f"is not well-formed ({' '.join(str(error).split())})", where=path) from None
