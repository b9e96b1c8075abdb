"""Every text that a check can print is printed here, and follows the wording guide.

A hostile record or file causes each message and cure in the code. A finding says what is wrong, then what to do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import click
import pytest

from masthead.authoring.prompts import QUESTIONS
from masthead.cli import main
from masthead.findings.finding import Finding
from masthead.loading.database import load
from tests.finding_style import TRANSLATED, faults
from tests.hostile.corpus import TODAY, cases
from tests.hostile.special_files import SPECIAL_FILES
from tests.refused_files import as_nobody
from tests.world import make

ENGINE = Path(__file__).parent.parent / "masthead"
# The stages whose texts all become findings, except those of commands that are given files or write them.
JUDGING = ("findings", "syntax", "field_types", "record_files", "rules")
OF_COMMANDS = {"record_files/scope", "record_files/writing"}
# Elsewhere, each module that makes findings has their texts. A build asks for the findings of others.
MAKES_FINDINGS = re.compile(r"\b[Ff]inding\(")
OF_BUILDS = ("building/",)
# Texts that no record causes: a kind of error that only a later version of pydantic may know, and a word for another.
UNSAID = {"this value is not allowed: .*", "the file"}
# Two words, with or without a value between them: a text with fewer is a name of something.
WORDS = re.compile(r"[A-Za-z]\S*\\ (?:\S*\\ )?\S*[A-Za-z]")
# The messages that a piece of text may be in: alone, as the expected value, or as the value that was found.
FRAMES = ("{}", "expected {}, got .*", "expected {}, found .*", "the text contains {}", "expected .*, got {}", "this is {}",
          ".*, before {}", r".*Error: {}\)", "{} was published .*", ".* on '{}' was published .*", "restore it, or {}")  # fmt: skip

# Modules whose sentences have other readers, or other tests.
OTHERS = (
    "views/",
    "edition/edition.py",
    "ledger/",
    "model/",
    "search/",
    "citations/",
    "hosts/host_in_text.py",
    "hosts/idna.py",
    "hosts/public_suffixes.py",
    "lookup/",
    "releasing/release.py",
    "commands/release.py",
    "exports/json_api.py",
    "exports/search_documents.py",
    "field_types/vocabulary/",
)
# Options whose help is the description of a field in the model.
ASKED = {f"--{question.name}" for questions in QUESTIONS.values() for question in questions}
SENTENCES = tuple(
    sorted(
        name.removesuffix(".py")
        for file in ENGINE.rglob("*.py")
        if not (name := file.relative_to(ENGINE).as_posix()).startswith(OTHERS)
    )
)


def judging_modules() -> list[str]:
    """Return the modules from which findings come."""
    modules = (
        (file.relative_to(ENGINE).as_posix().removesuffix(".py"), file.read_text("utf-8"))
        for file in ENGINE.rglob("*.py")
    )
    return sorted(
        name
        for name, text in modules
        if name.startswith(tuple(f"{stage}/" for stage in JUDGING))
        or (MAKES_FINDINGS.search(text) and not name.startswith(OF_BUILDS))
    )


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
    """Return the pattern of the text that *node* writes, empty if it is not a text; inserted values may be anything."""
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) or ".*" for part in node.values)
    return re.escape(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@cache
def said(folder: Path) -> frozenset[Finding]:
    """Return every finding that the hostile records and files bring about, each in a world of its own."""
    all_findings: list[Finding] = []
    for number, case in enumerate(cases()):
        world = make(folder / str(number))
        world.write(case.place, case.content)
        all_findings += load(world.root, TODAY).findings
    for name, (spoil, _) in SPECIAL_FILES.items():
        world = make(folder / name)
        spoil(world)
        with as_nobody():
            all_findings += load(world.root, TODAY).findings
    return frozenset(all_findings)


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Finding]:
    """All findings on hostile records and files; the folder is open, since one of the readers is the user nobody."""
    folder = tmp_path_factory.mktemp("said")
    shared = Path(gettempdir())
    for above in (folder, *(above for above in folder.parents if shared in above.parents)):
        above.chmod(0o755)
    return said(folder)


@pytest.fixture(scope="module")
def texts(findings: frozenset[Finding]) -> frozenset[str]:
    """Every message and cure of the findings."""
    return frozenset(text for finding in findings for text in (finding.message, finding.cure))


@pytest.mark.parametrize("module", [name for name in judging_modules() if name not in OF_COMMANDS])
def test_every_text_of_a_finding_is_said(module: str, texts: frozenset[str]) -> None:
    """No message or cure waits to be wrong until somebody makes the first mistake of its kind."""
    unsaid = [
        f"{module}.py:{line}: {template}"
        for line, template in templates(module)
        if template.replace("\\", "") not in UNSAID
        and not any(re.fullmatch(frame.format(template), text) for frame in FRAMES for text in texts)
    ]

    assert [] == unsaid


def test_modules_from_which_findings_come_are_found() -> None:
    """They are found by their stage, or because they make findings; each exception is one of them."""
    modules = set(judging_modules())

    assert {"rules/short_names", "syntax/yaml_reader", "loading/attachments", "findings/finding"} <= modules
    assert modules >= OF_COMMANDS
    assert {f"rules/{file.stem}" for file in (ENGINE / "rules").glob("*.py")} <= modules


@pytest.mark.parametrize(
    ("text", "rule", "wrong"),
    [
        ("no other record refers to this one", "unused", []),
        ("'stands' is an accusing word and must be in quotation marks", "wording", []),
        ("expected a date such as 2023-11, got 'x'", "field-value", []),
        ("expected a record, got 'x'", "reference", ["says what was expected, but not of a value"]),
        ("a reply is missing, found none", "reply-missing", ["is translated"]),
        ("what this rule tells", "unused", ["is translated"]),
        ("the host is no host of its own", "host-unique", ["is translated"]),
        ("No record refers to this one.", "unused", ["starts with a capital", "ends with a full stop"]),
    ],
)
def test_style_of_a_text_is_seen(text: str, rule: str, wrong: list[str]) -> None:
    """The test below can fail, and a value in quotation marks is not taken for our words."""
    assert wrong == faults(text, rule)


def test_findings_say_what_is_wrong_and_then_what_to_do(findings: frozenset[Finding]) -> None:
    """Messages and cures are in lower case, have no full stop and no translated English; only values are "expected"."""
    pairs = {(text, finding.rule) for finding in findings for text in (finding.message, finding.cure) if text}

    assert len(pairs) > 200
    assert {} == {text: wrong for text, rule in sorted(pairs) if (wrong := faults(text, rule))}


def test_findings_of_the_rule_pages_are_written_alike() -> None:
    """Even a finding that only a rule page shows is written like the others."""
    shown = [
        match.groups()
        for page in (ENGINE.parent / "docs" / "rules").glob("*.md")
        for match in re.finditer(
            r"^\S+: (?:error|warning): (?:[\w.\[\]]+: )?(.*) \[([a-z-]+)\]$", page.read_text("utf-8"), re.MULTILINE
        )
    ]

    assert len(shown) > 60
    assert {} == {text: wrong for text, rule in shown if (wrong := faults(text, rule))}


@pytest.mark.parametrize("module", SENTENCES)
def test_no_sentence_of_the_engine_is_translated(module: str) -> None:
    """Errors, progress and results too are written in plain English."""
    sentences = [(line, text) for line, text in templates(module) if TRANSLATED.search(text.replace("\\", ""))]

    assert [] == sentences


def helps(command: click.Command, name: str = "masthead") -> Iterator[tuple[str, str]]:
    """Yield each text of the help of *command* and of the commands in it, with its place."""
    for text in (command.help, command.epilog):
        if text:
            yield name, " ".join(text.split())
    for option in (parameter for parameter in command.params if isinstance(parameter, click.Option)):
        if option.opts[0] not in ASKED:
            yield f"{name} {option.opts[0]}", option.help or ""
    if isinstance(command, click.Group):
        for inner, listed in command.commands.items():
            yield f"{name} {inner}", listed.get_short_help_str(limit=100)
            _, subcommand, _ = command.resolve_command(click.Context(command), [inner])
            if subcommand and inner != "release":
                yield from helps(subcommand, f"{name} {inner}")


def test_help_is_in_whole_sentences() -> None:
    """Each option says what it does; no text of the help has a pattern of translated English."""
    texts = list(helps(main))

    assert len(texts) > 60
    assert [] == [pair for pair in texts if not re.fullmatch(r"[A-Z].*[.\])]", pair[1]) or TRANSLATED.search(pair[1])]
