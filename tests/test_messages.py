"""Every text that a check can say is said: each message and cure in the code is brought about by something hostile."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import pytest

from masthead.findings import Finding
from tests.hostile.corpus import cases, outcome
from tests.hostile.made import MADE
from tests.test_hostile import as_nobody
from tests.world import World, make

ENGINE = Path(__file__).parent.parent / "masthead"
# The modules from which findings come.
MODULES = ("addresses", "cures", "database", "dates", "decoding", "explain", "fields", "files", "findings", "nearest", "promises", "records", "yaml_text",
           "rules/archives", "rules/attributions", "rules/dates", "rules/evidence", "rules/hosts", "rules/indicators", "rules/names", "rules/places", "rules/references",
           "rules/registration", "rules/replies", "rules/sources", "rules/wording")  # fmt: skip
# What no record brings about: a kind of error that only a later version of pydantic may know.
UNSAID = {"expected another value: .*"}
# Two words, with or without a value between them: what has fewer is a name of something.
WORDS = re.compile(r"[A-Za-z]\S*\\ (?:\S*\\ )?\S*[A-Za-z]")
# How a piece of text becomes a message: alone, as what was expected, or as what was found.
FRAMES = ("{}", "expected {}, got .*", "expected {}, found .*", "expected no {}, found one", "expected .*, got {}")


def templates(module: str) -> Iterator[tuple[int, str]]:
    """Yield line and pattern of each text of several words that the functions of *module* write."""
    tree = ast.parse((ENGINE / f"{module}.py").read_text("utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        docstrings = {statement.value for statement in function.body if isinstance(statement, ast.Expr)}
        inside = {part for node in ast.walk(function) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(function):
            if node not in docstrings | inside and WORDS.search(text := written(node)):
                yield getattr(node, "lineno", 0), text


def written(node: ast.AST) -> str:
    """Return the pattern of what *node* writes, nothing if it is no text; what is filled in may be anything."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) or ".*" for part in node.values)
    return re.escape(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def said(folder: Path) -> frozenset[str]:
    """Return every message and cure that the hostile records and files bring about, each in a world of its own."""
    found: list[Finding] = []
    for number, case in enumerate(cases()):
        world = make(folder / str(number))
        world.write(case.place, case.content)
        found += outcome(world).findings
    for name, (spoil, _) in MADE.items():
        world = make(folder / name)
        spoil(world)
        with as_nobody():
            found += outcome(World(world.root)).findings
    return frozenset(text for finding in found for text in (finding.message, finding.cure))


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """All that is said of anything hostile; the folder is open, since one of the readers is nobody."""
    folder = tmp_path_factory.mktemp("said")
    shared = Path(gettempdir())
    for above in (folder, *(above for above in folder.parents if shared in above.parents)):
        above.chmod(0o755)
    return said(folder)


@pytest.mark.parametrize("module", MODULES)
def test_every_text_of_a_finding_is_said(module: str, texts: frozenset[str]) -> None:
    """No message or cure waits to be wrong until somebody makes the first mistake of its kind."""
    unsaid = [
        f"{module}.py:{line}: {template}"
        for line, template in templates(module)
        if template.replace("\\", "") not in UNSAID
        and not any(re.fullmatch(frame.format(template), text) for frame in FRAMES for text in texts)
    ]

    assert [] == unsaid
