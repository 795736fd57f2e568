"""The example of docs/plugins.md, as its reader would install it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from kgbuild.extract import extractors
from kgbuild.gate import Refusal, admit_all
from kgbuild.model import Evidence, Program
from kgbuild.read.text import read_text

DOCS = Path(__file__).resolve().parents[2] / "docs" / "plugins.md"
REPORT = read_text(b"Lumen Harbour Holdings Limited\n\nThe MV Lantern was refitted in 2023.\n", "report.md")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The example as an installed package, with the entry point that the page shows."""
    text = DOCS.read_text(encoding="utf-8")
    module = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    entry = re.search(r"```toml\n\[project\.entry-points\.\"kgbuild\.extractors\"\]\n(.*?)```", text, re.DOTALL)
    assert module is not None
    assert entry is not None
    (tmp_path / "fleet.py").write_text(module.group(1), encoding="utf-8")
    info = tmp_path / "fleet-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: fleet\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        f"[kgbuild.extractors]\n{entry.group(1).replace(chr(34), '')}", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "fleet", raising=False)


@pytest.mark.usefixtures("installed")
def test_the_example_is_found_beside_our_own_and_its_fact_passes_the_gate() -> None:
    found = extractors()
    assert {"fleet", "metrics", "named"} <= set(found)
    passed, refused = admit_all(found["fleet"](REPORT), REPORT)
    assert [(fact.rule, fact.type) for fact in passed] == [("fleet/ship", "program")]
    assert passed[0].evidence[0].quote == "MV Lantern"
    assert not refused


def test_a_made_up_fact_is_refused_with_its_reason() -> None:
    invented = Program(name="MV Ghost", evidence=(Evidence(quote="The MV Ghost sailed"),))
    passed, refused = admit_all([invented], REPORT)
    assert passed == []
    assert [type(one) for one in refused] == [Refusal]
    assert "not in the report" in refused[0].reason
