"""Coreference within one article."""
