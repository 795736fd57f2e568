"""The JSON Schemas of the facts file and of `reports.jsonl`, made from the value objects that read and write them."""

from __future__ import annotations

import json
from typing import Any

from kgbuild.model import FACT, ReportInfo

DIALECT = "https://json-schema.org/draft/2020-12/schema"
HOME = "https://w3id.org/esgkg/schema/"


def schemas() -> dict[str, dict[str, Any]]:
    """Each schema by its file name under `schemas/`."""
    fact = FACT.json_schema(by_alias=True, mode="validation")
    report = ReportInfo.model_json_schema(by_alias=True, mode="validation")
    return {
        name: {"$schema": DIALECT, "$id": HOME + name, "title": title, **made}
        for name, title, made in (
            ("fact.schema.json", "One line of a facts file", fact),
            ("report.schema.json", "One line of reports.jsonl", report),
        )
    }


def rendered(schema: dict[str, Any]) -> str:
    """A schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
