"""The formats in which findings are told to machines, one a file; formats/text.py tells them to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from masthead.formats.checkstyle import checkstyle
from masthead.formats.github import github
from masthead.formats.gitlab import gitlab
from masthead.formats.json_document import json_document
from masthead.formats.sarif import sarif
from masthead.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"github": github, "gitlab": gitlab, "sarif": sarif, "json": json_document, "checkstyle": checkstyle}
)
"""What makes the whole text of each format, by its name."""
