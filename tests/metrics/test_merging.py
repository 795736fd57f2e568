from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extract.metrics import coverage
from kgbuild.quantity import prove
from tests.metrics.stating import metrics

OVERVIEW = "In 2023, we handled 1,420 customer complaints about delivery.\n\n"


def test_the_overview_and_the_chapter_state_one_fact() -> None:
    found = metrics(
        OVERVIEW + "Customers\n\nOur hotline is open. In 2023, a total of 1,420 complaints of customers were handled."
    )
    assert len(found) == 1
    assert len(found[0].evidence) == 2
    assert found[0].evidence[0].start is not None


def test_another_bound_value_or_period_is_another_fact() -> None:
    assert len(metrics(OVERVIEW + "In 2023, we handled more than 1,420 customer complaints about delivery.")) == 2
    assert len(metrics(OVERVIEW + "In 2022, we handled 1,420 customer complaints about delivery.")) == 2
    assert len(metrics(OVERVIEW + "In 2023, we handled 1,421 customer complaints about delivery.")) == 2


def test_small_numbers_of_different_things_stay_apart() -> None:
    text = (
        "We have 3 independent directors on the board. Our audit committee consists of 3 lawyers. We run 3 warehouses."
    )
    assert len(metrics(text)) == 3


def test_every_number_is_a_fact_or_has_a_reason() -> None:
    from tests.metrics.stating import document

    whole = document(
        OVERVIEW + "See page 12 and ISO 9001. Our 3 sites and 24 offices used 120 MWh of electricity in 2023."
    )
    unused = {item.printed for item in coverage(whole)}
    used = {metric.printed for metric in metrics(whole.text, "")}
    assert {"12", "9001"} <= unused
    assert not {"120", "1,420"} & unused
    assert "120" in used


def test_what_is_published_proves() -> None:
    for metric in metrics(OVERVIEW + "We cut waste by 12% and saved RMB 3.4 million in 2023."):
        assert all(prove(metric, evidence).value_holds for evidence in metric.evidence)
        assert metric.rule.partition("-")[0] in ("sentence", "table", "key", "list", "footnote")


@given(
    st.text(
        alphabet=st.sampled_from(
            list("0123456789.,%-–() \n\t\"“”'+<>/:;*|#RMB$€年万万ton kgoverless thanin2020MWhemployeesnoallwere")
        ),
        max_size=300,
    )
)
@settings(max_examples=60, deadline=None)
def test_no_text_makes_extraction_fail(text: str) -> None:
    for metric in metrics("In 2023 " + text, ""):
        assert all(prove(metric, evidence).value_holds for evidence in metric.evidence)


def test_a_small_figure_with_decimals_is_as_telling_as_a_large_one() -> None:
    text = (
        "In 2023, the average PUE of our leased data centers was 1.382.\n\n"
        "Energy is saved wherever we can. In 2023, the annual PUE of our data centers was 1.382.\n"
    )
    (metric,) = metrics(text)
    assert len(metric.evidence) == 2
