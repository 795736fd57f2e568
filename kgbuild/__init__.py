"""kgbuild: ESG reports into a knowledge graph in which every fact shows its page and its words."""

__version__ = "0.1.0"
