"""The application over a set of releases."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from kgbuild import __version__
from kgbuild.errors import KgbuildError
from kgbuild.model import Document
from kgbuild.serve import linked, listing, pages, sparql
from kgbuild.serve.desk import Desk
from kgbuild.serve.headers import Headers
from kgbuild.serve.links import Links
from kgbuild.serve.negotiate import HTML, choose
from kgbuild.serve.problems import MEDIA_TYPE, Problem, problem_of
from kgbuild.serve.settings import Settings
from kgbuild.serve.site import HERE, Site, environment, release_names
from kgbuild.store.formats import JSON
from kgbuild.store.pool import Evaluator, Pool
from kgbuild.store.release import open_release
from kgbuild.store.remote import RemoteStore
from kgbuild.store.saved import saved_queries


def create_app(
    releases: Sequence[Path],
    *,
    settings: Settings | None = None,
    sources: Sequence[Document] = (),
    store: str | None = None,
) -> FastAPI:
    """The endpoint and pages over release folders; `sources` are reports whose words may be shown.

    With the address of a `store`, a SPARQL endpoint that holds the releases, queries go there; the folders then
    serve for downloads only, and there may be none.

    The worker processes start at once and end with the application's lifespan, or when `app.state.pool` is closed.

    Raises:
        ReleaseError: a release cannot be loaded.
        QueryError: a saved query has a broken header.
        ServerError: the worker processes cannot be started.
    """
    settings = settings or Settings()
    opened = tuple(open_release(folder) for folder in releases)
    saved = saved_queries()
    pool: Evaluator = RemoteStore(store) if store else _pool(releases, settings)
    links = Links(pool.bases)
    site = Site(
        settings=settings,
        desk=Desk(pool, settings),
        links=links,
        releases=opened,
        names=release_names(opened),
        sources={document.file_sha256[:16]: document for document in sources},
        saved=saved,
        templates=environment(links),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        try:
            yield
        finally:
            pool.close()

    app = FastAPI(
        title="kgbuild", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan,
        description="Facts of ESG reports, each with its page and its words.",
    )  # fmt: skip
    app.state.pool = pool
    app.state.site = site
    for part in (sparql, linked, pages, listing):
        app.include_router(part.router(site))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    app.add_middleware(Headers, cors=settings.cors)
    _handle_errors(app, site)
    return app


def _pool(releases: Sequence[Path], settings: Settings) -> Pool:
    return Pool(releases, workers=settings.workers + settings.page_workers, memory=settings.memory_mib * 2**20)


def _handle_errors(app: FastAPI, site: Site) -> None:
    def told(request: Request, problem: Problem) -> Response:
        headers = {"Cache-Control": "no-store", "Vary": "Accept", **problem.headers}
        choice = choose(request.headers.get("accept"), (JSON, HTML))
        if choice is not None and choice.format is HTML:
            response = site.page(request, "problem.html", status=problem.status, problem=problem)
            response.headers.update(headers)
            return response
        return Response(problem.body(), problem.status, media_type=MEDIA_TYPE, headers=headers)

    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return told(request, error)

    @app.exception_handler(KgbuildError)
    async def ours(request: Request, error: KgbuildError) -> Response:
        return told(request, problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        named = ", ".join(str(problem["loc"][-1]) for problem in error.errors())
        return told(request, Problem(400, f"missing or malformed: {named}"))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = "GET, HEAD, POST, OPTIONS" if request.url.path == "/sparql" else "GET, HEAD, OPTIONS"
        detail = "there is no page at this address" if error.status_code == 404 else str(error.detail)
        return told(request, Problem(error.status_code, detail, headers=headers))

    @app.exception_handler(Exception)
    async def unexpected(request: Request, _error: Exception) -> Response:
        return told(request, Problem(500, "this should not have happened; the server's log says more"))
