"""The endpoint and its pages: SPARQL, linked data, evidence, saved queries."""

from kgbuild.serve.app import create_app
from kgbuild.serve.run import serve
from kgbuild.serve.settings import Settings

__all__ = ["Settings", "create_app", "serve"]
