"""Reading and writing facts files: JSON Lines, numbers exact, same facts same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import simplejson
from pydantic import ValidationError

from kgbuild.errors import FactsError
from kgbuild.model import FACT, Fact, ReportInfo


def plain(number: Decimal) -> Decimal:
    """The same number in the form JSON prints without an exponent: 1E+3 as 1000, 1.50 as it is."""
    return Decimal(format(number, "f"))


def _exact(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {key: _exact(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(item) for item in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value


def dump_line(value: Fact | ReportInfo) -> str:
    """One line of a facts file or of `reports.jsonl`, without the line end."""
    made = _exact(value.model_dump())
    first = [key for key in ("type", "report") if key in made]
    ordered = {key: made[key] for key in [*first, *(key for key in made if key not in first)]}
    return simplejson.dumps(ordered, ensure_ascii=False, use_decimal=True)


def dump(values: Iterable[Fact] | Iterable[ReportInfo]) -> str:
    """A whole facts file."""
    return "".join(dump_line(value) + "\n" for value in values)


def parse_lines(text: str, where: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number and JSON object of each line that is not blank.

    Raises:
        FactsError: a line is no JSON object.
    """
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = simplejson.loads(line, use_decimal=True)
        except ValueError as error:
            raise FactsError(f"line {number} is not JSON ({error})", where=where) from None
        except ArithmeticError:
            raise FactsError(f"line {number} holds a number that no report prints", where=where) from None
        except RecursionError:
            raise FactsError(f"line {number} is nested too deeply", where=where) from None
        if not isinstance(value, dict):
            raise FactsError(f"line {number} is not a JSON object", where=where)
        wrong = _unspeakable(value)
        if wrong:
            raise FactsError(f"line {number}: {wrong}", where=where)
        yield number, value


def _unspeakable(value: Any, field: str = "") -> str:
    """What is wrong with the texts in a JSON value: half characters, which JSON can spell, and blank names."""
    if isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" or char == "\0" for char in value):
            return f"{field}: holds what is no character of a text"
        return f"{field}: is blank" if value and not value.strip() else ""
    if isinstance(value, dict):
        if "" in value:
            return f"{field}: a name is blank"
        parts = [(f"{field}.{key}" if field else key, item) for key, item in value.items()]
        return next((wrong for name, item in parts if (wrong := _unspeakable(name) or _unspeakable(item, name))), "")
    if isinstance(value, list):
        if any(item == "" for item in value):
            return f"{field}: is blank"
        return next((wrong for item in value if (wrong := _unspeakable(item, field))), "")
    return ""


def parse_fact(value: dict[str, Any], number: int, where: str | Path) -> Fact:
    """One fact of a facts file.

    Raises:
        FactsError: it breaks the schema; the message names the line, the field and what is wrong with it.
    """
    try:
        return FACT.validate_python(value)
    except ValidationError as error:
        raise FactsError(f"line {number}: {_first(error)}", where=where) from None


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"{field}: {said}" if field else said


def load(path: Path) -> list[Fact]:
    """The facts of a file.

    Raises:
        FactsError: the file cannot be read, is not UTF-8, or breaks the schema.
    """
    return [parse_fact(value, number, path) for number, value in parse_lines(read_text(path), path)]


def load_reports(path: Path) -> list[ReportInfo]:
    """The lines of a `reports.jsonl`.

    Raises:
        FactsError: as `load`.
    """
    try:
        return [ReportInfo.model_validate(value) for _, value in parse_lines(read_text(path), path)]
    except ValidationError as error:
        raise FactsError(_first(error), where=path) from None


def read_text(path: Path) -> str:
    """A UTF-8 file as it is, line ends included.

    Raises:
        FactsError: the file cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise FactsError(error.strerror or "cannot be read", where=path) from None
    except UnicodeDecodeError:
        raise FactsError("is not UTF-8 text", where=path) from None
