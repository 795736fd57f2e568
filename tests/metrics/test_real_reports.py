"""Nothing published is a number that the published reader cannot read again: on every report at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.cite import span_of
from kgbuild.extract.metrics import extract
from kgbuild.quantity import prove
from kgbuild.read import read

NAMES = (
    "kingsoft-cloud-2020.txt",
    "kuaishou-2020.txt",
    "samsung-sds-2024-paged.md",
    "pdf/altria-2020-env-data.pdf",
    "pdf/altria-2021.pdf",
    "pdf/apple-2024-6pages.pdf",
    "pdf/computershare-2023.pdf",
    "pdf/elen-2019.pdf",
    "pdf/eli-lilly-2021-webprint.pdf",
    "pdf/hitachi-2023-6pages.pdf",
    "pdf/iag-2023-climate.pdf",
    "pdf/jsw-2026-brsr.pdf",
    "pdf/lockheed-martin-2021.pdf",
    "pdf/pfizer-2022-badtext.pdf",
    "pdf/ups-2020-tcfd.pdf",
)


@pytest.mark.parametrize("name", NAMES)
def test_every_published_number_is_read_again_from_its_words(shared: Path, name: str) -> None:
    path = shared / "reports" / name
    if not path.is_file():
        pytest.skip(f"{name} is not at hand")
    document = read(path)
    found = list(extract(document))
    for metric in found:
        assert metric.evidence
        for evidence in metric.evidence:
            span = span_of(document, evidence)
            assert document.quote(span) == evidence.quote
            proof = prove(metric, evidence, document.number_style)
            assert proof.value_holds, (metric.label, metric.printed, proof.reason)
    assert [metric.model_dump_json() for metric in extract(document)] == [metric.model_dump_json() for metric in found]
