"""What goes wrong, as RFC 9457 problems: one shape for every route."""

from __future__ import annotations

import json
from collections.abc import Mapping

from kgbuild.errors import KgbuildError, QueryError, ReleaseError, ServerError
from kgbuild.store.limits import BusyError, CancelledError, SizeLimitError, TimeLimitError

MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "The request is malformed",
    403: "Refused",
    404: "Nothing here by that name",
    405: "Not that way",
    406: "Not in that format",
    413: "The request is too large",
    414: "The address is too long",
    415: "Not understood in that format",
    429: "Too many queries at once",
    499: "Nobody waits for the answer",
    500: "Something is broken here",
    503: "Busy",
    504: "Over the time limit",
    507: "Over the memory or size limit",
}


class Problem(Exception):  # noqa: N818 - named as the RFC names it
    """A request that ends without what it asked for. `retry` is in seconds."""

    def __init__(
        self, status: int, detail: str, *, retry: int | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = " ".join(detail.split())
        self.headers = {**(headers or {}), **({"Retry-After": str(retry)} if retry is not None else {})}

    @property
    def title(self) -> str:
        """What kind of problem it is."""
        return _TITLES.get(self.status, "Problem")

    def body(self) -> bytes:
        """The problem as JSON."""
        made = {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}
        return json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")


def problem_of(error: KgbuildError) -> Problem:
    """The problem that one of our errors is to a client."""
    if isinstance(error, TimeLimitError):
        return Problem(504, error.message)
    if isinstance(error, SizeLimitError):
        return Problem(507, error.message)
    if isinstance(error, CancelledError):
        return Problem(499, error.message)
    if isinstance(error, BusyError):
        return Problem(503, error.message, retry=5)
    if isinstance(error, QueryError):
        return Problem(400, error.message)
    if isinstance(error, ServerError | ReleaseError):
        return Problem(503, error.message, retry=30)
    return Problem(500, error.message)
