"""Judged queries: what a person expects of search."""
