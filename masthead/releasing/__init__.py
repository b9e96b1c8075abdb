"""Releases of the database, and redactions: removals that the law requires."""
