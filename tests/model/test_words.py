from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.model import Run, Span, Words

PIECES = st.lists(st.tuples(st.text(min_size=1, max_size=6), st.integers(0, 5)), min_size=1, max_size=8)


def spread(pieces: list[tuple[str, int]]) -> tuple[Words, str]:
    """Words whose pieces stand in a source with gaps of other characters before them."""
    source, places = "", []
    for piece, gap in pieces:
        source += "\0" * gap
        places.append((piece, len(source)))
        source += piece
    return Words.of(places), source


@given(PIECES)
def test_each_clean_character_stands_at_its_source(pieces: list[tuple[str, int]]) -> None:
    words, source = spread(pieces)
    for index, char in enumerate(words.text):
        place = words.source(index, index + 1)
        assert source[place.start : place.end] == char


@given(PIECES, st.data())
def test_a_stretch_of_words_covers_the_source_of_all_its_characters(
    pieces: list[tuple[str, int]], data: st.DataObject
) -> None:
    words, source = spread(pieces)
    start = data.draw(st.integers(0, len(words.text) - 1))
    end = data.draw(st.integers(start + 1, len(words.text)))
    place = words.source(start, end)
    assert source[place.start : place.end].replace("\0", "") == words.text[start:end].replace("\0", "")


def test_runs_that_follow_each_other_in_the_source_are_one() -> None:
    assert Words.of([("ab", 4), ("cd", 6)]).runs == (Run(0, 4, 4),)


def test_words_printed_out_of_order_are_covered_from_first_to_last() -> None:
    assert Words.of([("label ", 20), ("7", 3)]).source() == Span(3, 26)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 4), (-1, 2)])
def test_no_place_is_given_for_words_that_are_not_there(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no words at"):
        Words.verbatim("abc", 9).source(start, end)
