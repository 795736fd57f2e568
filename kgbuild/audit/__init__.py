"""Auditing: a release held against the report files, with the published reader and nothing of extraction."""

from kgbuild.audit.judge import Audit, FactAudit, audit
from kgbuild.audit.published import PublishedEvidence, PublishedFact, published_facts

__all__ = ["Audit", "FactAudit", "PublishedEvidence", "PublishedFact", "audit", "published_facts"]
