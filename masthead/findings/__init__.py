"""Findings, which are values that say what is wrong with a record, and the rulebook, which has every rule once."""
