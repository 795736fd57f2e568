"""Measurements: speed and quality on real reports; they are run by hand."""
