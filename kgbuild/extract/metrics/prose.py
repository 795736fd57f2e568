"""Figures in sentences, list items and key figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kgbuild.extract.metrics import phrases
from kgbuild.extract.metrics.concept import concept_for
from kgbuild.extract.metrics.dims import Dim, dims_in_prose, member_of
from kgbuild.extract.metrics.period import (
    NEVER,
    When,
    is_stock_talk,
    of_date,
    report_period,
    speaks_of_year,
    stated,
    temporality_of,
    took_part,
)
from kgbuild.extract.metrics.quantities import Quantity, Reading, read_quantities
from kgbuild.extract.metrics.refuse import refusal
from kgbuild.extract.metrics.sentences import sentences
from kgbuild.extract.metrics.setting import Setting
from kgbuild.extract.metrics.settle import settled
from kgbuild.extract.metrics.special import Special, all_statements, none_statements
from kgbuild.extract.metrics.staff import staff_category
from kgbuild.extract.metrics.statement import Statement, Unused, Yield
from kgbuild.extract.metrics.status import is_promise, is_told, standing
from kgbuild.model import Bound, Period, Span, Words
from kgbuild.model.fact import Role
from kgbuild.quantity import DateWords, scan

_PROGRAM = re.compile(
    r"[\"“«](?P<quoted>[^\"”»]{2,60})[\"”»],? (?:program(?:me)?|project|campaign|initiative|activity|event"
    r"|scheme|plan)\b"
    r"|(?P<named>(?:[A-Z][\w'’-]+ (?:(?:of|for|and|the|in|to|&) )?){1,6}(?:Program(?:me)?|Project|Campaign"
    r"|Initiative|Scheme|Foundation|Fund|Challenge|Festival|Week|Day))\b"
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What earlier words give to later ones: the time they speak of, and the program."""

    date: DateWords | None = None
    span: Span | None = None
    about: str | None = None
    #: True where a short line before set a target ("We target"), which the key figures after it belong to.
    target: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """A block of running words with what holds for it."""

    words: Words
    setting: Setting
    headline: bool
    rule: str
    section: tuple[str, ...]


def read_block(talk: Talk, lead: Lead) -> tuple[Yield, Lead]:
    """The statements of a block, and what it hands on to the block after it."""
    text = talk.words.text
    made = Yield()
    for low, high in [(0, len(text))] if talk.headline else sentences(text):
        lead = _sentence(talk, low, high, lead, made)
    return made, lead


def _sentence(talk: Talk, low: int, high: int, lead: Lead, made: Yield) -> Lead:
    text = talk.words.text[low:high]
    if not re.search(r"\d", text) and not _may_speak(text):
        return _next(lead, text, (), low, talk)
    reading = read_quantities(text, talk.setting)
    figures = [number for number in scan(text, talk.setting.style) if number.kind == "figure"]
    if len(figures) >= 5 and len(re.findall(r"[A-Za-z]{2,}", text)) <= len(figures):
        made.unused += [Unused(n.text, _span(talk, low, n.start, n.end), "figures of a chart") for n in figures]
        return lead
    about = _about(text, talk, lead)
    opening = (
        re.match(r"[\s*_]*(\d{1,2})[\s*_]+[A-Z][a-z]", text) if not talk.headline and len(text.split()) > 6 else None
    )
    for refused in reading.refused:
        made.unused.append(
            Unused(refused.number.text, _span(talk, low, refused.number.start, refused.number.end), refused.reason)
        )
    percents = sum(quantity.unit == "%" for quantity in reading.quantities)
    kept: list[Quantity] = []
    for quantity in reading.quantities:
        firm = settled(text, quantity, talk.setting, talk.headline) or _elliptic(text, quantity, kept)
        if opening is not None and quantity.number.start == opening.start(1) and quantity.kind in ("Count", ""):
            made.unused.append(
                Unused(
                    quantity.number.text,
                    _span(talk, low, quantity.number.start, quantity.number.end),
                    "list or footnote number",
                )
            )
            continue
        why = (
            "no known unit and nothing that says what it measures"
            if firm is None
            else refusal(text, firm, percents - (firm.unit == "%"), talk.headline)
        )
        if firm is None or why:
            if quantity.number.kind == "figure":
                span = _span(talk, low, quantity.number.start, quantity.number.end)
                made.unused.append(Unused(quantity.number.text, span, why or ""))
            continue
        kept.append(firm)
    for index, quantity in enumerate(kept):
        floor = kept[index - 1].end if index else 0
        ceiling = kept[index + 1].start if index + 1 < len(kept) else len(text)
        statement = _statement(talk, low, text, quantity, (floor, ceiling), reading, lead, about)
        if re.search(r"[^\W\d]{2,}", statement.label):
            made.statements.append(statement)
        else:
            made.unused.append(Unused(quantity.number.text, statement.number, "nothing that says what it measures"))
    for special in [*none_statements(text), *all_statements(text)]:
        if not any(quantity.start <= special.start < quantity.end for quantity in kept):
            made.statements.append(_special(talk, low, text, special, reading, lead, about))
    return _next(lead, text, reading.dates, low, talk, about)


def _elliptic(text: str, quantity: Quantity, kept: list[Quantity]) -> Quantity | None:
    """A count that leaves its noun to the one before: "310 suppliers: 200 in China and 110 elsewhere"."""
    if not kept or kept[-1].kind != "Count" or quantity.unit is not None or quantity.number.kind != "figure":
        return None
    if not re.match(
        r"\s+(?:in (?!(?:19|20)\d\d)|from |elsewhere|overseas|abroad|(?:were|are) )", text[quantity.number.end :]
    ):
        return None
    return replace(quantity, unit=kept[-1].unit, kind="Count") if quantity.value <= kept[0].value else None


def _may_speak(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:no|not|zero|nil|without|all|every|half|dozen|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one)\b",
            text,
            re.IGNORECASE,
        )
    )


def _next(lead: Lead, text: str, dates: tuple[DateWords, ...], low: int, talk: Talk, about: str | None = None) -> Lead:
    target = _sets_target(text) or (lead.target and len(text.split()) <= 14)
    spoken = [item for item in dates if item.sense in ("at", "in", "by")]
    if not spoken:
        if speaks_of_year(text):
            return Lead(None, None, about or lead.about, target)
        return Lead(lead.date, lead.span, about or lead.about, target)
    item = spoken[-1]
    return Lead(item, _span(talk, low, item.start, item.end), about or lead.about, target)


def _sets_target(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= 8
        and not re.search(r"\d", text)
        and bool(re.search(r"\b(?:targets?|goals?|objectives?)\b:?$", text.strip(), re.IGNORECASE))
    )


def _span(talk: Talk, low: int, start: int, end: int) -> Span:
    return talk.words.source(low + start, low + end)


def _about(text: str, talk: Talk, lead: Lead) -> str | None:
    named = list(_PROGRAM.finditer(text))
    return str(named[-1]["quoted"] or named[-1]["named"]).strip() if named else lead.about


def _when(talk: Talk, text: str, at: int, reading: Reading, lead: Lead, temporality: str, share: bool = False) -> When:
    flow = "stock" if temporality == "stock" else "flow"
    when = stated(text, at, reading.dates, talk.setting, flow)  # type: ignore[arg-type]
    if when.period is not None:
        return when
    if lead.date is not None and lead.span is not None:
        return When(of_date(lead.date, flow), "stated", None)  # type: ignore[arg-type]
    if talk.setting.covers and flow == "flow" and (share or not is_stock_talk(text)):
        return When(report_period(talk.setting, "flow"), "report")
    return NEVER


def _statement(
    talk: Talk,
    low: int,
    text: str,
    quantity: Quantity,
    between: tuple[int, int],
    reading: Reading,
    lead: Lead,
    about: str | None,
) -> Statement:
    label, begin, end = phrases.labelled(text, quantity, *between)
    unit = quantity.unit or "1"
    kind = "Count" if quantity.count else quantity.kind
    clause = text[begin:end]
    concept = concept_for(label, clause, kind, unit, talk.setting.lexicon)
    if concept and concept.temporality == "stock" and unit == "person" and took_part(clause):
        concept = None  # people who did something are not those who are there
    temporality = temporality_of(clause, unit, label, concept.temporality if concept else None)
    last = talk.setting.last.year if talk.setting.last else None
    stand = standing(text[: quantity.number.start], text[quantity.end :], reading.dates, last)
    when = _when(talk, text, quantity.number.start, reading, lead, temporality, unit == "%")
    if stand.status == "actual" and lead.target and (talk.headline or not is_told(text)):
        stand = stand._replace(status="target")
    if (
        stand.status == "actual"
        and quantity.kind == "Time"
        and is_promise(text[: quantity.number.start][-80:], quantity.bound)
    ):
        stand = stand._replace(status="target")
    ends = (when.period.as_of or when.period.end) if when.period else None
    near = when.words is not None or talk.rule == "list-item"
    if stand.status == "actual" and last and ends and near and ends.year > last + 1 and not is_told(clause):
        stand = stand._replace(status="target", due=ends.year)
    elif stand.status == "target":
        when = _due(stand.due, reading, when)
    dims = tuple((dim.axis, dim.member) for dim in dims_in_prose(label, talk.setting.lexicon))
    if talk.headline and not dims and unit in ("%", "person") and (part := _part(label, talk.setting)):
        dims = ((part.axis, part.member),)
        label = f"{label}, {phrases.cut(talk.section[-1], 10)}" if talk.section else label
    place = re.match(r"\s+in ((?:[A-Z][\w.]+ ?){1,4})", text[quantity.number.end :])
    if place and quantity.kind == "Count" and (member := member_of(place.group(1).strip(), talk.setting.lexicon)):
        dims = (*dims, (member.axis, member.member))
    if (
        unit.partition("/")[0] == "t"
        and re.search(r"\b(?:CO ?2|GHG|greenhouse|carbon|emissions?)\b", clause)
        and not re.search(r"\bNO ?x|SO ?[2x]|dust|VOC|particulate\b", clause)
    ):
        unit = unit.replace("t", "tCO2e", 1)
    quote = _quote(talk, low, text, begin, end, quantity)
    beside = _beside(talk, low, when, lead, quote)
    return Statement(
        label=label or phrases.tidy(text)[:80] or "value",
        value=quantity.value,
        upper=quantity.upper,
        scale=quantity.scale,
        unit=unit,
        bound=_bound(text, quantity),
        resolution=quantity.resolution,
        number=_span(talk, low, quantity.number.start, quantity.number.end),
        quote=quote,
        rule=f"{talk.rule}-{_rule(quantity)}",
        beside=beside,
        status=stand.status,
        due=stand.due if stand.status == "target" else None,
        base=stand.base,
        when=when,
        dims=_explicit(dims, concept.implies if concept else ()),
        level="activity" if about else "kpi",
        about=about,
        concept=concept.slug if concept else None,
        context=clause,
    )


def _part(label: str, setting: Setting) -> Dim | None:
    """The part of a whole that the words beside a key figure are ("26 % / Under 30", "4 % / Executives")."""
    if len(label.split()) > 5:
        return None
    said = staff_category(label)
    member = member_of(label, setting.lexicon)
    return member or (Dim("category", said) if said else None)


def _bound(text: str, quantity: Quantity) -> Bound:
    """A time in which something is done is its longest ("responses in 90 seconds")."""
    quick = quantity.bound == "exact" and quantity.unit in ("second", "minute", "hour")
    return "max" if quick and re.search(r"\bin\s*$", text[: quantity.number.start]) else quantity.bound


def _explicit(dims: tuple[tuple[str, str], ...], implied: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """All breakdowns, those that the metric fixes too (the graph leaves these out)."""
    return dims


def _due(due: int | None, reading: Reading, when: When) -> When:
    if due is None:
        return NEVER
    item = next((each for each in reading.dates if each.last.year == due), None)
    return When(Period(as_of=item.last), "stated", (item.start, item.end)) if item else NEVER


def _rule(quantity: Quantity) -> str:
    if quantity.count is not None or quantity.kind == "Count":
        return "count"
    return {"DimensionlessRatio": "percent", "Currency": "money", "Time": "time", "Dimensionless": "bare"}.get(
        quantity.kind, "measure"
    )


def _quote(talk: Talk, low: int, text: str, begin: int, end: int, quantity: Quantity) -> Span:
    while begin < quantity.start and (text[begin].isspace() or text[begin] in ",;:"):
        begin += 1
    while end > quantity.end and text[end - 1] in " ,;:":
        end -= 1
    earlier = [
        m.end()
        for m in re.finditer(rf"(?<!\d){re.escape(quantity.number.text)}(?!\d)", text[begin : quantity.number.start])
    ]
    if earlier:
        begin += earlier[-1]
        while begin < quantity.start and not text[begin].isalpha():
            begin += 1
    span = _span(talk, low, begin, end)
    return (
        span
        if span.end - span.start <= 400
        else _span(talk, low, quantity.start, max(quantity.end, quantity.number.end))
    )


def _beside(talk: Talk, low: int, when: When, lead: Lead, quote: Span) -> tuple[tuple[Role, Span], ...]:
    if when.words:
        return (("period", _span(talk, low, *when.words)),)
    if when.basis == "stated" and lead.span:
        return (("period", lead.span),)
    return ()


def _special(
    talk: Talk, low: int, text: str, special: Special, reading: Reading, lead: Lead, about: str | None
) -> Statement:
    end = _clause_end(text, special.end)
    what = phrases.tidy(text[special.printed_end : end])
    unit = "%" if special.kind == "all" else _incident(special.what)
    label = what if special.kind == "none" else phrases.tidy(text[special.start : end])
    concept = concept_for(label, text, "Count" if unit != "%" else "DimensionlessRatio", unit, talk.setting.lexicon)
    temporality = (
        "stock" if special.kind == "all" and re.search(r"\b(?:are|is)\b", text[special.start : end]) else "flow"
    )
    when = _when(talk, text, special.start, reading, lead, temporality)
    quote = _span(talk, low, special.start, end)
    return Statement(
        label=phrases.cut(label, 20),
        value=Decimal(0 if special.kind == "none" else 100),
        upper=None,
        scale=Decimal(1),
        unit=unit,
        bound="exact",
        resolution=None,
        number=_span(talk, low, special.start, special.printed_end),
        quote=quote,
        rule=f"{talk.rule}-{special.kind}",
        beside=_beside(talk, low, when, lead, quote),
        when=when,
        level="activity" if about else "kpi",
        about=about,
        concept=concept.slug if concept else None,
        context=text,
    )


def _clause_end(text: str, at: int) -> int:
    match = re.search(
        r"[.;]|,(?! (?:or|and|[a-z]+,|[a-z]+ or|damage|loss|injur))|\b(?:and the|while|which)\b", text[at:]
    )
    end = at + match.start() if match else len(text)
    while end > at and text[end - 1] in " ,":
        end -= 1
    return min(end, at + 250)


def _incident(what: str) -> str:
    folded = what.casefold()
    if re.search(r"fatalit|death|injur", folded) and not re.search(r"case|incident|accident", folded):
        return "person" if "injur" not in folded else "case"
    for noun in ("fine", "incident", "accident", "fatality"):
        if re.search(rf"{noun[:-1]}(?:y|e|t|ies|es|ts)?s?$", folded):
            return noun if noun != "fatality" else "person"
    return "case"
