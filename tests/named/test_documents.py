from __future__ import annotations

import pytest

from tests.named.reading import facts, names


@pytest.mark.parametrize(("left", "right"), [("*", "*"), ("“", "”"), ('"', '"'), ("", "")])
def test_policies_are_found_whatever_sets_them_off(left: str, right: str) -> None:
    text = (
        f"We have formulated internal policies such as the {left}Berth Safety Rules{right} "
        f"and the {left}Crane Operators Code of Conduct{right}.\n"
    )
    assert names(text, "policy") == ["Berth Safety Rules", "Crane Operators Code of Conduct"]


@pytest.mark.parametrize(("left", "right"), [("*", "*"), ("“", "”"), ("", "")])
def test_laws_are_told_from_policies_by_the_words_around(left: str, right: str) -> None:
    text = (
        f"In compliance with laws and regulations including the "
        f"{left}Provisions on the Administration of Ports{right}, "
        f"we have issued internal documents such as the {left}Provisions on Mooring Work{right}.\n"
    )
    assert names(text, "regulation") == ["Provisions on the Administration of Ports"]
    assert names(text, "policy") == ["Provisions on Mooring Work"]


def test_a_name_that_holds_the_company_is_its_policy_even_where_others_follow_it() -> None:
    text = "All agents act in accordance with the Lumen Harbour Rules on Gifts and Meals.\n"
    assert names(text, "policy") == ["Lumen Harbour Rules on Gifts and Meals"]
    assert names(text, "regulation") == []


@pytest.mark.parametrize(
    "name",
    [
        "Code of Business Conduct and Ethics",
        "Health, Safety and Environment Policy",
        "Equal Opportunities and Anti-Harassment Policy",
        "Policy on Selection of Tugs and Barges",
        "Quay Access Policy (Trial)",
    ],
)
def test_a_policy_is_named_whole(name: str) -> None:
    assert names(f"Staff are bound by the {name}, which was updated in May.\n", "policy") == [name]


def test_joined_policies_are_parted_only_where_they_are_two() -> None:
    text = "We adopted the Privacy Policy, the Cookie Policy and the Whistleblowing and Complaints Policy.\n"
    assert names(text, "policy") == ["Privacy Policy", "Cookie Policy", "Whistleblowing and Complaints Policy"]


def test_generic_words_are_no_policy() -> None:
    assert (
        names("Our policies and procedures follow applicable laws. The policy was revised. See Policies.\n", "policy")
        == []
    )


def test_a_law_is_named_with_country_year_and_number() -> None:
    text = (
        "We observe the Ports Law of the People's Republic of China, the Harbour Dues Act 2011 of UK "
        "and Legislative Decree no. 77 of 2019.\n"
    )
    assert names(text, "regulation") == [
        "Ports Law of the People's Republic of China",
        "Harbour Dues Act 2011 of UK",
        "Legislative Decree no. 77 of 2019",
    ]


def test_a_law_cited_by_number_in_two_ways_is_one() -> None:
    (law,) = facts("See Legislative Decree no. 77 of 2019. Legislative Decree 77/2019 binds us.\n", "regulation")
    assert len(law.evidence) == 2


def test_a_defined_short_name_is_an_alias_and_its_uses_are_mentions() -> None:
    (law,) = facts(
        'We follow the Rules Governing the Use of Quays on The Port of Hong Kong (the "Quay Rules"). '
        "The Quay Rules were met. We pay for it under the Quay Rules.\n",
        "regulation",
    )
    assert law.aliases == ("Quay Rules",)  # type: ignore[union-attr]
    assert len(law.evidence) >= 3


def test_a_framework_called_by_an_acronym_is_followed_not_made() -> None:
    assert names("Our controls are based on the COSO framework.\n", "regulation") == ["COSO framework"]


def test_the_standards_of_auditors_are_not_the_companys() -> None:
    text = "# Independent Assurance Statement\n\nWe comply with the Code of Ethics for Auditors Act 2001.\n"
    assert facts(text) == []


def test_departments_are_no_documents() -> None:
    assert names("Ms. Lau leads our Public Policy function and the Maritime Law department.\n", "policy") == []
    assert names("Ms. Lau leads our Public Policy function and the Maritime Law department.\n", "regulation") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Our Social and Tidal Framework guides our people.\n", "Social and Tidal Framework"),
        ("Lumen Harbour’s Board Charter was renewed in May.\n", "Board Charter"),
        ("We keep a Policy on Dealing with Harbour Parties.\n", "Policy on Dealing with Harbour Parties"),
    ],
)
def test_what_is_the_companys_own_is_its_policy(text: str, name: str) -> None:
    assert name in names(text, "policy")


def test_a_contract_for_power_is_no_policy() -> None:
    assert names("In 2023, we signed a Virtual Power Purchase Agreement.\n", "policy") == []
