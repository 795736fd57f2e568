"""Facts as the facts file holds them: one value object a fact, each with the words that state it.

The fields and their meaning are those of the facts file's contract (docs/facts-file.md); the JSON Schema under
`schemas/` is made from these classes. Numbers are `Decimal` on both sides, never binary floats.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    TypeAdapter,
    WithJsonSchema,
    model_serializer,
    model_validator,
)

#: Beyond this many digits before or after the point no report states a number, and writing it out would fill a disk.
DIGITS = 40


def _printable(number: Decimal) -> Decimal:
    if number and (abs(number.adjusted()) > DIGITS or len(number.as_tuple().digits) > DIGITS):
        raise ValueError(f"a number has at most {DIGITS} digits before and after its point")
    return number


#: A number, exact in JSON: read with `parse_float=Decimal`, written without an exponent.
Number = Annotated[
    Decimal, AfterValidator(_printable), WithJsonSchema({"type": "number"}), PlainSerializer(lambda value: value)
]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Bound = Literal["exact", "approx", "min", "max", "range"]
Role = Literal["label", "unit", "scale", "period", "boundary"]
QUOTE_LIMIT = 400


class Value(BaseModel):
    """Base of all value objects of the facts file: frozen, no unknown fields, empty fields left out of the JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WithWords(Value):
    """Other words that one statement is read with: a column header, a row label, a caption."""

    role: Role
    start: int | None = None
    end: int | None = None
    quote: Annotated[str, Field(min_length=1, max_length=QUOTE_LIMIT)] | None = None
    #: Only where it is not the page of the quote (a table that goes on).
    page_index: int | None = None
    quote_sha256: Sha256 | None = None

    @model_serializer(mode="wrap")
    def _slim(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class Evidence(Value):
    """One place of the report that states the fact.

    `start` and `end` count code points of the file (text) or of the page (PDF). `quote` is absent in the facts-only
    edition; `quote_sha256` is the digest of exactly the words at the place.
    """

    start: int | None = None
    end: int | None = None
    quote: Annotated[str, Field(min_length=1, max_length=QUOTE_LIMIT)] | None = None
    quote_sha256: Sha256 | None = None
    page_index: int | None = None
    page_labels: tuple[int | str | None, int | str | None] | None = None
    page_basis: Literal["exact", "bounded", "unknown"] = "unknown"
    with_: Annotated[tuple[WithWords, ...], Field(alias="with")] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_serializer(mode="wrap")
    def _slim(self, handler: Any) -> dict[str, Any]:
        made: dict[str, Any] = handler(self)
        return {key: value for key, value in made.items() if not (key == "quote" and value is None)}


class Period(Value):
    """When a figure holds: from `start` to `end` for a flow, `as_of` for a stock at a date."""

    start: date | None = None
    end: date | None = None
    as_of: Annotated[date | None, Field(alias="asOf")] = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    @model_validator(mode="after")
    def _one_of_two(self) -> Period:
        flow = self.start is not None and self.end is not None
        if (self.as_of is None) != flow or (self.start is None) != (self.end is None):
            raise ValueError("a period has start and end, or asOf")
        if flow and self.start > self.end:  # type: ignore[operator]
            raise ValueError("a period starts before it ends")
        return self

    @model_serializer(mode="wrap")
    def _slim(self, handler: Any) -> dict[str, Any]:
        return {key: value for key, value in handler(self).items() if value is not None}


class FactBase(Value):
    """What every fact has. `rule` says who found it; `confidence` that rule's measured precision, if measured."""

    report: str = ""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    rule: str = "unnamed"
    confidence: Number | None = None

    @model_serializer(mode="wrap")
    def _slim(self, handler: Any) -> dict[str, Any]:
        made: dict[str, Any] = handler(self)
        if made.get("confidence") is None:
            made.pop("confidence", None)
        return made


class Metric(FactBase):
    """A number the company discloses. `value` = number read from `printed` x `scale`, in `unit`."""

    type: Literal["metric"] = "metric"
    label: Annotated[str, Field(min_length=1)]
    concept: str | None = None
    value: Number
    upper_value: Number | None = None
    unit: str
    bound: Bound = "exact"
    status: Literal["actual", "target"] = "actual"
    period: Period | None = None
    #: Where the period comes from: the words themselves, a column header, or what the report says of all figures.
    period_basis: Literal["stated", "column", "report"] | None = None
    dims: dict[str, str] = Field(default_factory=dict)
    level: Literal["kpi", "activity"] = "kpi"
    about: str | None = None
    boundary: str | None = None
    due_year: int | None = None
    base_year: int | None = None
    stated: str = ""
    printed: Annotated[str, Field(min_length=1)]
    scale: Number = Decimal(1)
    resolution: Number | None = None


class Named(FactBase):
    """A fact about something that has a name."""

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()


class Program(Named):
    """A named initiative, program, project or campaign."""

    type: Literal["program"] = "program"
    start: PartialDate | None = None
    partners: tuple[str, ...] = ()


class Award(Named):
    """A prize, title or recognition received."""

    type: Literal["award"] = "award"
    issuer: str | None = None
    date: PartialDate | None = None
    recipient: str | None = None
    rank: str | None = None
    #: Name of the program that received it, where the report says so.
    program: str | None = None


class Committee(Named):
    """A named governing or working body."""

    type: Literal["committee"] = "committee"
    parent: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()


class Policy(Named):
    """A named internal policy, code, rule or plan of the company."""

    type: Literal["policy"] = "policy"
    topic: str | None = None


class Regulation(Named):
    """A named external law, regulation or guideline that the company says it follows."""

    type: Literal["regulation"] = "regulation"


class Certification(Named):
    """A management-system or product certification held."""

    type: Literal["certification"] = "certification"
    standard: str | None = None
    date: PartialDate | None = None


class Membership(FactBase):
    """An alliance, association or pact that the company joined or signed."""

    type: Literal["membership"] = "membership"
    organization: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    role: str | None = None
    date: PartialDate | None = None


class Topic(FactBase):
    """A material ESG topic."""

    type: Literal["topic"] = "topic"
    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    group: str | None = None


class Disclosure(FactBase):
    """One row of a framework index, with the pages it points to or the stated omission."""

    type: Literal["disclosure"] = "disclosure"
    framework: str | None = None
    edition: str | None = None
    code: Annotated[str, Field(min_length=1)]
    requirement: str | None = None
    page_labels: tuple[tuple[int | str | None, int | str | None], ...] = ()
    omission: str | None = None
    omission_code: Literal["not-applicable", "not-disclosed", "explained"] | None = None


Fact = Annotated[
    Metric | Program | Award | Committee | Policy | Regulation | Certification | Membership | Topic | Disclosure,
    Field(discriminator="type"),
]
FACT: TypeAdapter[Fact] = TypeAdapter(Fact)


def name_of(fact: Fact) -> str:
    """What a fact is called: its name, the label of a metric, the organization of a membership, a disclosure's code."""
    match fact:
        case Metric():
            return fact.label
        case Disclosure():
            return fact.code
        case Membership():
            return fact.organization
        case _:
            return fact.name


class MetadataItem(Value):
    """One thing known of a report, and the words it was read from (none where the caller gave it)."""

    value: str
    evidence: tuple[Evidence, ...] = ()


class ReportInfo(Value):
    """One line of `reports.jsonl`: what is known of a report itself, each with its evidence."""

    report: str
    organization: str
    title: MetadataItem | None = None
    company: MetadataItem
    period_start: MetadataItem
    period_end: MetadataItem
    exchange: MetadataItem | None = None
    stock_code: MetadataItem | None = None
    lei: MetadataItem | None = None
    language: str
    media_type: str
    reader: str
    file_sha256: Sha256
    text_sha256: Sha256
    pages: int | None = None
    #: Physical pages that yield no facts, with the reason.
    refused_pages: dict[int, str] = Field(default_factory=dict)
