from __future__ import annotations

from pathlib import Path

import pytest

from kgbuild.errors import OutputError
from kgbuild.files import whole_folder, write_whole


def test_a_folder_takes_its_place_only_when_all_went_well(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "release", "manifest.json") as folder:
        (folder / "manifest.json").write_text("{}")
        assert not (tmp_path / "release").exists()
    assert (tmp_path / "release" / "manifest.json").read_text() == "{}"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_nothing_is_left_when_the_work_fails(tmp_path: Path) -> None:
    def work() -> None:
        with whole_folder(tmp_path / "release", "manifest.json") as folder:
            (folder / "half").write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        work()
    assert list(tmp_path.iterdir()) == []


def test_an_older_release_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "release"
    for text in ("one", "two"):
        with whole_folder(place, "manifest.json") as folder:
            (folder / "manifest.json").write_text(text)
            (folder / text).write_text(text)
    with pytest.raises(RuntimeError), whole_folder(place, "manifest.json"):
        raise RuntimeError
    assert sorted(path.name for path in place.iterdir()) == ["manifest.json", "two"]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    with pytest.raises(OutputError, match=r"holds no manifest\.json"), whole_folder(tmp_path, "manifest.json"):
        pass
    assert (tmp_path / "precious").read_text() == "mine"


def test_a_place_below_a_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError), whole_folder(tmp_path / "file" / "release", "manifest.json"):
        pass


def test_a_file_replaces_the_older_one_in_one_step(tmp_path: Path) -> None:
    write_whole(tmp_path / "facts.jsonl", b"one")
    write_whole(tmp_path / "facts.jsonl", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["facts.jsonl"]
    assert (tmp_path / "facts.jsonl").read_bytes() == b"two"


def test_a_file_below_no_folder_is_an_output_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_whole(tmp_path / "none" / "facts.jsonl", b"")
