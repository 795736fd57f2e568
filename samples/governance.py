"""The governance chapter: board, committees, risk, ethics, policies and laws, topics, awards, certificates, pledges."""

from __future__ import annotations

from samples.model import Bullets, Cell, Divider, Gold, Heading, Page, Para, Table, metric, named

DIVIDER = Page(
    (
        Divider(
            "01",
            "Governing with Care",
            (
                "Corporate Governance",
                "Risk Management",
                "Business Ethics",
                "Material Topics",
                "Recognition and Partnerships",
            ),
        ),
    ),
    3,
)

GOVERNANCE = Page(
    (
        Heading("Corporate Governance", 2),
        Para(
            "As at 31 December 2023, the [[board|Board of Directors]] (董事會) had [[directors|nine directors]], "
            "of whom [[independent|four are independent non-executive directors]] and [[women.board|three are "
            "women]]. The Board met [[meetings|6 times]] during the year, with an average attendance of "
            "[[attendance|98.1%]]."
        ),
        Para(
            "The Board has set up the [[audit|Audit Committee]], the [[remuneration|Remuneration Committee]] and "
            "the [[nomination|Nomination and Corporate Governance Committee]]. The [[esgc|ESG and Sustainability "
            "Committee]] (可持續發展委員會), chaired by Ms. Lau Wing-kei, reports to the Board at least "
            "[[esg.reports|twice a year]]. Under the ESG and Sustainability Committee, the [[wg|Climate Working "
            "Group]] gathers the data of this report. The [[safety.c|Occupational Safety Commission]], which is "
            "answerable to the Chief Executive Officer, visits every park each quarter."
        ),
        Para(
            "Day-to-day work lies with the ESG department, whose team prepares meetings and questionnaires. A "
            "committee may ask outside advisers for help."
        ),
        Para(
            "Directors bring experience in shipping, engineering, finance and law. When a seat falls vacant, the "
            "nomination of candidates takes gender, age and background into account. The pay of executive "
            "directors depends in part on safety and on the progress made towards the climate targets that are "
            "described in the next chapter."
        ),
        Heading("Risk Management", 2, hashed=False),
        Para(
            "The *[[pol.risk|Enterprise Risk Management Manual]]* names the owners of each risk and the three "
            "lines of defence. The Audit Committee reviewed [[risks|27 principal risks]] in 2023, up from "
            "[[risks.22|24 in 2022]]. The [[iact|Internal Audit Function]] completed [[audits|more than 40 "
            "audits]] and followed up [[followup|between 85% and 90%]] of the open points within a month."
        ),
    ),
    4,
)

ETHICS = Page(
    (
        Heading("Business Ethics", 2),
        Para(
            "We follow the [[law.bribery|Prevention of Bribery Ordinance]] of Hong Kong, the "
            "[[law.unfair|Anti-Unfair Competition Law of the People's Republic of China]] and the "
            "*[[law.waste|Administrative Measures for Harbour Waste Reception]]* issued by the Ministry of "
            "Transport. Our yards comply with the *[[law.code|Code of Practice for Dangerous Goods in Ports]]* of "
            "the Marine Department."
        ),
        Para(
            "Inside the Group, the *[[pol.conduct|Code of Business Conduct]]* applies to all employees and "
            "directors. It is completed by the “[[pol.whistle|Whistleblowing and Whistleblower Protection "
            "Policy]]”, the “[[pol.gifts|Gifts and Hospitality Rules]]” and the [[pol.conflict|Conflict of "
            "Interest Declaration Procedure]], which were last revised in May 2023. New joiners sign the "
            "[[pol.handbook|Employee Handbook]] (員工手冊)."
        ),
        Para(
            "During the Reporting Period [[ethics.signed|all employees]] signed the Code of Business Conduct. We held "
            "[[ethics.sessions|36 anti-corruption training sessions]] with [[ethics.people|2,914 participants]] and "
            "[[ethics.hours|5,828 hours of training]]. [[ethics.directors|All directors]] took part."
        ),
        Para(
            "The Group received [[reports|11 whistleblowing reports]] (2022: [[reports.22|14]]), of which "
            "[[substantiated|two were substantiated]]. There were [[corruption|no concluded legal cases regarding "
            "corrupt practices]] against the Group or its employees. A survey of the Harbour Transparency Forum "
            "found that 63% of listed logistics companies in Asia have a whistleblowing channel."
        ),
        Para(
            "Whoever sees a breach can write, call or speak to the head of internal audit, by name or without it. "
            "Reports are kept confidential; retaliation is a breach of duty in itself. The head of internal audit "
            "looks into each report and brings the outcome before the Audit Committee, which decides whether the "
            "authorities are told."
        ),
    ),
    5,
)


def _row(*cells: str) -> tuple[Cell, ...]:
    return tuple(Cell(cell) for cell in cells)


TOPICS = Page(
    (
        Heading("Material Topics", 2),
        Para(
            "In 2023 we asked [[survey.people|1,062 stakeholders]] by questionnaire and ranked "
            "[[survey.topics|14 topics]]. Of high importance are:"
        ),
        Bullets(
            (
                "Environment: [[t.ghg|Greenhouse gas emissions]]; [[t.energy|Energy efficiency]]; [[t.waste|Waste and "
                "packaging]]; [[t.water|Water stewardship]]",
                "Social: [[t.safety|Occupational health and safety]]; [[t.talent|Talent attraction and retention]]; "
                "[[t.labour|Labour standards]]; [[t.data|Data security and privacy]]; [[t.supply|Responsible supply "
                "chain]]; [[t.community|Community investment]]",
                "Governance: [[t.ethics|Business ethics]]; [[t.risk|Risk management]]; [[t.board|Board diversity]]; "
                "[[t.tax|Tax transparency]]",
            )
        ),
        Table(
            (
                _row("Stakeholders", "What they expect", "How we listen"),
                _row("Employees", "Safe work, fair pay, training", "Staff forum, yearly survey"),
                _row("Customers", "Reliable service, data security", "Hotline, account meetings"),
                _row("Suppliers", "Fair tenders, prompt payment", "Supplier day, site visits"),
                _row("Shareholders", "Sound governance, transparency", "General meeting, announcements"),
            ),
            (110, 190, 180),
            caption="Whom we ask",
        ),
        Heading("Recognition and Partnerships", 2),
        Para(
            "In November 2023, Lumen Harbour was awarded the [[award.green|Green Port Pioneer Award 2023]] by the "
            "Pearl Delta Port Council. In June, the Turning Tide Program was named “[[award.fleet|Best Clean Fleet "
            "Project]]” by the Asian Logistics Review. Two of our parks were honoured as well:"
        ),
        Bullets(
            (
                (
                    "[[award.park|Model Low-carbon Park]], granted to the Ningbo park by the Zhejiang Logistics "
                    "Chamber (July 2023)"
                ),
                "[[award.safe|Silver Helmet Safety Prize]], second place, from the Harbour Safety Institute (2023)",
            )
        ),
        Para("Our further awards of the year:"),
        Table(
            (
                _row("Award", "Issuer", "Date"),
                _row(
                    "[[award.employer|Caring Employer of the Year]]", "Ningbo Federation of Trade Unions", "April 2023"
                ),
                _row(
                    "[[award.report|ESG Report Grand Prize (small caps)]]",
                    "Hong Kong Disclosure Society",
                    "August 2023",
                ),
                _row("[[award.top50|Top 50 Port Innovators]]", "Blue Economy Weekly", "2023"),
            ),
            (200, 200, 80),
        ),
        Para(
            "The Group holds [[cert.14001|ISO 14001]] certification for its environmental management system, "
            "obtained in May 2021, and passed the [[cert.45001|ISO 45001]] occupational health and safety audit in "
            "October 2022. The Ningbo park received the [[cert.leed|LEED Gold]] certificate in 2023. New suppliers "
            "of paint must hold ISO 9001 and OHSAS 18001 certificates before they may bid."
        ),
        Para(
            "We are a member of the [[mem.assoc|Asia Green Ports Association]] and a founding member of the "
            "[[mem.alliance|Pearl Delta Clean Freight Alliance]]. In September 2023 we signed the "
            "[[mem.pledge|Zero Plastic Harbour Pledge]]."
        ),
    ),
    6,
)


def _topic(name: str, group: str) -> Gold:
    return named("topic", name, group=group)


def _committee(name: str, parent: str | None, **more: object) -> Gold:
    return named("committee", name, **{"aliases": [], **more}, parent=parent)


END = {"asOf": "2023-12-31"}
FACTS: dict[str, Gold] = {
    "directors": metric("directors on the Board", "9", "person", period=END),
    "independent": metric(
        "independent non-executive directors", "4", "person", period=END, dims={"category": "independent non-executive"}
    ),
    "women.board": metric("female directors", "3", "person", period=END, dims={"gender": "female"}),
    "meetings": metric("Board meetings", "6", "session"),
    "attendance": metric("average attendance at Board meetings", "98.1", "%"),
    "esg.reports": metric(
        "reports of the ESG and Sustainability Committee to the Board", "2", "session", bound="min", optional=True
    ),
    "audit": _committee("Audit Committee", "Board of Directors"),
    "remuneration": _committee("Remuneration Committee", "Board of Directors"),
    "nomination": _committee("Nomination and Corporate Governance Committee", "Board of Directors"),
    "esgc": _committee("ESG and Sustainability Committee", "Board of Directors", aliases=["可持續發展委員會"]),
    "wg": _committee("Climate Working Group", "ESG and Sustainability Committee"),
    "safety.c": _committee("Occupational Safety Commission", "Chief Executive Officer"),
    "iact": _committee("Internal Audit Function", None, optional=True),
    "pol.risk": named("policy", "Enterprise Risk Management Manual", aliases=[]),
    "risks": metric("principal risks reviewed", "27", "risk"),
    "risks.22": metric("principal risks reviewed", "24", "risk", period={"start": "2022-01-01", "end": "2022-12-31"}),
    "audits": metric("internal audits completed", "40", "audit", bound="min"),
    "followup": metric("open audit points followed up within a month", "85", "%", upper="90", bound="range"),
    "law.bribery": named("regulation", "Prevention of Bribery Ordinance", aliases=[]),
    "law.unfair": named("regulation", "Anti-Unfair Competition Law of the People's Republic of China", aliases=[]),
    "law.waste": named("regulation", "Administrative Measures for Harbour Waste Reception", aliases=[]),
    "law.code": named("regulation", "Code of Practice for Dangerous Goods in Ports", aliases=[]),
    "pol.conduct": named("policy", "Code of Business Conduct", aliases=[]),
    "pol.whistle": named("policy", "Whistleblowing and Whistleblower Protection Policy", aliases=[]),
    "pol.gifts": named("policy", "Gifts and Hospitality Rules", aliases=[]),
    "pol.conflict": named("policy", "Conflict of Interest Declaration Procedure", aliases=[]),
    "pol.handbook": named("policy", "Employee Handbook", aliases=["員工手冊"]),
    "ethics.signed": metric("employees who signed the Code of Business Conduct", "100", "%"),
    "ethics.sessions": metric("anti-corruption training sessions", "36", "session"),
    "ethics.people": metric("participants in anti-corruption training", "2914", "person"),
    "ethics.hours": metric("hours of anti-corruption training", "5828", "hour"),
    "ethics.directors": metric(
        "directors who took part in anti-corruption training", "100", "%", dims={"category": "directors"}
    ),
    "reports": metric("whistleblowing reports", "11", "report"),
    "reports.22": metric("whistleblowing reports", "14", "report", period={"start": "2022-01-01", "end": "2022-12-31"}),
    "substantiated": metric("substantiated whistleblowing reports", "2", "report"),
    "corruption": metric("concluded legal cases regarding corrupt practices", "0", "case"),
    "survey.people": metric("stakeholders asked by questionnaire", "1062", "stakeholder"),
    "survey.topics": metric("ESG topics ranked", "14", "topic"),
    "t.ghg": _topic("Greenhouse gas emissions", "E"),
    "t.energy": _topic("Energy efficiency", "E"),
    "t.waste": _topic("Waste and packaging", "E"),
    "t.water": _topic("Water stewardship", "E"),
    "t.safety": _topic("Occupational health and safety", "S"),
    "t.talent": _topic("Talent attraction and retention", "S"),
    "t.labour": _topic("Labour standards", "S"),
    "t.data": _topic("Data security and privacy", "S"),
    "t.supply": _topic("Responsible supply chain", "S"),
    "t.community": _topic("Community investment", "S"),
    "t.ethics": _topic("Business ethics", "G"),
    "t.risk": _topic("Risk management", "G"),
    "t.board": _topic("Board diversity", "G"),
    "t.tax": _topic("Tax transparency", "G"),
    "award.fleet": named(
        "award",
        "Best Clean Fleet Project",
        issuer="Asian Logistics Review",
        date="2023-06",
        recipient="Turning Tide Program",
    ),
    "award.park": named(
        "award",
        "Model Low-carbon Park",
        issuer="Zhejiang Logistics Chamber",
        date="2023-07",
        recipient="Ningbo park",
    ),
    "award.safe": named(
        "award",
        "Silver Helmet Safety Prize",
        issuer="Harbour Safety Institute",
        date="2023",
        recipient="Lumen Harbour",
    ),
    "award.employer": named(
        "award",
        "Caring Employer of the Year",
        issuer="Ningbo Federation of Trade Unions",
        date="2023-04",
        recipient="Lumen Harbour",
    ),
    "award.report": named(
        "award",
        "ESG Report Grand Prize (small caps)",
        issuer="Hong Kong Disclosure Society",
        date="2023-08",
        recipient="Lumen Harbour",
    ),
    "award.top50": named(
        "award", "Top 50 Port Innovators", issuer="Blue Economy Weekly", date="2023", recipient="Lumen Harbour"
    ),
    "cert.14001": named(
        "certification", "environmental management system", standard="ISO 14001", date="2021-05", aliases=["ISO 14001"]
    ),
    "cert.45001": named(
        "certification", "occupational health and safety", standard="ISO 45001", date="2022-10", aliases=["ISO 45001"]
    ),
    "cert.leed": named("certification", "LEED Gold", standard="LEED", date="2023"),
    "mem.assoc": {"type": "membership", "organization": "Asia Green Ports Association", "role": "member", "date": None},
    "mem.alliance": {
        "type": "membership",
        "organization": "Pearl Delta Clean Freight Alliance",
        "role": "founding member",
        "date": None,
    },
    "mem.pledge": {
        "type": "membership",
        "organization": "Zero Plastic Harbour Pledge",
        "role": "signatory",
        "date": "2023-09",
    },
}
PAGES = (DIVIDER, GOVERNANCE, ETHICS, TOPICS)
