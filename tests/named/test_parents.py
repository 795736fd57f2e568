from __future__ import annotations

import pytest

from kgbuild.model import Committee
from tests.named.reading import facts

BOARD = "Board of Directors"


def parents(text: str) -> dict[str, str | None]:
    return {fact.name: fact.parent for fact in facts(text, "committee") if isinstance(fact, Committee)}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Tide Committee reports to the Board every quarter.\n", "Tide Committee"),
        ("The Tide Committee is a committee of the Board.\n", "Tide Committee"),
        ("The Tide Committee, a standing committee of the Board, meets twice a year.\n", "Tide Committee"),
        ("Reporting to the Board, the Tide Committee sets our course.\n", "Tide Committee"),
        ("Under the oversight of the Board of Directors, the Tide Committee sets our course.\n", "Tide Committee"),
        ("The Tide Committee, chaired by Ms Reed, supports the Board in matters of climate.\n", "Tide Committee"),
        ("The Tide Committee assists the Board in overseeing harbours.\n", "Tide Committee"),
        ("A Board-level Sustainability Committee oversees our progress.\n", "Board-level Sustainability Committee"),
        ("The Board Risk Committee reviews our risks.\n", "Board Risk Committee"),
        ("The Board has delegated this work to committees. The Audit Committee reviews accounts.\n", "Audit Committee"),
        ("The Tide Committee was chartered by the Board in 2019.\n", "Tide Committee"),
    ],
)
def test_a_committee_of_the_board(text: str, body: str) -> None:
    assert parents(text)[body] == BOARD


def test_a_list_under_a_sentence_that_says_whose_its_bodies_are() -> None:
    found = parents(
        "The Tide Committee meets monthly.\n\nThe Tide Committee is supported by three working groups:\n\n"
        "- Nets Working Group\n- Buoys Working Group\n- Ropes Working Group\n"
    )
    assert found["Nets Working Group"] == "Tide Committee"
    assert found["Ropes Working Group"] == "Tide Committee"
    assert found["Tide Committee"] is None


def test_a_heading_that_names_the_body_above() -> None:
    found = parents("# Harbour Leadership Team Committees\n\nThe Tide Committee meets monthly.\n")
    assert found["Tide Committee"] == "Harbour Leadership Team"


def test_a_title_row_of_a_table_names_the_body_above() -> None:
    found = parents(
        "| Bodies | What they do |\n|---|---|\n| Harbour Leadership Team Committees | |\n"
        "| Tide Committee: meets monthly | Nets Committee: meets weekly |\n"
    )
    assert found["Tide Committee"] == "Harbour Leadership Team"
    assert found["Nets Committee"] == "Harbour Leadership Team"


def test_a_column_says_whom_a_body_reports_to() -> None:
    found = parents(
        "| Body | Task | Reports to |\n|---|---|---|\n| Tide Committee | Water | Board |\n"
        "| Nets Working Group | Fishing | Tide Committee |\n"
    )
    assert found["Tide Committee"] == BOARD
    assert found["Nets Working Group"] == "Tide Committee"


def test_a_team_at_the_top_and_its_short_form() -> None:
    found = parents(
        "Ms Reed is a member of the Executive Leadership Team (ELT). She sits on the ELT Risk Committee as well.\n"
    )
    assert found["ELT Risk Committee"] == "Executive Leadership Team"


def test_the_board_goes_by_the_companys_name_where_it_has_no_other() -> None:
    found = parents("Lumen Harbour's Board approves the plan. The Tide Committee reports to the Board.\n")
    assert found["Tide Committee"] == "Lumen Harbour Board" or found["Tide Committee"] == "Lumen Harbour's Board"


def test_a_plural_with_its_initials_is_one_kind_of_body() -> None:
    found = parents("We rely on Business Risk and Compliance Committees (BRCC’s) in each port.\n")
    assert list(found) == ["Business Risk and Compliance Committees"]


def test_a_committee_called_by_its_task() -> None:
    found = parents(
        "The board of directors has three commissions: the Committee for risks and the Committee for remuneration.\n"
    )
    assert found["Committee for risks"] == BOARD
    assert found["Committee for remuneration"] == BOARD


@pytest.mark.parametrize(
    "text",
    [
        "The Tide Committee met four times.\n",
        "The Board visited the port, and the Tide Committee met there.\n",
        "The Tide Committee supports the Board members of our suppliers.\n",
    ],
)
def test_no_parent_where_none_is_said(text: str) -> None:
    assert parents(text)["Tide Committee"] is None
