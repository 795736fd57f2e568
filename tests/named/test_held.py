"""Certifications and memberships."""

from __future__ import annotations

import pytest

from kgbuild.model import Certification, Membership
from tests.named.reading import facts, names


def test_a_certification_with_standard_and_date() -> None:
    (held,) = facts(
        "In May 2021 we obtained ISO 14001 environmental management system certification.\n", "certification"
    )
    assert isinstance(held, Certification)
    assert (held.name, held.standard, held.date) == ("environmental management system", "ISO 14001", "2021-05")


def test_each_certification_has_the_date_beside_it() -> None:
    found = facts(
        "We hold ISO 14001 certification, obtained in May 2021, and passed the ISO 45001 audit in October 2022.\n",
        "certification",
    )
    assert [(fact.standard, fact.date) for fact in found if isinstance(fact, Certification)] == [
        ("ISO 14001", "2021-05"),
        ("ISO 45001", "2022-10"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We require suppliers to provide ISO9001 quality management system and other related certifications.\n",
        "New suppliers must hold ISO 9001 and OHSAS 18001 certificates before they may bid.\n",
        "Emissions are calculated with reference to ISO 14064-1:2018.\n",
    ],
)
def test_what_is_asked_of_others_or_only_followed_is_not_held(text: str) -> None:
    assert names(text, "certification") == []


def test_certifications_in_a_table_share_the_date_above() -> None:
    text = (
        "## Certifications\n\nDATE\tCERTIFICATION\tDETAIL\n"
        "May 2019\tISO 9001\tQuality Management System\n\tISO 20000-1\tService Management System\n"
    )
    found = {fact.standard: fact.date for fact in facts(text, "certification") if isinstance(fact, Certification)}
    assert found == {"ISO 9001": "2019-05", "ISO 20000-1": "2019-05"}


@pytest.mark.parametrize(
    ("text", "organization", "role", "date"),
    [
        ("Lumen Harbour joined the Clean Tides Alliance in 2019.\n", "Clean Tides Alliance", "member", "2019"),
        ("We are a gold member of the Open Quay Foundation (OQF).\n", "Open Quay Foundation", "gold member", None),
        (
            "On 3 May 2023 we signed the *Self-Discipline Pact of Ports*.\n",
            "Self-Discipline Pact of Ports",
            "signatory",
            "2023-05-03",
        ),
    ],
)
def test_memberships_with_role_and_date(text: str, organization: str, role: str, date: str | None) -> None:
    (member,) = facts(text, "membership")
    assert isinstance(member, Membership)
    assert (member.organization, member.role, member.date) == (organization, role, date)


def test_members_of_groups_said_in_other_words_before_the_list() -> None:
    text = (
        "We are a member of several port and safety groups such as the Clean Tides Network and the Safe Docks Forum.\n"
    )
    assert names(text, "membership") == ["Clean Tides Network", "Safe Docks Forum"]


def test_a_column_of_associations_gives_memberships() -> None:
    text = (
        "S. No.\tName of the trade and industry chambers/ associations\tReach\n"
        "1\tNingbo Ports Federation (NPF)\tNational\n2\tSafe Docks\tState\n"
    )
    assert names(text, "membership") == ["Ningbo Ports Federation", "Safe Docks"]


@pytest.mark.parametrize(
    "text",
    [
        "The members of staff took part in charity events like the Oxfam Trailwalker Alliance.\n",
        "We engage with members of local communities including the Elders Council.\n",
        "Director\tCommittee memberships\nJane Doe\tAudit Committee\nJohn Smith\tESG\n",
        "Our auditors are members of groups such as the Harbour Institute of Accountants.\n",
        "We are audited by members of the Association for Professional Social Compliance Auditors.\n",
        "Item\tContributions to trade associations\nLobbying spend\tNone\nFees\tSome\n",
    ],
)
def test_members_of_other_things_are_no_memberships(text: str) -> None:
    assert names(text, "membership") == []


def test_members_of_the_board_are_no_membership() -> None:
    assert names("Two members of the Board of Directors joined the meeting.\n", "membership") == []


def test_a_cell_that_lists_standards_states_each() -> None:
    text = (
        "Company\tCertification\nLumen Yards\t• ISO 9001:2015; • ISO 14001:2015\nLumen Docks\t• ISO 45001; • ISO 9001\n"
    )
    found = {fact.standard for fact in facts(text, "certification") if isinstance(fact, Certification)}
    assert found == {"ISO 9001", "ISO 14001", "ISO 45001"}
