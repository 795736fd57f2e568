"""The ways in which a query can go over its limits."""

from __future__ import annotations

from kgbuild.errors import LimitError


class TimeLimitError(LimitError):
    """It took too long and was ended."""


class SizeLimitError(LimitError):
    """It needed too much memory, or its answer is too large."""


class BusyError(LimitError):
    """It could not begin: no worker is free."""


class CancelledError(LimitError):
    """Whoever asked is gone."""
