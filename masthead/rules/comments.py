"""Rules on comments: none commands the editor in which somebody opens a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from masthead.findings.finding import Finding, Position, few
from masthead.records.reading import Loaded
from masthead.relations.graph import Graph

# A text without any of these commands no editor: most records, found out by a look that costs little. The names of
# some editors are looked for from their colon, which is seldom, and not from their letters, which are not; before it may
# be the number of a version, but neither a time nor an address of the internet has a sign of theirs before its digits.
_SIGNS = (b"yaml-language-server", b"$schema", b"@schema", b"-*-", b"local variables:")
_NAMES = re.compile(
    rb":(?:(?<=vi:)|(?<=vim:)|(?<=ex:)|(?<=kate:)|(?<=[imx<=>]\d:)|(?<=[imx<=>]\d{2}:)|(?<=[imx<=>]\d{3}:)"
    rb"|(?<=[imx<=>]\d{4}:)|(?<=\d{5}:)|(?<=[\x80-\xff]:))"
)
_OURS = re.compile(r"# yaml-language-server: \$schema=((?:\.\./)+)schema/v[0-9]+/(?:outlet|firm|campaign|source)\.json")
# What editors obey: the server that .vscode/ recommends, JetBrains, Vim, Emacs, Kate. Some look at any line, not at comments.
_COMMAND = re.compile(
    r"#[^\n]*(?:yaml-language-server\s*:|[$@]schema\b)|-\*-.*-\*-|(?i:\blocal variables:)"
    r"|(?:^|\s)(?:vim?|Vim|ex)(?:[<=>]?\d+)?:\s*(?:set?\s|\w+[=:])|#[^\n]*\bkate\s*:"
)


def comments_command_no_editor(graph: Graph) -> Iterator[Finding]:
    """No line of a record is an order to an editor, but the first, which leads to the schema beside the records."""
    for one in graph.loaded:
        rest = one.file.text[_end_of_ours(one) :].lower()
        if any(map(rest.__contains__, _SIGNS)) or _NAMES.search(rest):
            yield from few(_check(one))


def _check(one: Loaded) -> Iterator[Finding]:
    lines = one.file.text.decode("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        match = _COMMAND.search(line)
        if match and not (number == 1 and _is_ours(line, one.file.path)):
            message = "this line commands the editors that open it"
            cure = "delete it; only the first line that `masthead new` writes may name a schema"
            yield Finding(
                one.file.path, "editor-command", message, position=Position(number, match.start() + 1), cure=cure
            )


def _end_of_ours(one: Loaded) -> int:
    """Return where the first line of a record ends, if it is the one that may be there."""
    end = max(one.file.text.find(b"\n"), 0)
    return end if _is_ours(one.file.text[:end].decode("utf-8"), one.file.path) else 0


def _is_ours(line: str, path: str) -> bool:
    """Return whether *line* leads from the record at *path* to a schema of the same repository, and nowhere else."""
    match = _OURS.fullmatch(line)
    return match is not None and match[1] == "../" * path.count("/")
