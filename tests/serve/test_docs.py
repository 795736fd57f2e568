"""The page on the endpoint says what the endpoint does."""

from __future__ import annotations

from pathlib import Path

from kgbuild.serve import Settings
from kgbuild.serve.problems import Problem
from kgbuild.store import FORMATS, saved_queries

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "endpoint.md").read_text(encoding="utf-8")


def test_every_setting_is_told_with_its_default() -> None:
    lines = [line for line in PAGE.splitlines() if line.startswith("| `")]
    for name, field in Settings.model_fields.items():
        line = next((line for line in lines if f"`{name}`" in line), None)
        assert line, f"{name} is not told"
        default = "on" if field.default is True else f"{field.default:g}" if field.default < 1e5 else str(field.default)
        assert default in line, f"the default of {name} is {default}"
        assert field.description


def test_every_saved_query_is_told_with_its_question() -> None:
    for name, query in saved_queries().items():
        assert f"| `{name}` | {query.summary} |" in PAGE


def test_every_format_and_status_is_told() -> None:
    for format_ in FORMATS:
        assert f"`{format_.name}`" in PAGE
    for status in (400, 403, 404, 405, 406, 413, 414, 415, 429, 503, 504, 507):
        assert str(status) in PAGE
        assert Problem(status, "").title != "Problem"
