"""Reading releases into an embedded store, and queries over them that cannot run away."""

from kgbuild.store.evaluate import Job
from kgbuild.store.formats import FORMATS, GRAPH_FORMATS, RESULT_FORMATS, TABLE, Format
from kgbuild.store.limits import BusyError, CancelledError, SizeLimitError, TimeLimitError
from kgbuild.store.load import Loaded, load
from kgbuild.store.pool import Evaluator, Pool, Ticket
from kgbuild.store.prefixes import PREFIXES
from kgbuild.store.release import Release, open_release
from kgbuild.store.remote import RemoteStore
from kgbuild.store.run import find_query, run_query
from kgbuild.store.saved import Parameter, SavedQuery, saved_queries
from kgbuild.store.table import Answer, Term, answer_of

__all__ = [
    "FORMATS",
    "GRAPH_FORMATS",
    "PREFIXES",
    "RESULT_FORMATS",
    "TABLE",
    "Answer",
    "BusyError",
    "CancelledError",
    "Evaluator",
    "Format",
    "Job",
    "Loaded",
    "Parameter",
    "Pool",
    "Release",
    "RemoteStore",
    "SavedQuery",
    "SizeLimitError",
    "Term",
    "Ticket",
    "TimeLimitError",
    "answer_of",
    "find_query",
    "load",
    "open_release",
    "run_query",
    "saved_queries",
]
