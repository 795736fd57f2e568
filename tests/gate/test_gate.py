from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.cite import cite, digest
from kgbuild.gate import Refusal, admit, admit_all, admit_info
from kgbuild.model import (
    Committee,
    Document,
    Evidence,
    Fact,
    MetadataItem,
    Metric,
    Page,
    PageBound,
    Program,
    ReportInfo,
    Span,
    WithWords,
)

TEXT = (
    "The Beacon Programme (燈塔計劃) trained 1,240 people. The Beacon Programme ended.\n"
    "Unit: ten thousand tons\nWaste\t69.4\n"
)
PLAIN = Document(name="report.txt", text=TEXT, blocks=(), bounds=(PageBound(0, (3, 5)),))
PAGED = Document(
    name="report.pdf",
    text="Beacon 7 homes\fBeacon 7 homes",
    blocks=(),
    pages=(Page(1, 0, 14, "i"), Page(2, 15, 29, 1)),
    paged=True,
)


def quoted(words: str, **more: object) -> Evidence:
    start = TEXT.index(words)
    return Evidence.model_validate({"start": start, "end": start + len(words), "quote": words, **more})


def people(**change: object) -> Metric:
    fields = {"label": "people trained", "value": 1240, "unit": "person", "printed": "1,240"}
    return Metric.model_validate({**fields, "evidence": [quoted("1,240 people")], **change})


def reason(fact: Fact, document: Document = PLAIN) -> str:
    outcome = admit(fact, document)
    assert isinstance(outcome, Refusal), outcome
    return outcome.reason


def test_a_fact_with_its_words_passes_with_digest_and_page_filled_in() -> None:
    fact = admit(people(), PLAIN)
    assert isinstance(fact, Metric)
    (evidence,) = fact.evidence
    assert evidence.quote_sha256 == digest("1,240 people")
    assert (evidence.page_labels, evidence.page_basis, evidence.page_index) == ((3, 5), "bounded", None)


def test_a_page_more_certain_than_the_report_allows_is_not_kept() -> None:
    fact = admit(people(evidence=[quoted("1,240 people", page_labels=[4, 4], page_basis="exact", page_index=9)]), PLAIN)
    assert isinstance(fact, Metric)
    assert fact.evidence[0].page_labels == (3, 5)
    assert fact.evidence[0].page_basis == "bounded"
    assert fact.evidence[0].page_index is None


def test_words_that_stand_elsewhere_are_refused() -> None:
    evidence = quoted("1,240 people")
    moved = evidence.model_copy(update={"start": 0, "end": 12})
    assert "other words" in reason(people(evidence=[moved]))


def test_a_digest_of_other_words_is_refused() -> None:
    assert "digest" in reason(people(evidence=[quoted("1,240 people", quote_sha256=digest("1,250 people"))]))


def test_a_place_outside_the_report_is_refused() -> None:
    assert "the text has" in reason(people(evidence=[Evidence(start=0, end=10_000, quote="1,240")]))


def test_a_number_that_is_not_in_its_words_is_refused() -> None:
    assert reason(people(value=1241))
    assert reason(people(value=12400))


def test_a_number_read_with_a_scale_from_beside_it_passes() -> None:
    scale = quoted("ten thousand tons")
    beside = WithWords(role="scale", start=scale.start, end=scale.end, quote=scale.quote)
    fact = Metric(
        label="waste",
        value=Decimal(694000),
        unit="t",
        printed="69.4",
        scale=Decimal(10000),
        evidence=(quoted("69.4").model_copy(update={"with_": (beside,)}),),
    )
    assert isinstance(admit(fact, PLAIN), Metric)
    alone = fact.model_copy(update={"evidence": (quoted("69.4"),)})
    assert isinstance(admit(alone, PLAIN), Refusal)


def test_a_name_that_its_words_do_not_spell_is_refused() -> None:
    named = Program(name="Beacon Programme", evidence=(quoted("Beacon Programme"),))
    assert isinstance(admit(named, PLAIN), Program)
    assert "spell" in reason(named.model_copy(update={"name": "Lighthouse Programme"}))
    assert isinstance(admit(Program(name="燈塔計劃", evidence=(quoted("燈塔計劃"),)), PLAIN), Program)


def test_a_name_out_of_a_coordination_is_spelt_by_all_of_it() -> None:
    document = Document(name="r", text="the audit and nomination committees", blocks=())
    fact = Committee(name="Audit Committee", evidence=(cite(document, Span(0, len(document.text))),))
    assert isinstance(admit(fact, document), Committee)


def test_a_quote_without_a_place_is_found_where_it_occurs_once() -> None:
    fact = admit(people(evidence=[Evidence(quote="trained 1,240 people")]), PLAIN)
    assert isinstance(fact, Metric)
    assert TEXT[fact.evidence[0].start : fact.evidence[0].end] == "trained 1,240 people"


@pytest.mark.parametrize(("quote", "why"), [("Beacon Programme", "more than once"), ("Foghorn", "not in the report")])
def test_a_quote_without_a_place_is_refused_where_it_occurs_never_or_twice(quote: str, why: str) -> None:
    assert why in reason(Program(name=quote, evidence=(Evidence(quote=quote),)))


def test_on_a_pdf_places_count_from_the_page() -> None:
    fact = Program(name="Beacon", evidence=(Evidence(start=0, end=6, quote="Beacon", page_index=2),))
    passed = admit(fact, PAGED)
    assert isinstance(passed, Program)
    assert passed.evidence[0].page_labels == (1, 1)
    assert passed.evidence[0].page_basis == "exact"
    assert "no page 3" in reason(
        fact.model_copy(update={"evidence": (Evidence(start=0, end=6, quote="Beacon", page_index=3),)}), PAGED
    )


def test_a_page_whose_text_cannot_be_trusted_gives_no_facts() -> None:
    document = Document(name="r.pdf", text="Beacon", blocks=(), pages=(Page(1, 0, 6, refused="a cipher"),), paged=True)
    fact = Program(name="Beacon", evidence=(Evidence(start=0, end=6, quote="Beacon", page_index=1),))
    assert "a cipher" in reason(fact, document)


def test_an_edition_without_quotes_is_held_against_the_report_by_its_digests() -> None:
    whole = admit(people(), PLAIN)
    assert isinstance(whole, Metric)
    bare = whole.model_copy(update={"evidence": (whole.evidence[0].model_copy(update={"quote": None}),)})
    assert admit(bare, PLAIN) == whole
    no_words = bare.evidence[0].model_copy(update={"quote_sha256": None})
    assert "neither a quote nor a digest" in reason(bare.model_copy(update={"evidence": (no_words,)}))


def test_what_is_said_of_a_report_passes_the_same_gate() -> None:
    company = MetadataItem(value="Beacon", evidence=(quoted("Beacon Programme"),))
    day = MetadataItem(value="2023-12-31")
    info = ReportInfo(
        report="beacon-2023",
        organization="beacon",
        company=company,
        period_start=day,
        period_end=day,
        language="en",
        media_type="text/plain",
        reader="text",
        file_sha256="0" * 64,
        text_sha256="0" * 64,
    )
    passed = admit_info(info, PLAIN)
    assert isinstance(passed, ReportInfo)
    assert passed.company.evidence[0].page_basis == "bounded"
    moved = company.model_copy(update={"evidence": (Evidence(start=0, end=6, quote="Beacon"),)})
    assert isinstance(admit_info(info.model_copy(update={"company": moved}), PLAIN), Refusal)


def test_refusals_are_counted_beside_what_passed() -> None:
    passed, refused = admit_all([people(), people(value=7)], PLAIN)
    assert len(passed) == 1
    assert [refusal.about for refusal in refused] == ["metric 'people trained' 7 person"]


@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70), st.text(min_size=1, max_size=10))
def test_nothing_passes_whose_words_are_not_there(text: str, start: int, end: int, quote: str) -> None:
    document = Document(name="r", text=text, blocks=())
    outcome = admit(Program(name=quote, evidence=(Evidence(start=start, end=end, quote=quote),)), document)
    if not isinstance(outcome, Refusal):
        assert text[start:end] == quote


@pytest.mark.parametrize("name", ["!!!", "—", "( )"])
def test_a_name_without_a_word_is_spelt_by_nothing(name: str) -> None:
    assert "do not spell" in reason(Program(name=name, evidence=(quoted("The Beacon Programme"),)))
