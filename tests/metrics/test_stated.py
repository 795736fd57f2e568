"""The figure in the report's own words: number, scale and unit, and no word more."""

from __future__ import annotations

import pytest

from tests.metrics.stating import metrics, one


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("In 2023, we recovered approximately RMB 2.8 million of losses from fraud.", "RMB 2.8 million"),
        ("In 2023, the Group donated **US$1.5** million to schools.", "US$1.5 million"),
        ("In 2023, employees received an average of 20.5 hours of training.", "20.5 hours"),
        ("In 2023, the Group consumed 260,000kWh of solar power.", "260,000kWh"),
        ("In 2023, the customer satisfaction rate was 95%.", "95%"),
        ("In 2023, the Group held 421 training sessions on ethics.", "421"),
    ],
)
def test_scale_and_unit_that_follow_the_number_belong_to_it(text: str, stated: str) -> None:
    assert one(text).stated == stated


def test_scale_and_unit_in_a_table_header_belong_to_every_number_below() -> None:
    table = "Indicator\t2023\nFresh water consumption (ten thousand tons)\t205.27\nElectricity purchased (MWh)\t1,802"
    assert [metric.stated for metric in metrics(table)] == ["205.27 ten thousand tons", "1,802 MWh"]


def test_the_label_of_the_next_figure_does_not() -> None:
    text = (
        "Total wastewater discharge (ten thousand tons)\n\n**56.22**\n\n"
        "Per capita wastewater discharge (ton/person)\n\n**26.15**"
    )
    assert [metric.stated for metric in metrics(text)] == ["56.22 ten thousand tons", "26.15 ton/person"]
