"""Masthead: a folder of YAML records about suspect news outlets, checked and published as a website."""

__version__ = "0.1.0"
