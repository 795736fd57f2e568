"""The gold of the two real reports: the scores that the rules are held to, both reports pooled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from kgbuild.extract.named import extract
from kgbuild.facts import dump
from kgbuild.gate import admit_all
from kgbuild.read import read

#: The stretches that the gold covers.
VISIBLE = {"kuaishou-2020": [(0, 72927)], "kingsoft-cloud-2020": [(0, 49164), (62301, 62952), (74636, 75077)]}
GROUPS = {
    ("policy",): 0.92,
    ("regulation",): 0.92,
    ("topic",): 0.92,
    ("disclosure",): 0.92,
    ("committee", "certification", "membership"): 0.90,
    ("award",): 0.85,
    ("program",): 0.80,
}
ATTRIBUTES = {"award": ("issuer", "date"), "committee": ("parent",), "disclosure": ("page_labels",)}

Scores = dict[str, dict[str, dict[str, object]]]


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Scores:
    found: Scores = {}
    for name, spans in VISIBLE.items():
        document = read(shared / "reports" / f"{name}.txt")
        passed, refused = admit_all(extract(document), document)
        assert not refused
        facts = tmp_path_factory.mktemp("facts") / f"{name}.jsonl"
        facts.write_text(dump(passed), encoding="utf-8")
        command = [
            sys.executable,
            str(shared / "score" / "score.py"),
            str(shared / "gold" / f"{name}.jsonl"),
            str(facts),
        ]
        for low, high in spans:
            command += ["--span", str(low), str(high)]
        done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
        found[name] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("kinds", list(GROUPS))
def test_f1_on_the_visible_gold(scores: Scores, kinds: tuple[str, ...]) -> None:
    total: dict[str, int] = defaultdict(int)
    for table in scores.values():
        for kind in kinds:
            for key in ("gold", "found", "spurious", "duplicates"):
                total[key] += int(str(table.get(kind, {}).get(key, 0)))
    precision = total["found"] / (total["found"] + total["spurious"])
    recall = total["found"] / total["gold"]
    assert 2 * precision * recall / (precision + recall) >= GROUPS[kinds]


@pytest.mark.parametrize(("kind", "names"), list(ATTRIBUTES.items()))
def test_attributes_on_the_visible_gold(scores: Scores, kind: str, names: tuple[str, ...]) -> None:
    right = of = 0
    for table in scores.values():
        attributes = table.get(kind, {}).get("attributes", {})
        assert isinstance(attributes, dict)
        for name in names:
            one, two = str(attributes.get(name, "0/0")).split("/")
            right, of = right + int(one), of + int(two)
    assert of > 0
    assert right / of >= 0.9
