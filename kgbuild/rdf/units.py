"""Units as nodes: QUDT's where it has them, ours for ratios, a number of something for counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import NamedNode

from kgbuild.lexicon import Lexicon
from kgbuild.rdf import iris
from kgbuild.rdf.graph import Statement
from kgbuild.rdf.literals import decimal, label, string
from kgbuild.rdf.vocab import ESG, QUANTITYKIND, QUDT, RDF, RDFS, SKOS, UNIT

CO2E = "CO2e"
_CURRENCY = "http://qudt.org/vocab/currency/"


@dataclass(frozen=True)
class UnitNode:
    """A unit code as a graph says it. `statements` describe what the ontology's files do not."""

    unit: NamedNode
    kind: NamedNode | None = None
    counted: NamedNode | None = None
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Conversion:
    """How a value becomes comparable: times `factor`, in `code`."""

    factor: Decimal
    code: str


class Units:
    """The units of a lexicon as nodes."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._units = lexicon.unit_by_code
        self._nouns = lexicon.counted_by_noun
        self._counted = {counted.code: counted.iri for counted in lexicon.counted}
        self._nodes: dict[str, UnitNode] = {}

    def node(self, code: str) -> UnitNode:
        """What a unit code of the facts file is in the graph."""
        if code not in self._nodes:
            self._nodes[code] = self._node(code)
        return self._nodes[code]

    def _node(self, code: str) -> UnitNode:
        kind = QUANTITYKIND["CO2Equivalent"] if CO2E in code.partition("/")[0] else None
        simple = self._simple(code)
        if simple is not None:
            return UnitNode(simple, kind)
        if "/" in code:
            node = iris.unit(code)
            return UnitNode(node, kind, statements=tuple(self._ratio(node, code)))
        noun = self._nouns.get(code.casefold(), code)
        if noun in self._counted:
            return UnitNode(UNIT["NUM"], counted=NamedNode(self._counted[noun]))
        counted = iris.counted(noun)
        return UnitNode(UNIT["NUM"], counted=counted, statements=tuple(_counted(counted, noun)))

    def _simple(self, code: str) -> NamedNode | None:
        """The node of a unit that is no ratio and no count, None if no such unit is known."""
        known = self._units.get(code)
        if known is None:
            return None
        if code.endswith(CO2E):
            mass = self._simple(code.removesuffix(CO2E))
            return mass if mass is not None else NamedNode(known.iri)
        if known.qudt is None:
            return NamedNode(known.iri)
        if known.qudt.startswith(_CURRENCY):
            return UNIT[f"CCY_{known.qudt.removeprefix(_CURRENCY)}"]
        return NamedNode(known.qudt)

    def _ratio(self, node: NamedNode, code: str) -> Iterator[Statement]:
        numerator, _, denominator = code.partition("/")
        yield node, RDF["type"], QUDT["Unit"]
        yield node, RDFS["label"], label(f"{numerator} per {denominator}", "en")
        yield node, SKOS["notation"], string(code)
        for name, part, exponent in (("numerator", numerator, 1), ("denominator", denominator, -1)):
            factor = NamedNode(f"{node.value}/{name}")
            inner = self.node(part)
            yield node, QUDT["hasFactorUnit"], factor
            yield factor, RDF["type"], QUDT["FactorUnit"]
            yield factor, QUDT["exponent"], decimal(Decimal(exponent))
            yield factor, QUDT["hasUnit"], inner.unit
            yield from inner.statements

    def conversion(self, code: str) -> Conversion | None:
        """How values in a unit become comparable, None where no exact factor is known."""
        known = self._units.get(code)
        if known is not None and known.factor is not None and known.canonical is not None:
            return Conversion(known.factor, known.canonical)
        numerator, slash, denominator = code.partition("/")
        if not slash or known is not None:
            return None
        above = self.conversion(numerator)
        below = self.conversion(denominator) or Conversion(Decimal(1), denominator)
        if above is None or not _power_of_ten(below.factor):
            return None
        return Conversion(above.factor / below.factor, f"{above.code}/{below.code}")


def _counted(node: NamedNode, noun: str) -> Iterator[Statement]:
    yield node, RDF["type"], ESG["CountedConcept"]
    yield node, RDF["type"], SKOS["Concept"]
    yield node, SKOS["prefLabel"], label(noun, "en")
    yield node, SKOS["notation"], string(noun)


def _power_of_ten(number: Decimal) -> bool:
    return number.normalize().as_tuple().digits == (1,)
