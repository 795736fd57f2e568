"""Names of the graph as addresses of this server, so that links work wherever a release is served."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, unquote

from kgbuild.store.prefixes import ESG, shorten
from kgbuild.store.release import TERMS

#: What lies under the terms' base and has pages here, whatever base the data have.
_TERM_FOLDERS = ("metric", "framework", "dim", "unit", "counted")
_SAFE = "/:@!$&'()*+,;=~"


class Links:
    """The bases whose names are served here; the terms' base is always one of them."""

    def __init__(self, bases: Sequence[str]) -> None:
        self.bases = tuple(dict.fromkeys((*bases, TERMS)))

    def local(self, iri: str) -> str | None:
        """The address here of what an IRI names, None where it is not ours.

        >>> Links(["https://kgbuild.example/"]).local("https://kgbuild.example/id/org/lumen-harbour")
        '/id/org/lumen-harbour'
        """
        if iri.startswith(ESG):
            return f"/ontology#{quote(iri.removeprefix(ESG), safe=_SAFE)}"
        if iri == ESG.rstrip("#"):
            return "/ontology"
        for base in self.bases:
            if iri.startswith(base):
                path = iri.removeprefix(base)
                if path.partition("/")[0] in ("id", *_TERM_FOLDERS):
                    return f"/{quote(path, safe=_SAFE)}"
        return None

    def href(self, iri: str) -> str | None:
        """Where a link to an IRI leads: here if it is ours, else to the web if it is a web address."""
        return self.local(iri) or (iri if iri.startswith(("http://", "https://")) else None)

    def brief(self, iri: str) -> str:
        """A short way to write an IRI: with a prefix, or for one of ours its path."""
        short = shorten(iri)
        if not short.startswith("<"):
            return short
        base = next((base for base in self.bases if iri.startswith(f"{base}id/")), None)
        return iri if base is None else iri.removeprefix(f"{base}id/").removeprefix("fact/")

    def page(self, iri: str) -> str | None:
        """The address of the page about it, without the detour over its name."""
        local = self.local(iri)
        if local is None or local.startswith("/ontology"):
            return local
        return f"/page{local.removeprefix('/id')}"

    def names(self, path: str) -> list[str]:
        """The IRIs that `page/...` or `data/...` with this path may be about, the likeliest first."""
        folder = path.partition("/")[0]
        found = [] if folder in _TERM_FOLDERS else [f"{base}id/{path}" for base in self.bases]
        if folder in _TERM_FOLDERS:
            found += [f"{base}{path}" for base in reversed(self.bases)]
        return list(dict.fromkeys(spelt for iri in found for spelt in (iri, unquote(iri))))
