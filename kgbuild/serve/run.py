"""Serving on an address until told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn

from kgbuild.errors import ServerError
from kgbuild.model import Document
from kgbuild.serve.app import create_app
from kgbuild.serve.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes any that is free.

    Raises:
        ServerError: the port is in use, or the host is none of this machine's.
    """
    where = f"{host}:{port}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ServerError(f"no such host ({error.strerror})", where=where) from None
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        raise ServerError(f"cannot listen there: {(error.strerror or str(error)).lower()}", where=where) from None
    return made


def address_of(listening: socket.socket) -> str:
    """The web address of a listening socket."""
    host, port = listening.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - read, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    releases: Sequence[Path],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    settings: Settings | None = None,
    sources: Sequence[Document] = (),
    store: str | None = None,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve releases, or a `store` elsewhere that holds them, until a SIGINT or SIGTERM.

    `announce` is called with the address once it is ready.

    Raises:
        ServerError: the address cannot be had.
        ReleaseError: a release cannot be loaded.
    """
    with listen(host, port) as listening:
        app = create_app(releases, settings=settings, sources=sources, store=store)
        try:
            config = uvicorn.Config(
                app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=5,
                timeout_keep_alive=20, limit_concurrency=500, lifespan="on",
            )  # fmt: skip
            server = _Server(config, announce, address_of(listening))
            server.run(sockets=[listening])
        except KeyboardInterrupt:
            return  # uvicorn has stopped in order and tells again what stopped it
        finally:
            app.state.pool.close()


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[str], None] | None, address: str) -> None:
        super().__init__(config)
        self._announce = announce
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's, and then the announcement."""
        await super().startup(sockets=sockets)
        if self.started and self._announce is not None:
            self._announce(self._address)
