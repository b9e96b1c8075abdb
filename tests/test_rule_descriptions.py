"""The rule descriptions and the code that finds faults know the same rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from masthead.findings.finding import Finding
from masthead.findings.rule_descriptions import RULEBOOK, RULES, Rule, Severity

ENGINE = Path(__file__).parent.parent / "masthead"
# The functions and classes that make a finding or a fault, and the position of the rule in their arguments.
MAKERS = {"Finding": 1, "Fault": 1, "finding": 1, "_fault": 1, "blame": 1, "_finding": 2}
# Expressions that pass on a rule that is named elsewhere.
HANDED_ON = {"rule", "fault.rule"}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Each module of the engine except the one of the rule descriptions, with its name."""
    for file in sorted(ENGINE.rglob("*.py")):
        if file.name != "rule_descriptions.py":
            yield str(file.relative_to(ENGINE)), ast.parse(file.read_text("utf-8"))


def rules_of_calls(tree: ast.Module) -> Iterator[ast.expr]:
    """The rule in each call that makes a finding or a fault; starred results of functions are left out."""
    if makes_other_faults(tree):
        return
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name in MAKERS:
            named = [keyword.value for keyword in call.keywords if keyword.arg == "rule"]
            placed = call.args[MAKERS[name] :][:1]
            yield from (given for given in named + placed if not isinstance(given, ast.Starred))


def makes_other_faults(tree: ast.Module) -> bool:
    """Whether the faults of *tree* are not those of the reader of records: those of import maps have no rules."""
    imported = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "Fault" in {alias.name for alias in node.names}
    }
    own = [node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Fault"]
    return bool(imported - {"masthead.syntax.yaml_reader", "masthead.syntax.decoding"}) or any(
        "rule:" not in ast.unparse(fault) for fault in own
    )


def rules_of_returns(tree: ast.AST) -> Iterator[ast.expr]:
    """The first value in each return of the functions that return rule, message and cure."""
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if (ast.get_docstring(function) or "").startswith("Return rule"):
            for node in (node for node in ast.walk(function) if isinstance(node, ast.Return)):
                assert isinstance(node.value, ast.Tuple), f"{function.name} returns no tuple"
                yield node.value.elts[0]


@cache
def used() -> tuple[tuple[str, ast.expr], ...]:
    """Every expression in the engine that names a rule, with its module."""
    return tuple((name, given) for name, tree in trees() for given in (*rules_of_calls(tree), *rules_of_returns(tree)))


def test_every_rule_that_the_engine_names_is_described() -> None:
    """A finding of an unknown rule would have no severity and no page."""
    named = {given.value: name for name, given in used() if isinstance(given, ast.Constant)}

    assert {} == {rule: name for rule, name in named.items() if rule not in RULEBOOK}


def test_rules_are_named_where_they_are_found() -> None:
    """The rule of a finding is written out, so that a search for its id finds it, and the tests above see it."""
    computed = [(name, ast.unparse(given)) for name, given in used() if not isinstance(given, ast.Constant)]

    assert [] == [(name, given) for name, given in computed if given not in HANDED_ON]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_found_by_something(rule: Rule) -> None:
    """A rule that nothing can find is a promise that nobody keeps."""
    assert rule.id in {given.value for _, given in used() if isinstance(given, ast.Constant)}


def test_ids_are_unique() -> None:
    """Each rule is described once."""
    assert len(RULES) == len(RULEBOOK)


def test_rules_are_written_alike() -> None:
    """An id is lower-case words with hyphens; the demand is one sentence."""
    assert [] == [rule.id for rule in RULES if not re.fullmatch("[a-z]+(-[a-z]+)*", rule.id)]
    assert [] == [rule.id for rule in RULES if not re.fullmatch(r"[A-Z].+[^.]\.", rule.summary)]


def test_severity_of_a_finding_is_that_of_its_rule() -> None:
    """No finding is milder or harder than its rule."""
    severities = {rule.id: Finding("sites/x", rule.id, "expected x").severity for rule in RULES}

    assert severities == {rule.id: rule.severity for rule in RULES}
    assert {Severity.ERROR, Severity.WARNING} == set(severities.values())
