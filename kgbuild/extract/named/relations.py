"""Relations between named facts that the report states: an award's program, a policy's material topic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kgbuild.extract.named.merge import SMALL
from kgbuild.identity import folded
from kgbuild.model import Award, Fact, Policy, Program, Topic

STEM = 5
#: The share of a topic's words that the policy's name and its heading must hold.
ENOUGH = 0.6


def related(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts, awards with the program that won, policies with the material topic they are about.

    A policy comes in with the heading it stands under in `topic`, and leaves with a topic of the report or none.
    """
    programs = {
        folded(name): one.name for one in facts if isinstance(one, Program) for name in (one.name, *one.aliases)
    }
    topics = [one.name for one in facts if isinstance(one, Topic)]
    for fact in facts:
        if isinstance(fact, Award) and fact.recipient and folded(fact.recipient) in programs:
            yield fact.model_copy(update={"program": programs[folded(fact.recipient)]})
        elif isinstance(fact, Policy):
            yield fact.model_copy(update={"topic": _topic(f"{fact.name} {fact.topic or ''}", topics)})
        else:
            yield fact


def _topic(words: str, topics: Sequence[str]) -> str | None:
    said = _stems(words)
    best: tuple[float, int, str] | None = None
    for topic in topics:
        wanted = _stems(topic)
        if not wanted:
            continue
        share = len(wanted & said) / len(wanted)
        if share >= ENOUGH and (best is None or (share, len(wanted)) > best[:2]):
            best = (share, len(wanted), topic)
    return best[2] if best else None


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in folded(words).split() if word not in SMALL)
