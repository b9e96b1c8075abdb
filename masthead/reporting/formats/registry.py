"""The formats of reports for other programs, one in each file; text.py writes the report for people."""

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
"""The function that writes the whole report in each format, by the format's name."""
