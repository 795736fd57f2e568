"""Messages over a socket: a JSON head and a body of bytes, each with its length before it."""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

_LENGTHS = struct.Struct("!IQ")


def send(link: socket.socket, head: dict[str, Any], body: bytes = b"") -> None:
    """Send one message."""
    packed = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    link.sendall(_LENGTHS.pack(len(packed), len(body)) + packed)
    if body:
        link.sendall(body)


def receive(link: socket.socket, until: float | None = None) -> tuple[dict[str, Any], bytes]:
    """The next message; `until` is a time of the monotonic clock.

    Raises:
        EOFError: the other side is gone.
        TimeoutError: it has not arrived by then.
    """
    head_length, body_length = _LENGTHS.unpack(_exactly(link, _LENGTHS.size, until))
    head = json.loads(_exactly(link, head_length, until).decode("utf-8", "surrogatepass"))
    return head, bytes(_exactly(link, body_length, until))


def _exactly(link: socket.socket, length: int, until: float | None) -> bytearray:
    data = bytearray(length)
    view, at = memoryview(data), 0
    while at < length:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            link.settimeout(left)
        try:
            got = link.recv_into(view[at:])
        except ConnectionResetError:
            got = 0
        if not got:
            raise EOFError
        at += got
    return data
