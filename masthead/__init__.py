"""Masthead: a folder of YAML records about suspect news outlets, checked and published as a website."""

__version__ = "0.1.0"


class MastheadError(Exception):
    """The base of all our exceptions; the text says where, what was expected, what was found, and how to cure it."""
