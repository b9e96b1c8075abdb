"""The pages of the rules are true: each example is checked in a small database, with the exact text of the finding."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from masthead.findings.rule_descriptions import RULES, Rule
from masthead.loading.database import load
from masthead.reporting.report import line
from tests.refused_files import as_nobody
from tests.world import World

PAGES = Path(__file__).parent.parent / "docs" / "rules"
TODAY = date(2026, 1, 1)
BLOCK = re.compile(r"^```(\w+) ?(fail|pass)? ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A record at a path, or commands in a shell, and whether it breaks the rule."""

    language: str
    outcome: str
    path: str
    text: str


def examples(rule: Rule, outcome: str) -> list[Example]:
    """The examples of the page of *rule* that have the *outcome*."""
    blocks = BLOCK.findall(page(rule))
    return [example for example in (Example(*block) for block in blocks) if example.outcome == outcome]


def page(rule: Rule) -> str:
    """The page of *rule*."""
    return (PAGES / f"{rule.id}.md").read_text("utf-8")


def findings(world: World, added: list[Example], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All findings on the database with the examples in it, as lines."""
    for example in added:
        if example.language == "yaml":
            world.write(example.path, example.text)
        else:
            subprocess.run(["sh", "-eu", "-c", example.text], cwd=world.root, check=True)
    monkeypatch.chdir(world.root)
    with as_nobody():
        return [line(finding) for finding in load(Path(), TODAY).findings]


@pytest.fixture(autouse=True)
def warm(world: World) -> None:
    """Load everything that is loaded on its first use, while we may still read it."""
    assert [] == [line(finding) for finding in load(world.root, TODAY).findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_failing_example_breaks_just_this_rule(rule: Rule, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings are those that the page shows, each of this rule."""
    shown = [text for language, _, _, text in BLOCK.findall(page(rule)) if language == "text"]
    lines = findings(world, examples(rule, "fail"), monkeypatch)

    assert shown == ["".join(f"{each}\n" for each in lines)]
    assert {f"[{rule.id}]"} == {each.rpartition(" ")[2] for each in lines}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_passing_example_breaks_no_rule(rule: Rule, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example that the page calls right is right by every rule."""
    right = examples(rule, "pass")

    assert right
    assert [] == findings(world, right, monkeypatch)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_page_says_what_the_description_says(rule: Rule) -> None:
    """Title, severity and demand agree with the rule descriptions, and a paragraph says why."""
    title, demand, why, *_ = page(rule).split("\n\n")

    assert f"# {rule.id}" == title
    assert f"**{rule.severity.title()}.** {rule.summary}" == demand
    assert 2 <= len(re.findall(r"[.:;](?= |$)", why)), "say in two to four sentences what it demands and why"


def test_index_lists_every_rule() -> None:
    """The index has a line for each rule, in the order of the rule descriptions."""
    rows = [f"| [{rule.id}]({rule.id}.md) | {rule.severity} | {rule.summary} |" for rule in RULES]
    index = (PAGES / "README.md").read_text("utf-8")

    assert rows == re.findall(r"^\| \[.*$", index, re.MULTILINE)


def test_every_page_is_of_a_rule() -> None:
    """A rule that is gone takes its page with it."""
    assert {"README", *(rule.id for rule in RULES)} == {file.stem for file in PAGES.iterdir()}
