from __future__ import annotations

import pytest

from kgbuild.model import Certification
from tests.named.reading import facts, names


def held(text: str) -> dict[str, str | None]:
    return {fact.name: fact.standard for fact in facts(text, "certification") if isinstance(fact, Certification)}


def test_a_column_of_certificates_gives_names_whatever_the_details_say() -> None:
    table = (
        "| Certification | Details | Coverage | Certifier |\n|---|---|---|---|\n"
        "| ISO 27017 | Certification on controls for clouds | All cloud services | BSI |\n"
        "| CSAP | Certification on steady services | Public cloud services | KISA |\n"
        "| ISMS-P | Domestic standard certification for systems that keep data | All services | KISA |\n"
    )
    assert held(table) == {"ISO 27017": "ISO 27017", "CSAP": None, "ISMS-P": None}


def test_details_that_are_the_name_of_a_system_name_the_certificate() -> None:
    table = "DATE\tISO CERTIFICATION\tDETAIL\nMay 2019\tISO 9001\tQuality Management System\n"
    assert held(table) == {"Quality Management System": "ISO 9001"}


def test_several_certificates_in_one_cell() -> None:
    table = (
        "| Company | Certifications |\n|---|---|\n"
        "| Lumen Docks Ltd | ISO 9001:2015; ISO 14001; CCC certification for parts (only Docks) |\n"
        "| Lumen Nets Ltd | FSC, LEED |\n"
    )
    assert {"ISO 9001", "ISO 14001", "FSC", "LEED"} <= set(held(table))
    assert any(name.startswith("CCC") for name in held(table))


@pytest.mark.parametrize("remark", ["Yes", "N/A", "Obtained in 2019", "In progress", "12", "2021", "Planned for 2024"])
def test_remarks_in_a_column_of_certificates_are_no_names(remark: str) -> None:
    assert held(f"| Plant | Certification |\n|---|---|\n| East Dock | {remark} |\n") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2022 we obtained the CSAP certification.\n", "CSAP"),
        ("Our East Dock has achieved ClearTide™ certification.\n", "ClearTide™"),
    ],
)
def test_a_scheme_called_by_its_letters_or_mark(text: str, name: str) -> None:
    assert [one.removesuffix("™") for one in names(text, "certification")] == [name.removesuffix("™")]


@pytest.mark.parametrize(
    "text",
    [
        "Suppliers must hold the CSAP certification.\n",
        "Our CEO certification process is yearly.\n",
        "We aim to obtain CSAP certification by 2027.\n",
    ],
)
def test_what_is_asked_or_planned_is_not_held(text: str) -> None:
    assert names(text, "certification") == []
