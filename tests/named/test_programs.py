from __future__ import annotations

import pytest

from kgbuild.model import Program
from tests.named.reading import facts, names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We launched the “Night Tide” campaign in March 2023.\n", "Night Tide"),
        ("In March 2023, we launched a program called “Night Tide”(夜潮).\n", "Night Tide"),
        ("The Young Pilots Training Camp welcomed 40 people.\n", "Young Pilots Training Camp"),
        ("We organized Quay Safety Week for all staff.\n", "Quay Safety Week"),
        ("Our training programs include the School of Ropes and the Lantern Evenings.\n", "School of Ropes"),
    ],
)
def test_programs_by_quotation_marks_head_noun_verb_and_list(text: str, name: str) -> None:
    assert name in names(text, "program")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2023, we launched Lantern Walks, an outreach programme for schools.\n", "Lantern Walks"),
        ("We launched Bright Sky, an award-winning, free program for women.\n", "Bright Sky"),
        ("The Quay Kiosk is a sponsorship program that runs in ten towns.\n", "Quay Kiosk"),
        ("We launched the Mended Nets charity challenge with the fishers of the bay.\n", "Mended Nets"),
        ("We organized the Light and Tide in Ningbo online learning event.\n", "Light and Tide in Ningbo"),
        ("The Tide Star young pilots program is a recruitment program of Lumen Harbour.\n", "Tide Star"),
        ("Our training programs include the Qihang (Setting Out) Project.\n", "Qihang (Setting Out) Project"),
        ("In 2023, we organized the 24 Pilots' Day for all staff.\n", "24 Pilots' Day"),
        ("The $50,000 Stronger Quays challenge brought in 40 ideas.\n", "Stronger Quays"),
        (
            "## Safety\n\n- Rope Cup: This competition rewards ideas.\n- Watch Talks: This video series is old.\n",
            "Rope Cup",
        ),
    ],
)
def test_programs_by_what_their_sentence_calls_them(text: str, name: str) -> None:
    assert name in names(text, "program")


@pytest.mark.parametrize(
    "text",
    [
        "The Ethics and Enterprise Assurance annual training program covers all staff.\n",
        "Lumen Harbour’s yearly public speaking challenge took place.\n",
        "In Ningbo, a city of the coast, we launched many initiatives.\n",
        "The Port Authority of Ningbo held a program for its staff, a yearly event.\n",
        "San Francisco is the first city where our project was launched.\n",
        "John Smith is our program manager, and Jane Doe was the winner of the photo competition.\n",
        "Talent Development is our key initiative for the coming year.\n",
        "We launched the Human Resources department training program for new managers.\n",
        "Human Resources program budgets were cut.\n",
        "Our New Zealand program grew, and the Olympic Games is a challenge for our supply chain.\n",
        "We introduced Microsoft Teams, a collaboration platform used for the project, to all offices.\n",
        "## Scope\n\n- Environment: This programme covers all sites.\n- Zhang Wei: The project manager came.\n",
    ],
)
def test_who_runs_a_program_is_none(text: str) -> None:
    assert names(text, "program") == []


def test_start_and_chinese_name_of_a_program() -> None:
    (program,) = facts("In March 2023, we launched a program called “Night Tide”(夜潮).\n", "program")
    assert isinstance(program, Program)
    assert (program.start, program.aliases) == ("2023-03", ("夜潮",))


def test_partners_of_a_program() -> None:
    (program,) = facts(
        "We launched the “Night Tide” program in partnership with the Ningbo Seamen Foundation.\n", "program"
    )
    assert isinstance(program, Program)
    assert program.partners == ("Ningbo Seamen Foundation",)


@pytest.mark.parametrize(
    "text",
    [
        "Our training program covers all staff, and a special program is planned.\n",
        "Suppliers rated as “good” keep to the principle of “fairness and openness”.\n",
        "The section titled “Area of Consolidation” tells more.\n",
        "We donated to the United Nations World Food Programme.\n",
    ],
)
def test_generic_words_ratings_sections_and_others_programs_are_none(text: str) -> None:
    assert names(text, "program") == []


def test_a_program_is_one_however_often_it_is_named() -> None:
    (program,) = facts(
        "We launched the “Night Tide” program. Night Tide grew. The Night Tide Program ended.\n", "program"
    )
    assert len(program.evidence) == 3
