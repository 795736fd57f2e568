"""The published reader of numbers and units: what extraction writes, the gate and the audit read again with it."""

from kgbuild.quantity.bounds import BoundWords, read_bound
from kgbuild.quantity.dates import DateWords, find_dates
from kgbuild.quantity.numbers import Number, read_figure, read_number, scan
from kgbuild.quantity.prove import Proof, Verdict, prove
from kgbuild.quantity.scales import scale_after, scale_in
from kgbuild.quantity.units import UnitReading, canonical, kind_of, unit_reader

__all__ = [
    "BoundWords",
    "DateWords",
    "Number",
    "Proof",
    "UnitReading",
    "Verdict",
    "canonical",
    "find_dates",
    "kind_of",
    "prove",
    "read_bound",
    "read_figure",
    "read_number",
    "scale_after",
    "scale_in",
    "scan",
    "unit_reader",
]
