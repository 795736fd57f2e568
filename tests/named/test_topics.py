from __future__ import annotations

import pytest

from kgbuild.model import Topic
from tests.named.reading import facts


def topics(text: str) -> dict[str, str | None]:
    return {fact.name: fact.group for fact in facts(text, "topic") if isinstance(fact, Topic)}


def test_topics_of_a_sentence_keep_their_own_and() -> None:
    found = topics(
        "We identified privacy and data security, customer service, noise, and business ethics and anti-corruption "
        'as "high material topics". Other "material topics" include recruitment, dredging, and use of resources.\n'
    )
    assert found["privacy and data security"] == found["business ethics and anti-corruption"] == "high"
    assert found["use of resources"] is None
    assert len(found) == 7


def test_topics_of_lists_take_the_group_that_stands_over_them() -> None:
    found = topics(
        "Material Issues\n\nSocial issues\n\n- Fair pay\n- Safe berths\n- Training of pilots\n\n"
        "Environmental issues\n\n- Clean water\n- Noise at night\n\nGovernance issues\n\n- Risk management\n"
    )
    assert found == {
        "Fair pay": "S",
        "Safe berths": "S",
        "Training of pilots": "S",
        "Clean water": "E",
        "Noise at night": "E",
        "Risk management": "G",
    }


def test_topics_grouped_on_one_line() -> None:
    found = topics(
        "## Material Topics\n\nWe ranked seven topics:\n\n- Environment: Clean water; Waste and packaging\n"
        "- Social: Fair pay; Safe berths; Training\n- Governance: Risk management; Tax\n"
    )
    assert found["Waste and packaging"] == "E"
    assert found["Tax"] == "G"
    assert len(found) == 7


@pytest.mark.parametrize(
    "text", ["Topics of our talks:\n\n- Fair pay\n- Tugs\n", "We discussed pay, tugs, and noise.\n"]
)
def test_other_lists_are_no_topics(text: str) -> None:
    assert topics(text) == {}
