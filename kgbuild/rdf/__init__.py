"""Facts as RDF: mapping, inference, validation."""

from kgbuild.rdf.editions import EDITIONS, Edition, published, published_info
from kgbuild.rdf.explain import Explanation, Step, explain, explain_released, why
from kgbuild.rdf.graph import ReportGraph
from kgbuild.rdf.inference import Inferred, Reason, infer
from kgbuild.rdf.iris import LOCAL_BASE
from kgbuild.rdf.mapping import map_report
from kgbuild.rdf.validation import LeftOut, Result, Validation, leave_out, validate, validate_file, validate_triples

__all__ = [
    "EDITIONS",
    "LOCAL_BASE",
    "Edition",
    "Explanation",
    "Inferred",
    "LeftOut",
    "Reason",
    "ReportGraph",
    "Result",
    "Step",
    "Validation",
    "explain",
    "explain_released",
    "infer",
    "leave_out",
    "map_report",
    "published",
    "published_info",
    "validate",
    "validate_file",
    "validate_triples",
    "why",
]
