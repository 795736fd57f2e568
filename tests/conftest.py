"""What tests need beyond the checkout, asked for by name: skipped where it is missing, unless it is required."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def need(what: str, present: bool) -> None:
    """Skip the test if `what` is missing; fail it if KGBUILD_REQUIRE says that it must not be."""
    if present:
        return
    required = os.environ.get("KGBUILD_REQUIRE", "")
    if required == "all" or what in required.split(","):
        pytest.fail(f"{what} is required here and missing")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real reports and their gold."""
    need("shared", (SHARED / "reports").is_dir())
    return SHARED


@pytest.fixture(scope="session")
def rapper() -> str:
    """The raptor parser, as an independent judge of Turtle."""
    found = shutil.which("rapper")
    need("raptor", found is not None)
    assert found
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """A real browser."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    need("chromium", found is not None)
    assert found
    return found


@pytest.fixture(scope="session")
def sample_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A full release of the sample report, built once a worker."""
    from kgbuild.cli import main

    place = tmp_path_factory.mktemp("release") / "sample"
    assert main(["build", str(ROOT / "samples" / "lumen-harbour-2023.txt"), "-o", str(place)]) in (0, 1)
    return place
