"""What a server may be told; every limit with its unit."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Limits of the endpoint. The defaults suit one small machine that is open to strangers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    query_seconds: float = Field(20, gt=0, description="time limit of a query, in seconds; a client may ask for less")
    page_seconds: float = Field(10, gt=0, description="time limit of what a page needs, in seconds")
    memory_mib: int = Field(1024, ge=64, description="memory a query may take beyond the data, in MiB")
    answer_mib: int = Field(32, ge=1, description="size an answer may reach, in MiB")
    query_bytes: int = Field(256 * 1024, ge=1024, description="size of a request's body and of its address, in bytes")
    workers: int = Field(2, ge=1, le=64, description="queries that run at the same time")
    page_workers: int = Field(2, ge=1, le=64, description="the same for pages, which never wait for queries")
    client_running: int = Field(1, ge=1, description="queries of one client that run at the same time")
    client_present: int = Field(8, ge=1, description="queries of one client that run or wait")
    waiting: int = Field(32, ge=0, description="queries of all clients that wait")
    queue_seconds: float = Field(20, gt=0, description="how long a query may wait for its turn, in seconds")
    html_rows: int = Field(500, ge=1, description="rows of an answer that a page shows")
    page_items: int = Field(50, ge=1, description="values of one property that a page shows at once")
    cors: bool = Field(True, description="whether pages of other sites may read what is served")
    max_age: int = Field(60, ge=0, description="how long clients may keep what they got without asking, in seconds")
