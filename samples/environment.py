"""The environment chapter: climate, energy, targets, water, waste and its performance tables."""

from __future__ import annotations

from samples.model import Bullets, Cell, Divider, Gold, Heading, Page, Para, Table, metric, named, years

DIVIDER = Page(
    (
        Divider(
            "02",
            "A Greener Harbour",
            ("Climate and Energy", "Water, Waste and Packaging", "Environmental Performance Tables"),
        ),
    ),
    7,
)

CLIMATE = Page(
    (
        Heading("Climate and Energy", 2),
        Para(
            "The *[[pol.climate|Climate Change Policy]]* and the [[pol.energy|Energy Management Rules for "
            "Logistics Parks]] set out who does what. We aim to cut Scope 1 and Scope 2 emissions by [[tgt.ghg|42% "
            "by 2030]] from a 2020 base year, to draw [[tgt.renewable|at least 60% of our electricity from "
            "renewable sources by 2028]] and to reach [[tgt.netzero|net zero by 2050]]."
        ),
        Para(
            "Launched in March 2023, the [[prog.tide|“Turning Tide” Program]] replaces diesel yard vehicles: "
            "[[tide.trucks|124 electric trucks]] came into use, which avoided about [[tide.avoided|2,350 tCO2e]]. "
            "Under the [[prog.glow|Glow Again Initiative]] (微光計劃), [[glow.lamps|nearly 30 thousand lamps]] "
            "were renewed. The 1024 Harbour Lights Day, held on 24 October, was again our largest open day."
        ),
        Para(
            "In 2023, electricity use fell by [[elec.change|3.8%]] against 2022 and energy-saving measures saved "
            "[[energy.saved|4,120 MWh]]. The rooftop panels produced [[solar.made|10.45 million kWh]]. The power usage "
            "effectiveness of our data room is [[pue|1.38]], better than the 1.55 that the industry reports on average."
        ),
        Para(
            "Typhoons, heavy rain and heat are the physical risks that matter most to a business on the "
            "waterfront. We raise quay walls, plant trees and keep pumps ready. Among the risks of the transition "
            "are carbon prices and the demand of shipping lines for clean berths; both are also our chances, since "
            "they are in need of our lights."
        ),
        Heading("Water, Waste and Packaging", 2),
        Para(
            "Water comes from the municipal supply; there was [[water.issue|no issue in sourcing water]]. Water "
            "use per square metre is to stay [[tgt.water|below 0.25 m³/m² in 2025]]. Reused rainwater came to "
            "[[rain|up to 12,500 m³]]. [[waste.recycled|1,930 tonnes]] of waste were recycled under the "
            "[[prog.loop|Closed Loop Pallet Scheme]]."
        ),
        Bullets(
            (
                "Hazardous waste is handed to licensed firms under the [[pol.haz|Hazardous Waste Handling Guideline]].",
                "[[fines|No fines]] for environmental offences were imposed in 2023.",
            )
        ),
    ),
    8,
)

_SCOPE1, _SCOPE2 = {"scope": "1"}, {"scope": "2"}


def _head(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell(cell) for cell in cells)


def _row(name: str, unit: str, cells: tuple[Cell, Cell]) -> tuple[Cell, ...]:
    return (Cell(name), Cell(unit), *cells)


EMISSIONS = Table(
    (
        _head("Greenhouse gas emissions", "Unit", "2023", "2022"),
        _row(
            "Scope 1 (direct)",
            "tCO2e",
            years("Scope 1 greenhouse gas emissions", "tCO2e", "3,412.6", "3,655.1", dims=_SCOPE1),
        ),
        _row(
            "Scope 2 (location-based)",
            "tCO2e",
            years("Scope 2 greenhouse gas emissions", "tCO2e", "21,875.3", "22,804.7", dims=_SCOPE2),
        ),
        _row(
            "Total (Scope 1 and Scope 2)",
            "tCO2e",
            years("total greenhouse gas emissions", "tCO2e", "25,827.9", "26,459.8", dims={"scope": "1+2"}),
        ),
        _row(
            "Intensity",
            "tCO2e/employee",
            years("greenhouse gas emission intensity", "tCO2e/person", "6.52", "6.41"),
        ),
        _row("Nitrogen oxides (NOx)", "kg", years("nitrogen oxides emissions", "kg", "1,846", "1,932")),
    ),
    (190, 100, 90, 90),
)

ENERGY = Table(
    (
        _head("Energy and water", "2023", "2022"),
        (Cell("Purchased electricity (MWh)"), *years("purchased electricity", "MWh", "38,355.0", "39,870.2")),
        (Cell("Diesel (litres)"), *years("diesel consumption", "L", "702,400", "768,900")),
        (Cell("Natural gas (m³)"), *years("natural gas consumption", "m3", "398.7", "412,300")),
        (Cell("Municipal water (m³)"), *years("municipal water consumption", "m3", "151,020", "148,250")),
        (
            Cell("Water per employee (m³/employee)"),
            *years("water consumption per employee", "m3/person", "35.2", "35.9"),
        ),
    ),
    (270, 100, 100),
    ruled=False,
)

WASTE = Table(
    (
        _head("Waste (in tonnes)", "2023", "2022"),
        (Cell("Hazardous waste"), *years("hazardous waste", "t", "18.4", "20.9")),
        (Cell("Non-hazardous waste"), *years("non-hazardous waste", "t", "2,611", "2,540")),
        (Cell("  of which: office waste"), *years("non-hazardous waste: office waste", "t", "412", "398")),
        (Cell("  of which: yard waste"), *years("non-hazardous waste: yard waste", "t", "2,199", "2,142")),
        (Cell("Packaging material used"), *years("packaging material used", "t", "96.3", "101.7")),
    ),
    (270, 100, 100),
)

FREIGHT = Table(
    (
        _head("Freight (in ten thousand tons)", "2023", "2022"),
        (
            Cell("Cargo handled at own berths"),
            *years("cargo handled at own berths", "t", "1,862.45", "1,790.30", scale=10000),
        ),
    ),
    (270, 100, 100),
    ruled=False,
)

TABLES = Page(
    (
        Heading("Environmental Performance Tables", 2),
        EMISSIONS,
        Para(
            "Notes: Scope 2 uses the grid factors published in 2022 for 2021. Intensity is per employee at the end "
            "of the year."
        ),
        ENERGY,
        WASTE,
        FREIGHT,
    ),
    9,
)

FACTS: dict[str, Gold] = {
    "pol.climate": named("policy", "Climate Change Policy", aliases=[]),
    "pol.energy": named("policy", "Energy Management Rules for Logistics Parks", aliases=[]),
    "tgt.ghg": metric(
        "reduction of Scope 1 and Scope 2 emissions by 2030 from 2020",
        "42",
        "%",
        status="target",
        dims={"scope": "1+2"},
    ),
    "tgt.renewable": metric(
        "share of electricity from renewable sources by 2028", "60", "%", status="target", bound="min"
    ),
    "tgt.netzero": metric("net emissions by 2050", "0", "tCO2e", status="target", optional=True),
    "tide.trucks": metric("electric trucks that came into use", "124", "truck", about="Turning Tide Program"),
    "tide.avoided": metric("emissions avoided", "2350", "tCO2e", bound="approx", about="Turning Tide Program"),
    "prog.glow": named("program", "Glow Again Initiative", aliases=["微光計劃"], start=None),
    "glow.lamps": metric("lamps renewed", "30000", "lamp", bound="approx", about="Glow Again Initiative"),
    "elec.change": metric("fall of electricity use against 2022", "3.8", "%"),
    "energy.saved": metric("energy saved by energy-saving measures", "4120", "MWh"),
    "solar.made": metric("electricity produced by rooftop panels", "10450000", "kWh"),
    "pue": metric("power usage effectiveness of the data room", "1.38", "1", flow=False),
    "water.issue": metric("issues in sourcing water", "0", "issue"),
    "tgt.water": metric("water use per square metre in 2025", "0.25", "m3/m2", status="target", bound="max"),
    "rain": metric("rainwater reused", "12500", "m3", bound="max"),
    "prog.loop": named("program", "Closed Loop Pallet Scheme", aliases=[], start=None),
    "pol.haz": named("policy", "Hazardous Waste Handling Guideline", aliases=[]),
    "fines": metric("fines for environmental offences", "0", "fine"),
}
PAGES = (DIVIDER, CLIMATE, TABLES)
