"""What holds for every named fact of any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract.named import extract
from kgbuild.facts import dump
from kgbuild.gate import admit_all
from kgbuild.read.text import read_text
from tests.named.reading import facts

SIGNS = ["and", ",", ";", ".", "“", "”", "(", ")", "*", "\n", "\n\n", "\t", "-", "’s", "夜潮"]
CUES = ["the", "The", "a", "of", "formulated", "awarded", "launched", "joined", "by", "in 2023", "2020", "P12"]
NOUNS = ["Policy", "Law", "Award", "Committee", "Program", "Harbour", "Lantern", "ISO 9001", "certification"]
MORE = ["Alliance", "KPI A1.1", "Board of Directors", "material topics"]
WORDS = st.sampled_from([*SIGNS, *CUES, *NOUNS, *MORE])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=60))
def test_any_text_yields_facts_that_pass_the_gate_and_nothing_else(words: list[str]) -> None:
    document = read_text(("Lantern " + " ".join(words)).encode(), "any.md")
    found = list(extract(document))
    _, refused = admit_all(found, document)
    assert not refused, [str(refusal) for refusal in refused]


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "We won the “Golden Buoy Award”, adopted the Privacy Policy and joined the Clean Tides Alliance.\n"
    assert dump(facts(text)) == dump(facts(text))
    assert len(facts(text)) == 3


def test_each_fact_says_which_rule_found_it() -> None:
    text = "We won the “Golden Buoy Award”, adopted the Privacy Policy and joined the Clean Tides Alliance.\n"
    assert {fact.rule for fact in facts(text)} == {
        "named/award/verb",
        "named/policy/policy-head",
        "named/membership/cue",
    }
