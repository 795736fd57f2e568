"""What all routes share: the data at hand, templates, and answers with the right headers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2
from fastapi import Request, Response

from kgbuild import __version__
from kgbuild.model import Document
from kgbuild.serve.desk import Desk
from kgbuild.serve.facts import number
from kgbuild.serve.links import Links
from kgbuild.serve.negotiate import Choice
from kgbuild.serve.settings import Settings
from kgbuild.store.prefixes import PREFIXES, shorten
from kgbuild.store.release import Release
from kgbuild.store.saved import SavedQuery

#: Several blank lines, which a text that was made from a PDF is full of.
_GAPS = re.compile(r"\n[ \t]*\n\s*\n")
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Site:
    """Everything a route needs. `sources` are reports at hand, by the first 16 digits of their file's digest."""

    settings: Settings
    desk: Desk
    links: Links
    releases: tuple[Release, ...]
    names: tuple[str, ...]
    sources: Mapping[str, Document]
    saved: Mapping[str, SavedQuery]
    templates: jinja2.Environment

    @property
    def digest(self) -> str:
        """Changes whenever an answer may: with the data, the queries, the reports at hand or the program."""
        parts = [__version__, *(release.digest for release in self.releases), *sorted(self.sources)]
        parts += [query.text for query in self.saved.values()]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def page(self, request: Request, template: str, *, status: int = 200, **values: object) -> Response:
        """A page made from a template."""
        html = self.templates.get_template(template).render(path=request.url.path, **values)
        return Response(html, status, media_type="text/html")


def release_names(releases: Sequence[Release]) -> tuple[str, ...]:
    """A name for each release that no other has: that of its folder, with a number where several share it."""
    made: list[str] = []
    for release in releases:
        name, number_ = release.name, 1
        while name in made:
            number_ += 1
            name = f"{release.name}-{number_}"
        made.append(name)
    return tuple(made)


def environment(links: Links) -> jinja2.Environment:
    """Templates that escape whatever they are given, with filters for names and numbers."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["local_href"] = links.href
    made.filters["page_href"] = lambda iri: links.page(iri) or links.href(iri)
    made.filters["short"] = lambda iri: shorten(iri).strip("<>")
    made.filters["brief"] = links.brief
    made.filters["number"] = number
    made.filters["without_gaps"] = lambda text: _GAPS.sub("\n\n", text)
    made.globals["version"] = __version__
    made.globals["prefixes"] = PREFIXES
    return made


def tag(site: Site, request: Request, media_type: str) -> str:
    """What an answer is known by: the same data, address and format give the same one."""
    address = f"{request.url.path}?{request.url.query}"
    return f'W/"{hashlib.sha256(f"{site.digest} {media_type} {address}".encode()).hexdigest()[:32]}"'


def unchanged(request: Request, etag: str) -> bool:
    """Whether the client has that answer already."""
    given = [known.strip() for known in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or etag in given


async def answer(
    site: Site,
    request: Request,
    choice: Choice,
    make: Callable[[], Awaitable[bytes]],
    *,
    repeatable: bool = True,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A whole answer, or 304 where the client has it; `make` is called only if needed and gives bytes to await."""
    kept = {"Vary": "Accept", **(headers or {})}
    if request.method in ("GET", "HEAD") and repeatable and not site.desk.pool.changes:
        etag = tag(site, request, choice.media_type)
        kept |= {"ETag": etag, "Cache-Control": f"public, max-age={site.settings.max_age}"}
        if unchanged(request, etag):
            return Response(status_code=304, headers=kept)
    else:
        kept["Cache-Control"] = "no-store"
    body = await make()
    return Response(body, headers={**kept, "Content-Type": choice.content_type})
