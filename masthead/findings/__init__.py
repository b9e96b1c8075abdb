"""Findings, which are values that say what is wrong with a record, and the rule descriptions, which have every rule once."""
