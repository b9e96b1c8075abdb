"""Docstrings and comments are plain English: the patterns of translated sentences that CONTRIBUTING.md lists are left out."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site import ROOT

# The whole program: the engine, the theme, the settings, and the tools, benchmarks and tests beside them.
PLAIN = (
    "bench",
    "masthead",
    "pelicanconf.py",
    "publishconf.py",
    "tasks.py",
    "tests",
    "theme/css",
    "theme/scripts",
    "tools",
)
PATTERNS = {
    "a subject that is no noun": re.compile(r"(?:^|\. )What\b[^?]*$"),
    "a beginning with Of, By or In which": re.compile(
        r"(?:^|\. )(?:Of\b|(?:By|In|From|With|To) (?:what|which|whom)\b)"
    ),
    "stands": re.compile(r"\bstand(?:s|ing)?\b(?!-in)"),
    "tells, told": re.compile(r"\b(?:tells?|told)\b"),
    "lies": re.compile(r"\b(?:lie|lies|lying)\b"),
    "is none": re.compile(r"\b(?:is|are) none\b"),
    "anew, as far as": re.compile(r"\b(?:anew|as far as)\b"),
    "for whom, any more": re.compile(r"\b(?:(?:at|by|for|from|of|to|with) whom|any more)\b"),
    "whoever, whichever": re.compile(r"\b(?:whoever|whichever|whatever)\b", re.IGNORECASE),
}
# Patterns of docstrings, and of comments in programs; the scripts and styles of the theme still have some.
IN_PROGRAMS = {
    "How or Who for a noun": re.compile(r"^(?:How|Who|Whose)\b[^?]*$"),
    "Return what": re.compile(r"^(?:Return|Yield)s? (?:by |from |in |of )?what (?!kinds?\b)"),
    "says without a subject": re.compile(r"; says (?:how|what|which|why)\b"),
    "known again": re.compile(r"\bknown again\b"),
}
NO_NOUNS = frozenset(("found", "heard", "made", "one", "ran", "told"))
# Docstrings that docs/fields.md and the schema print are texts for readers: a definition of a term may be a clause.
PRINTED = frozenset((ROOT / "docs/fields.md").read_text("utf-8").splitlines())
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)


def files() -> Iterator[Path]:
    """Yield the files that are plain."""
    for part in PLAIN:
        place = ROOT / part
        paths = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (file for file in paths if _is_ours(file))


def _is_ours(file: Path) -> bool:
    return file.suffix in (".py", ".js", ".css") and "slice" not in file.name and "node_modules" not in file.parts


def prose(file: Path) -> Iterator[str]:
    """Yield each docstring and comment of *file* in one line, except those that are printed for readers."""
    text = file.read_text("utf-8")
    if file.suffix == ".py":
        nodes = (node.value.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))  # fmt: skip
        comments = (token.string.lstrip("# ") for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type == tokenize.COMMENT)  # fmt: skip
        passages = [*(value for value in nodes if isinstance(value, str)), *comments]
    else:
        passages = [match.strip("/* ") for match in _COMMENT.findall(text)]
    yield from (" ".join(passage.split()) for passage in passages if passage not in PRINTED)


@pytest.mark.parametrize("file", list(files()), ids=lambda file: str(file.relative_to(ROOT)))
def test_prose_is_plain_english(file: Path) -> None:
    """Each sentence names its subject, and uses the common words for is, has and reports."""
    patterns = PATTERNS | (IN_PROGRAMS if file.suffix == ".py" else {})
    findings = [(name, text) for text in prose(file) for name, pattern in patterns.items() if pattern.search(text)]

    assert [] == findings


def names_in(text: str) -> Iterator[str]:
    """Yield the name of each variable, argument, attribute, function and class that the program *text* defines."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)) | ast.alias(asname=str(name)):
                yield name


def participles(text: str) -> set[str]:
    """Return the names in the program *text* that are no nouns, however they are written: found, _found and Found."""
    return {name for name in names_in(text) if name.strip("_").lower() in NO_NOUNS}


@pytest.mark.parametrize(
    "file",
    [file for file in files() if file.suffix == ".py"],
    ids=lambda file: str(file.relative_to(ROOT)),
)
def test_names_are_nouns(file: Path) -> None:
    """A variable is named after the thing that it holds, not after what was done to get it."""
    assert set() == participles(file.read_text("utf-8"))


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("made = 1", "made"),
        ("a, (ran, b) = 1, (2, 3)", "ran"),
        ("[one for one in ()]", "one"),
        ("def f(told): pass", "told"),
        ("def f(*, heard=1): pass", "heard"),
        ("self.found = 1", "found"),
        ("class A:\n    found: int", "found"),
        ("class Found: pass", "Found"),
        ("def _found(): pass", "_found"),
        ("with open('x') as made: pass", "made"),
        ("if (found := 1): pass", "found"),
        ("from a import b as made", "made"),
        ("match 1:\n    case found: pass", "found"),
    ],
)
def test_participle_as_a_name_is_noticed(program: str, name: str) -> None:
    """Whether it is assigned, unpacked, imported, matched, bound by a loop or an argument, or defined."""
    assert {name} == participles(program)


def test_nouns_are_no_participles() -> None:
    """A name that only has such a word in it may be a noun, and a keyword of another library is not ours."""
    assert set() == participles("newly_made = oneself = f(found=1).made")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What stands around every page.", "a subject that is no noun"),
        ("How many lines a page has.", "How or Who for a noun"),
        ("Who signs a text.", "How or Who for a noun"),
        ("Return what pages show of a firm.", "Return what"),
        ("Yield by what entries are sorted.", "Return what"),
        ("A page could not be made; says which and why.", "says without a subject"),
        ("How a file is known again.", "known again"),
        ("Of a block, whether its end is kept.", "a beginning with Of, By or In which"),
        ("By which words an entry is found.", "a beginning with Of, By or In which"),
        ("The comments that stand above a field.", "stands"),
        ("Yield the errors that are told.", "tells, told"),
        ("Return where the file lies.", "lies"),
        ("A name that is none of a record.", "is none"),
        ("The search begins anew.", "anew, as far as"),
        ("The hosts for whom it waits.", "for whom, any more"),
        ("The file is not needed any more.", "for whom, any more"),
        ("The link, whichever it is.", "whoever, whichever"),
    ],
)
def test_pattern_is_noticed(text: str, name: str) -> None:
    """So the list finds what it is for."""
    assert (PATTERNS | IN_PROGRAMS)[name].search(text)
