from __future__ import annotations

import pytest

from kgbuild.model import Award
from tests.named.reading import facts


def awards(text: str) -> list[Award]:
    return [fact for fact in facts(text, "award") if isinstance(fact, Award)]


@pytest.mark.parametrize(("left", "right"), [("“", "”"), ("", "")])
def test_issuer_and_date_of_an_award_in_a_sentence(left: str, right: str) -> None:
    text = (
        f"In June 2023, Lumen Harbour was awarded the {left}Golden Buoy Award{right} by the Asian Ports Association.\n"
    )
    (award,) = awards(text)
    assert (award.name, award.issuer, award.date) == ("Golden Buoy Award", "Asian Ports Association", "2023-06")


def test_awards_in_a_row_have_each_their_own_giver() -> None:
    first, second, third = awards(
        "In 2023, we were awarded the title of “Model Quay Unit” by the Ningbo Port Office, the “Lantern Enterprise”, "
        "and the “Third Prize of the Tide Award.”\n"
    )
    assert (first.name, first.issuer) == ("Model Quay Unit", "Ningbo Port Office")
    assert (second.name, second.issuer) == ("Lantern Enterprise", None)
    assert (third.name, third.rank, third.date) == ("Third Prize of the Tide Award", "Third Prize", "2023")


def test_awards_in_a_table() -> None:
    text = (
        "## Awards\n\nAward\tIssuer\tDate\n"
        "Best Employer\tPort Daily, a newspaper\tMay 2023\nBest Employer\tQuay Weekly\t2022\n"
    )
    found = {(award.name, award.issuer, award.date) for award in awards(text)}
    assert found == {("Best Employer", "Port Daily", "2023-05"), ("Best Employer", "Quay Weekly", "2022")}


def test_awards_in_a_list_under_a_heading() -> None:
    (award,) = awards("## Recognition\n\n- Silver Rope Prize, second place, from the Pilots Institute (July 2023)\n")
    assert (award.name, award.issuer, award.date) == ("Silver Rope Prize", "Pilots Institute", "2023-07")


def test_a_program_that_won_is_the_recipient() -> None:
    (award,) = awards("Lumen Harbour's Night Tide Program won the “Coastal Care Award” in 2023.\n")
    assert award.recipient == "Night Tide Program"


def test_share_awards_and_winning_words_are_no_award() -> None:
    assert awards("We granted share awards to staff, won many customers and received RMB 3 million.\n") == []


def test_who_gives_may_stand_before_the_verb() -> None:
    (award,) = awards("In 2023, the Ningbo Sailors Chamber awarded Lumen Harbour the Golden Rope Award.\n")
    assert (award.name, award.issuer) == ("Golden Rope Award", "Ningbo Sailors Chamber")
    assert award.recipient == "Lumen Harbour"


@pytest.mark.parametrize(
    ("text", "name", "issuer"),
    [
        (
            "At the Golden Tide award ceremony of the Ningbo Ports Forum, Lumen Harbour won the Clean Water Award.\n",
            "Clean Water Award",
            "Ningbo Ports Forum",
        ),
        (
            "In 2023, we won the Quay Pioneer Award in the 2023 TIDE Awards of Harbour Post.\n",
            "Quay Pioneer Award",
            "Harbour Post",
        ),
        (
            "We won the Quay Pioneer Award. The event was led by the Port Office, and hosted by Ningbo Media Group.\n",
            "Quay Pioneer Award",
            "Ningbo Media Group",
        ),
        (
            "For the third year in a row, the Ningbo Chamber recognized us as one of China’s Most Trusted Ports.\n",
            "China’s Most Trusted Ports",
            "Ningbo Chamber",
        ),
        (
            "We once again earned a spot on the Dow Jones Sustainability World Index.\n",
            "Dow Jones Sustainability World Index",
            "Dow Jones",
        ),
    ],
)
def test_who_gives_an_award_may_stand_where_it_was_given(text: str, name: str, issuer: str) -> None:
    (award,) = awards(text)
    assert (award.name, award.issuer, award.recipient) == (name, issuer, "Lumen Harbour")


def test_the_company_gives_itself_no_award() -> None:
    (award,) = awards("A local newspaper named Lumen Harbour the Best Green Employer 2023.\n")
    assert (award.issuer, award.recipient) == (None, "Lumen Harbour")


@pytest.mark.timeout(10)
def test_words_that_come_again_and_again_between_verb_and_name_cost_no_time() -> None:
    assert (
        awards("We won the " + "place " * 26 + "x Golden Rope Award.\n" + "We won the " + "into " * 30 + "x.\n") == []
    )


def test_a_plural_is_no_superlative() -> None:
    assert awards("Our employees received Business Leading Skills training.\n") == []


def test_an_award_that_the_company_gives_is_none_of_its_own() -> None:
    assert awards("We awarded the Safety Excellence Award to ten contractors.\n") == []
