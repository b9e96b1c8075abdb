"""Rules on comments: none is an order to the editors and linters that open a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.findings.finding import Finding, Position, few
from masthead.record_files.reading import Loaded, Records

# A text without any of these has no such order: most records, found out by a look that costs little. The names of
# some editors are looked for from their colon, which is seldom, and not from their letters, which are not; before it may
# be the number of a version, but neither a time nor an address of the internet has a sign of theirs before its digits.
_SIGNS = (b"#", b"-*-", b"local variables:", b"@generated", b"gitleaks:", b"spell:", b"spell-checker", b"spellchecker")
_NAMES = re.compile(
    rb":(?:(?<=vi:)|(?<=vim:)|(?<=ex:)|(?<=kate:)|(?<=[imx<=>]\d:)|(?<=[imx<=>]\d{2}:)|(?<=[imx<=>]\d{3}:)"
    rb"|(?<=[imx<=>]\d{4}:)|(?<=\d{5}:)|(?<=[\x80-\xff]:))"
)
_OURS = re.compile(r"# yaml-language-server: \$schema=((?:\.\./)+)schema/v[0-9]+/(?:outlet|firm|campaign|source)\.json")
# Comments that editors obey: the server that .vscode/ recommends, JetBrains, Vim, Emacs, Kate. Some look at any line, not at comments.
_EDITORS = (
    r"-\*-.*-\*-|(?i:\blocal variables:)"
    r"|(?:^|\s)(?:vim?|Vim|ex)(?:[<=>]?\d+)?:\s*(?:set?\s|\w+[=:])|(?:^|\s)#\s*language\s*=|^#\s*!"
)
# The same anywhere behind a number sign. They are looked for once, from the first sign of a line: a pattern that begins
# with the sign would read the rest of the line again from each.
_BEHIND_A_SIGN = re.compile(r"yaml-language-server\s*:|[$@]schema\b|\bkate\s*:")
# Comments that linters, scanners and spell-checkers obey, by how they start: words that mean nothing else, names of tools
# before a colon or an order, and orders that a hyphen or a colon joins to any name.
_ORDER = r"(?:disable|enable|ignore|skip|suppress|allow|exclude|off)\b"
_LINTERS = (
    r"(?i:(?:^|\s)#+\s*@?(?:"
    r"(?:noqa|nosec|nosonar|nolint|nosemgrep|noinspection|skipcq)\b|pragma:|(?:lgtm|codeql|snyk)\s*\["
    r"|(?:fmt|formatter|vale)\s*[:\s]\s*on\b"
    rf"|(?:type|fmt|formatter|vale|black|spell|lint|coverage|istanbul|c8|v8|sourcery|sonar|typos)\s*[:\s]\s*{_ORDER}"
    r"|(?:(?:yaml|py|es|ts|js|style|markdown|text|ox|action|ansible-|html|css|remark-)(?:lint|hint)|flake8|ruff|mypy|pyright|isort"
    r"|yapf|bandit|codespell|languagetool|prettier|biome|dprint|shellcheck|hadolint|checkov|tfsec|trivy|kics(?:-scan)?|semgrep"
    rf"|gitleaks|trufflehog|renovate|zizmor|rubocop|editorconfig(?:-checker)?|deepsource)\s*(?:[:=]|[-\s]\s*{_ORDER})"
    rf"|[a-z][\w.-]{{0,60}}(?::{_ORDER}|(?<!\bre)-(?:disable|enable|ignore|suppress)(?:-[a-z-]{{1,60}})?(?=[\s=:]|$))))"
)
# Commands that some tools look for anywhere in a text.
_ANYWHERE = r"(?i:\b(?:c-?spell|spell-?checker|spellr)\s*::?\s*\w|@generated\b|\bgitleaks:allow\b)"
_COMMAND = re.compile(f"{_EDITORS}|{_LINTERS}|{_ANYWHERE}")


def comments_command_no_editor(records: Records) -> Iterator[Finding]:
    """No line of a record is an order to an editor or linter, but the first, which leads to the schema of records."""
    for loaded in records.loaded:
        rest = loaded.file.text[_end_of_ours(loaded) :].lower()
        if any(map(rest.__contains__, _SIGNS)) or _NAMES.search(rest):
            yield from few(_check(loaded))


def _check(loaded: Loaded) -> Iterator[Finding]:
    lines = loaded.file.text.decode("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        column = _column(line)
        if column is not None and not (number == 1 and _is_ours(line, loaded.file.path)):
            message = "this line is an order to editors or linters"
            cure = "delete it; only the first line that `masthead new` writes may name a schema"
            yield Finding(loaded.file.path, "editor-command", message, position=Position(number, column), cure=cure)


def _column(line: str) -> int | None:
    """Return the column in which an order begins in *line*, or None without an order."""
    sign = line.find("#")
    behind = sign >= 0 and _BEHIND_A_SIGN.search(line, sign)
    match = _COMMAND.search(line)
    columns = [*([sign] if behind else []), *([match.start()] if match else [])]
    return min(columns) + 1 if columns else None


def _end_of_ours(loaded: Loaded) -> int:
    """Return where the first line of a record ends, if it is the one that may be there."""
    end = max(loaded.file.text.find(b"\n"), 0)
    return end if _is_ours(loaded.file.text[:end].decode("utf-8"), loaded.file.path) else 0


def _is_ours(line: str, path: str) -> bool:
    """Return whether *line* leads from the record at *path* to a schema of the same repository, and nowhere else."""
    match = _OURS.fullmatch(line)
    return match is not None and match[1] == "../" * path.count("/")
