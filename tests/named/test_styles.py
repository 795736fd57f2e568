from __future__ import annotations

import pytest

from kgbuild.model import Award, Regulation
from tests.named.reading import facts, names


@pytest.mark.parametrize(
    ("text", "name", "issuer"),
    [
        ("Lumen Harbour topped Newsweek's 2023 World's Most Calm Companies list.\n", "Most Calm Companies", "Newsweek"),
        (
            "Lumen Harbour received the 'Minister of Tides Award,' at a gala hosted by the Net Guild.\n",
            "Minister of Tides Award",
            "Net Guild",
        ),
        (
            "We were recognized by the Blue Water Council as Best Port Operators of the north.\n",
            "Best Port Operators",
            "Blue Water Council",
        ),
        ("# Awards\n\n- Forbes #1 for Workers in Harbours\n", "Forbes #1", "Forbes"),
        ("# Awards\n\n- Harbour Times 2023 Climate Leaders\n", "Climate Leaders", "Harbour Times"),
        ("# Awards\n\n- The Tide Institute Young Captains Award\n", "Young Captains Award", "The Tide Institute"),
    ],
)
def test_who_gives_an_award_by_its_name_or_sentence(text: str, name: str, issuer: str) -> None:
    found = [fact for fact in facts(text, "award") if isinstance(fact, Award) and name in fact.name]
    assert [fact.issuer for fact in found] == [issuer]


@pytest.mark.parametrize("name", ["World's Best Ports 2023", "America's Most Calm Harbours"])
def test_a_place_before_an_apostrophe_gives_no_award(name: str) -> None:
    found = facts(f"# Awards\n\n- {name}\n", "award")
    assert all(isinstance(fact, Award) and fact.issuer is None for fact in found)


def test_policies_that_are_approved_delivered_or_stand_side_by_side() -> None:
    text = (
        "The board's task is to approve the Lumen Harbour Social and Tidal Framework.\n\n"
        "Managers answer for delivery of our Storm & Flood Resilience Action Plan.\n\n"
        "We revised the Lumen Harbour Net Design Management Guidelines and "
        "Lumen Harbour Net Design Activity Guidelines.\n"
    )
    assert set(names(text, "policy")) == {
        "Lumen Harbour Social and Tidal Framework",
        "Storm & Flood Resilience Action Plan",
        "Lumen Harbour Net Design Management Guidelines",
        "Lumen Harbour Net Design Activity Guidelines",
    }


def test_programs_named_before_a_small_noun() -> None:
    text = "We met the goals of the Zero Nets to Seabed initiative.\n\nOur GREENTides program saves fuel.\n"
    assert sorted(names(text, "program")) == ["GREENTides", "Zero Nets to Seabed"]


def test_laws_with_numbers_dates_and_short_names() -> None:
    text = (
        "We comply with Legislative Decree no. 254/2016, Directive 2014/95/EU, the Rights of Sailors Act, 2016 "
        '(RoS Act) and Regulation (EU) 2020/852 (the "Taxonomy Regulation"). The Taxonomy Regulation and the RoS Act '
        "apply. D.Lgs. 254/16 is met, as is Law No. 262 of 2005.\n"
    )
    found = {fact.name: fact.aliases for fact in facts(text, "regulation") if isinstance(fact, Regulation)}
    assert "RoS Act" in found["Rights of Sailors Act, 2016"]
    assert "Taxonomy Regulation" in found["Regulation (EU) 2020/852"]
    assert {"Directive 2014/95/EU", "Law No. 262 of 2005"} <= set(found)
    # One decree however it is written.
    assert sum("254" in name for name in found) == 1
    assert len(found) == 5
