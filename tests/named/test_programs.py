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
