"""Cover, contents, about the report, about the company, key figures."""

from __future__ import annotations

from samples.model import Bullets, Contents, Cover, Figures, Gold, Heading, Page, Para, metric, named

COVER = Page(
    (
        Cover(
            (
                "Lumen Harbour Holdings Limited",
                "光明港灣控股有限公司",
                "(Incorporated in the Cayman Islands with limited liability)",
                "Stock Code: 7999",
                "2023",
                "Environmental, Social and Governance Report",
            )
        ),
    )
)

SECTIONS: tuple[tuple[str, int, bool], ...] = (
    ("About This Report", 1, False),
    ("About Lumen Harbour", 2, False),
    ("2023 at a Glance", 2, False),
    ("Governing with Care", 3, False),
    ("Corporate Governance", 4, True),
    ("Risk Management", 4, True),
    ("Business Ethics", 5, True),
    ("Material Topics", 6, True),
    ("Recognition and Partnerships", 6, True),
    ("A Greener Harbour", 7, False),
    ("Climate and Energy", 8, True),
    ("Water, Waste and Packaging", 8, True),
    ("Environmental Performance Tables", 9, True),
    ("Our People", 10, False),
    ("Employment and Diversity", 10, True),
    ("Health and Safety", 10, True),
    ("Training and Development", 10, True),
    ("Social Performance Tables", 11, True),
    ("Supply Chain, Customers and Community", 12, False),
    ("Responsible Supply Chain", 12, True),
    ("Customers and Data", 12, True),
    ("Community", 12, True),
    ("HKEX ESG Reporting Guide Index", 13, False),
)

CONTENTS = Page((Heading("Contents", 1, hashed=False), Contents(SECTIONS)))

ABOUT_REPORT = Page(
    (
        Heading("About This Report", 1),
        Para(
            'This is the fourth environmental, social and governance ("ESG") report of Lumen Harbour Holdings Limited '
            "(光明港灣控股有限公司, stock code: 7999.HK; together with its subsidiaries, **“Lumen Harbour”**, the "
            "**“Group”** or **“we”**)."
        ),
        Heading("Reporting Period", 2, hashed=False),
        Para(
            "Unless otherwise specified, this report covers the Group's performance from 1 January 2023 to 31 December "
            "2023 (the **“Reporting Period”**). Headcounts are stated as at 31 December of each year."
        ),
        Heading("Reporting Boundary", 2, hashed=False),
        Para(
            "The report covers the Company and all of its subsidiaries. Environmental data covers "
            "[[boundary.parks|14 owned logistics parks]] and the headquarters in Hong Kong; the ferry joint venture is "
            "left out because the Group does not control it."
        ),
        Heading("Basis of Preparation", 2, hashed=False),
        Para(
            "The report follows the [[hkex.guide|Environmental, Social and Governance Reporting Guide]] in "
            "Appendix 27 to the Rules Governing the Listing of Securities on The Stock Exchange of Hong Kong "
            "Limited (the [[listing|“Listing Rules”]]). It has been reviewed and approved by the [[board|Board of "
            "Directors]] on 26 March 2024."
        ),
        Heading("Sources of Data and Currency", 2, hashed=False),
        Para(
            "Data comes from the Group's own records. Greenhouse gas emissions are calculated with reference to ISO "
            "14064-1:2018. All amounts are in Renminbi unless another currency is named."
        ),
        Heading("Access and Feedback", 2, hashed=False),
        Para(
            "The report is published in English and Chinese at www.lumenharbour.example. Please write to "
            "esg@lumenharbour.example or call +852 5550 0199; our hotline is staffed 7x24."
        ),
    ),
    1,
)

GLANCE = Page(
    (
        Heading("About Lumen Harbour", 1),
        Para(
            "Founded in 1998, Lumen Harbour builds and runs bonded logistics parks and makes energy-saving port "
            "lights. As at 31 December 2023 it operated [[parks|17 logistics parks]] in [[provinces|9 provinces]] "
            "and employed [[employees|4,286 people]]. Its largest site is Pier 39 Logistics Park in Ningbo."
        ),
        Para(
            "Harbours never sleep, and the light over a quay decides whether a night shift is safe. We believe "
            "that the same light can be made with less: less power, less waste and less noise for those who live "
            "beside the water. This is what our people work on, together with shipping lines, hauliers and the "
            "towns around our parks."
        ),
        Heading("2023 at a Glance", 1),
        Heading("Green", 2, hashed=False),
        Figures(
            (
                ("[[solar|10.6 MWp]]", "[[solar|rooftop solar capacity installed]]"),
                ("[[renewable.share|21.4%]]", "[[renewable.share|of electricity from renewable sources]]"),
                ("[[waste.recycled|1,930 tonnes]]", "[[waste.recycled|of waste recycled]]"),
            )
        ),
        Heading("People", 2, hashed=False),
        Figures(
            (
                ("[[employees|4,286]]", "[[employees|employees]]"),
                ("[[trained|100%]]", "[[trained|of employees trained]]"),
                ("[[fatalities.now|0]]", "[[fatalities.now|work-related fatalities]]"),
            )
        ),
        Heading("Partners", 2, hashed=False),
        Figures(
            (
                ("[[suppliers.glance|Suppliers in the supplier register]]", "[[suppliers.glance|1,248]]"),
                ("[[donations|Community investment]]", "[[donations|RMB 6.85 million]]"),
                ("[[satisfaction|Customer satisfaction score]]", "[[satisfaction|94.2 out of 100]]"),
            ),
            label_first=True,
        ),
        Bullets(
            (
                (
                    "Won the [[award.green|Green Port Pioneer Award 2023]] of the [[award.green|Pearl Delta Port "
                    "Council]]."
                ),
                "Launched the [[prog.tide|“Turning Tide” Program]] (轉潮計劃) to electrify yard vehicles by 2030.",
            )
        ),
    ),
    2,
)

FACTS: dict[str, Gold] = {
    "boundary.parks": metric(
        "owned logistics parks covered by environmental data", "14", "park", flow=False, optional=True
    ),
    "hkex.guide": named("regulation", "Environmental, Social and Governance Reporting Guide", aliases=["Appendix 27"]),
    "listing": named(
        "regulation",
        "Listing Rules",
        aliases=["Rules Governing the Listing of Securities on The Stock Exchange of Hong Kong Limited"],
    ),
    "board": named("committee", "Board of Directors", aliases=["Board"], parent=None),
    "parks": metric("logistics parks operated", "17", "park", period={"asOf": "2023-12-31"}),
    "provinces": metric("provinces with logistics parks", "9", "province", period={"asOf": "2023-12-31"}),
    "employees": metric("employees", "4286", "person", period={"asOf": "2023-12-31"}),
    "solar": metric("rooftop solar capacity installed", "10.6", "MWp", flow=False),
    "renewable.share": metric("share of electricity from renewable sources", "21.4", "%"),
    "waste.recycled": metric("waste recycled", "1930", "t"),
    "trained": metric("employees trained", "100", "%"),
    "suppliers.glance": metric("suppliers in the supplier register", "1248", "supplier", flow=False),
    "donations": metric("community investment", "6850000", "CNY"),
    "satisfaction": metric("customer satisfaction score", "94.2", "score"),
    "award.green": named(
        "award",
        "Green Port Pioneer Award 2023",
        issuer="Pearl Delta Port Council",
        date="2023-11",
        recipient="Lumen Harbour",
    ),
    "prog.tide": named("program", "Turning Tide Program", aliases=["轉潮計劃", "Turning Tide"], start="2023-03"),
}
PAGES = (COVER, CONTENTS, ABOUT_REPORT, GLANCE)
