"""The formats in which findings are told to machines, one a file; text.py tells them to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from masthead.reporting.formats.checkstyle import checkstyle
from masthead.reporting.formats.github import github
from masthead.reporting.formats.gitlab import gitlab
from masthead.reporting.formats.json_document import json_document
from masthead.reporting.formats.sarif import sarif
from masthead.reporting.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {"github": github, "gitlab": gitlab, "sarif": sarif, "json": json_document, "checkstyle": checkstyle}
)
"""What makes the whole text of each format, by its name."""
