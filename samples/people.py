"""The people chapter and the one on supply chain, customers and community."""

from __future__ import annotations

from samples.model import Bullets, Cell, Divider, Figures, Gold, Heading, Page, Para, Table, metric, named, years

PEOPLE = Page(
    (
        Divider(
            "03",
            "Our People",
            ("Employment and Diversity", "Health and Safety", "Training and Development", "Social Performance Tables"),
        ),
        Heading("Employment and Diversity", 2),
        Para(
            "We comply with the [[law.labour|Labour Law of the People's Republic of China]] and the "
            "[[law.employ|Employment Ordinance]] of Hong Kong. The [[pol.equal|Equal Opportunities and "
            "Anti-Harassment Policy]] and the “[[pol.child|Prevention of Child Labour and Forced Labour Rules]]” "
            "apply at every site. In 2023 we found [[child|no cases of child labour]] and [[forced|zero cases of "
            "forced labour]]. Women make up [[women.senior.pct|32% of senior managers]]: [[women.senior|18]] of "
            "[[senior|64]]. The [[returners|“Welcome Back” Program]] (歸航計劃) brought [[returners.n|47 mothers]] "
            "back to work."
        ),
        Heading("Health and Safety", 2, hashed=False),
        Para(
            "There were [[fatalities.now|no work-related fatalities]] in the past three years. Work injuries led "
            "to [[lostdays|163 lost days]]. We ran [[drills|62 safety drills]], in which [[drills.people|over "
            "3,900 people]] took part, and spent [[safety.money|RMB 12.4 million]] on safety. [[checkups|All "
            "employees]] were offered a yearly health check."
        ),
        Figures(
            (
                ("[[safety.hours|11,450 hours]]", "[[safety.hours|of safety training]]"),
                ("[[near|1,305]]", "[[near|near misses reported and looked into]]"),
                ("[[wardens|152]]", "[[wardens|first-aid wardens]]"),
            )
        ),
        Heading("Training and Development", 2, hashed=False),
        Para(
            "Our training programs include the [[prog.pilot|Harbour Pilot Leadership Camp]], the "
            "[[prog.apprentice|Young Lamplighters Apprenticeship]] and the [[prog.night|Night School on Wheels]]. "
            "Employees completed an average of [[hours.avg|18.4 hours of training]]; in 2022 it was "
            "[[hours.avg.22|16.9 hours]]. We plan to offer [[tgt.hours|24 hours per employee in 2025]]."
        ),
    ),
    10,
)


def _heads(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell(cell) for cell in cells)


def _staff(group: str, name: str, now: str, before: str, **dims: str) -> tuple[Cell, ...]:
    label = " ".join(["employees", *dims.values()])
    return (Cell(group), Cell(name), *years(label, "person", now, before, stock=True, dims=dims))


def _share(group: str, name: str, label: str, unit: str, now: str, before: str, **dims: str) -> tuple[Cell, ...]:
    return (Cell(group), Cell(name), *years(label, unit, now, before, dims=dims))


TURNOVER = "employee turnover rate"
HOURS = "average training hours"

WORKFORCE = Table(
    (
        _heads("Number of employees", "", "2023", "2022"),
        _staff("Total", "", "4,286", "4,127"),
        _staff("By gender", "Male", "2,517", "2,430", gender="male"),
        _staff("", "Female", "1,796", "1,697", gender="female"),
        _staff("By age", "Below 30", "1,204", "1,188", age="below 30"),
        _staff("", "30-50", "2,433", "2,331", age="30-50"),
        _staff("", "Above 50", "649", "608", age="above 50"),
        _staff("By region", "Mainland China", "3,858", "3,722", region="Mainland China"),
        _staff("", "Hong Kong", "311", "298", region="Hong Kong"),
        _staff("", "Overseas", "117", "107", region="Overseas"),
        _staff("By employment type", "Full-time", "4,101", "3,951", employmentType="full-time"),
        _staff("", "Part-time", "185", "176", employmentType="part-time"),
    ),
    (120, 160, 95, 95),
)

RATES = Table(
    (
        _heads("Turnover and training", "", "2023", "2022"),
        _share("Employee turnover rate (%)", "Total", TURNOVER, "%", "11.8", "13.2"),
        _share("", "Male", TURNOVER, "%", "12.4", "13.9", gender="male"),
        _share("", "Female", TURNOVER, "%", "10.9", "12.2", gender="female"),
        _share("", "Mainland China", TURNOVER, "%", "11.9", "13.3", region="Mainland China"),
        _share(
            "Average training hours (hours/employee)",
            "Senior management",
            HOURS,
            "hour/person",
            "26.5",
            "24.0",
            category="senior management",
        ),
        _share("", "Middle management", HOURS, "hour/person", "22.1", "20.3", category="middle management"),
        _share("", "General staff", HOURS, "hour/person", "17.6", "16.2", category="general staff"),
        _share("Lost days due to work injury", "", "lost days due to work injury", "day", "163", "178"),
        _share("Work-related fatalities", "", "work-related fatalities", "person", "0", "0"),
    ),
    (170, 130, 85, 85),
)


def _age_share(name: str, share: str) -> tuple[Cell, ...]:
    gold = metric("share of new hires by age", share, "%", dims={"age": name.lower()})
    return (Cell(name), Cell(share + "%", gold))


HIRES = Table(
    (
        _heads("New hires by age", "2023"),
        _age_share("Below 30", "58.3"),
        _age_share("30-50", "36.4"),
        _age_share("Above 50", "5.2"),
    ),
    (270, 100),
    ruled=False,
)

SOCIAL = Page((Heading("Social Performance Tables", 2), WORKFORCE, RATES, HIRES), 11)

PARTNERS = Page(
    (
        Heading("Supply Chain, Customers and Community", 1),
        Heading("Responsible Supply Chain", 2, hashed=False),
        Para(
            "At the end of 2023 the supplier register held [[suppliers|1,284 suppliers]], of which "
            "[[sup.mainland|1,027 in Mainland China]], [[sup.hk|196 in Hong Kong]] and [[sup.other|61 elsewhere]]. "
            "[[sup.signed|96%]] have signed the *[[pol.supplier|Supplier Code of Conduct]]*. We audited "
            "[[sup.audits|138 suppliers]] on site and ended business with [[sup.ended|three suppliers]]. Suppliers "
            "of batteries must be certified to IATF 16949 and follow the Responsible Minerals Standard."
        ),
        Heading("Customers and Data", 2, hashed=False),
        Para(
            "We received [[complaints|208 complaints]], and [[resolved|99.5%]] of them were resolved within "
            "[[resolve.time|48 hours]]. [[recalls|No products]] were recalled for safety reasons. The "
            "*[[pol.privacy|Personal Data Protection Policy]]* follows the [[law.pdpo|Personal Data (Privacy) "
            "Ordinance]]; [[leaks|no data leakage incidents]] occurred. We hold [[patents|73 patents]] for port "
            "lighting."
        ),
        Heading("Community", 2, hashed=False),
        Para(
            "We gave [[donations|RMB 6.85 million]] to the community (2022: [[donations.22|RMB 5.10 million]]). "
            "Volunteers gave [[volunteer.hours|9,640 hours]]. Our main projects:"
        ),
        Bullets(
            (
                "[[prog.library|Lighthouse Library Project]] (燈塔書屋): [[library.n|16 village libraries]] with "
                "[[library.books|about 52,000 books]], run with the Rural Reading Trust.",
                (
                    "[[prog.meals|“Warm Meals at the Pier” Campaign]]: [[meals|more than 81,000 meals]] for seafarers "
                    "since 2019."
                ),
                (
                    "[[prog.scholar|Beacon Scholarship]]: HK$[[scholar.money|1.2 million]] for [[scholar.n|a dozen "
                    "students]]."
                ),
            )
        ),
        Para(
            "Projects are chosen with the towns around our parks. A park manager may spend a small budget without "
            "asking; larger ones go to the [[fund|Community Fund Council]], whose members come from the works "
            "council and the villages."
        ),
    ),
    12,
    columns=2,
)

END = {"asOf": "2023-12-31"}
LIBRARY, MEALS, SCHOLAR = "Lighthouse Library Project", "Warm Meals at the Pier Campaign", "Beacon Scholarship"
FACTS: dict[str, Gold] = {
    "law.labour": named("regulation", "Labour Law of the People's Republic of China", aliases=[]),
    "law.employ": named("regulation", "Employment Ordinance", aliases=[]),
    "pol.equal": named("policy", "Equal Opportunities and Anti-Harassment Policy", aliases=[]),
    "pol.child": named("policy", "Prevention of Child Labour and Forced Labour Rules", aliases=[]),
    "child": metric("cases of child labour", "0", "case"),
    "forced": metric("cases of forced labour", "0", "case"),
    "women.senior.pct": metric(
        "share of women among senior managers", "32", "%", flow=False, dims={"gender": "female", "category": "senior"}
    ),
    "women.senior": metric(
        "female senior managers", "18", "person", flow=False, dims={"gender": "female", "category": "senior"}
    ),
    "senior": metric("senior managers", "64", "person", flow=False, dims={"category": "senior"}),
    "returners": named("program", "Welcome Back Program", aliases=["歸航計劃", "Welcome Back"], start=None),
    "returners.n": metric("mothers brought back to work", "47", "person", about="Welcome Back Program"),
    "fatalities.now": metric("work-related fatalities", "0", "person"),
    "lostdays": metric("lost days due to work injury", "163", "day"),
    "drills": metric("safety drills", "62", "session"),
    "drills.people": metric("people who took part in safety drills", "3900", "person", bound="min"),
    "safety.hours": metric("hours of safety training", "11450", "hour"),
    "near": metric("near misses reported and looked into", "1305", "near miss"),
    "wardens": metric("first-aid wardens", "152", "person", flow=False),
    "safety.money": metric("spending on safety", "12400000", "CNY"),
    "checkups": metric("employees offered a yearly health check", "100", "%"),
    "prog.pilot": named("program", "Harbour Pilot Leadership Camp", aliases=[], start=None),
    "prog.apprentice": named("program", "Young Lamplighters Apprenticeship", aliases=[], start=None),
    "prog.night": named("program", "Night School on Wheels", aliases=[], start=None),
    "hours.avg": metric("average training hours per employee", "18.4", "hour/person"),
    "hours.avg.22": metric(
        "average training hours per employee",
        "16.9",
        "hour/person",
        period={"start": "2022-01-01", "end": "2022-12-31"},
    ),
    "tgt.hours": metric("training hours per employee in 2025", "24", "hour/person", status="target"),
    "suppliers": metric("suppliers in the supplier register", "1284", "supplier", period=END),
    "sup.mainland": metric(
        "suppliers in Mainland China", "1027", "supplier", period=END, dims={"region": "Mainland China"}
    ),
    "sup.hk": metric("suppliers in Hong Kong", "196", "supplier", period=END, dims={"region": "Hong Kong"}),
    "sup.other": metric("suppliers elsewhere", "61", "supplier", period=END, dims={"region": "elsewhere"}),
    "sup.signed": metric("suppliers that signed the Supplier Code of Conduct", "96", "%", period=END),
    "pol.supplier": named("policy", "Supplier Code of Conduct", aliases=[]),
    "sup.audits": metric("suppliers audited on site", "138", "supplier"),
    "sup.ended": metric("suppliers with whom business ended", "3", "supplier"),
    "complaints": metric("complaints", "208", "complaint"),
    "resolved": metric("complaints resolved within 48 hours", "99.5", "%"),
    "resolve.time": metric("time within which complaints were resolved", "48", "hour", bound="max", optional=True),
    "recalls": metric("products recalled for safety reasons", "0", "product"),
    "pol.privacy": named("policy", "Personal Data Protection Policy", aliases=[]),
    "law.pdpo": named("regulation", "Personal Data (Privacy) Ordinance", aliases=[]),
    "leaks": metric("data leakage incidents", "0", "incident"),
    "patents": metric("patents held", "73", "patent", flow=False),
    "fund": named("committee", "Community Fund Council", aliases=[], parent=None),
    "donations.22": metric(
        "community investment", "5100000", "CNY", period={"start": "2022-01-01", "end": "2022-12-31"}
    ),
    "volunteer.hours": metric("volunteer hours", "9640", "hour"),
    "prog.library": named("program", LIBRARY, aliases=["燈塔書屋"], start=None),
    "library.n": metric("village libraries", "16", "library", about=LIBRARY, flow=False),
    "library.books": metric("books in village libraries", "52000", "book", bound="approx", about=LIBRARY, flow=False),
    "prog.meals": named("program", MEALS, aliases=["Warm Meals at the Pier"], start="2019"),
    "meals": metric("meals for seafarers since 2019", "81000", "meal", bound="min", about=MEALS, flow=False),
    "prog.scholar": named("program", SCHOLAR, aliases=[], start=None),
    "scholar.money": metric("scholarship money", "1200000", "HKD", about=SCHOLAR),
    "scholar.n": metric("students with a scholarship", "12", "person", about=SCHOLAR),
}
PAGES = (PEOPLE, SOCIAL, PARTNERS)
