from __future__ import annotations

import pytest

from kgbuild.model import Committee
from tests.named.reading import facts, names


def committees(text: str) -> dict[str, Committee]:
    return {fact.name: fact for fact in facts(text, "committee") if isinstance(fact, Committee)}


@pytest.mark.parametrize(
    "words",
    [
        "an audit committee, a remuneration committee and a nominating and corporate governance committee",
        "the Audit Committee, the Remuneration Committee and the Nominating and Corporate Governance Committee",
    ],
)
def test_bodies_in_a_list_are_as_many_as_it_names(words: str) -> None:
    found = {name.lower() for name in committees(f"We have {words}.\n")}
    assert found == {"audit committee", "remuneration committee", "nominating and corporate governance committee"}


def test_a_plural_stands_for_several_bodies_and_its_words_are_quoted_whole() -> None:
    found = committees("Both the Audit, Risk and Nomination Committees met.\n")
    assert sorted(found) == ["Audit Committee", "Nomination Committee", "Risk Committee"]
    assert all("Committees" in (fact.evidence[0].quote or "") for fact in found.values())


@pytest.mark.parametrize(
    ("text", "body", "parent"),
    [
        ("The Board of Directors has set up the ESG Committee.\n", "ESG Committee", "Board of Directors"),
        ("The ESG Committee reports to the Board of Directors.\n", "ESG Committee", "Board of Directors"),
        ("Under the ESG Committee, the Tide Working Group gathers data.\n", "Tide Working Group", "ESG Committee"),
        ("We set up an ESG committee under our board of directors.\n", "ESG committee", "Board of Directors"),
        (
            "The Safety Commission is answerable to the Chief Executive Officer.\n",
            "Safety Commission",
            "Chief Executive Officer",
        ),
        ("The ESG Committee met. The ESG Committee Office prepares it.\n", "ESG Committee Office", "ESG Committee"),
    ],
)
def test_what_a_body_reports_to(text: str, body: str, parent: str) -> None:
    assert committees(text)[body].parent == parent


def test_short_and_long_name_with_the_company_are_one_body() -> None:
    (body,) = committees("The Lumen Harbour Safety Committee met. The Safety Committee advised us.\n").values()
    assert len(body.evidence) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The committee met twice. All of our three committees have independent members.\n",
        "The Legal Department and the Risk Control Department review it.\n",
        "We follow the Committee of Sponsoring Organizations of the Treadway Commission.\n",
        "We won the Pilot Award of the Pearl Delta Port Council.\n",
    ],
)
def test_generic_words_departments_and_others_bodies_are_no_committees(text: str) -> None:
    assert names(text, "committee") == []
