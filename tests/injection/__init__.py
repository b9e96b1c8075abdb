"""Hostile texts in every text field of every kind of record."""
