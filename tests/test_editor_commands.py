"""Lines that give commands to editors, and lines that only look a little like them."""

from __future__ import annotations

from time import process_time

import pytest

from tests.world import FIRM, OUTLET, World

COMMANDS = [
    "# yaml-language-server: $schema=https://gull.example/track",
    "# yaml-language-server: $schema=file:///etc/passwd",
    "#   yaml-language-server :$schema=../schema/v1/firm.json",
    "# yaml-language-server: $schema=../schema/v1/firm.json",
    "# $schema: https://gull.example/track",
    "# @schema https://gull.example/track",
    "# vim: set modelineexpr:",
    "# vi:noai:sw=3",
    "# Vim: ft=python",
    "# ex: set ts=4:",
    "# vim700: set foldmethod=marker",
    "# vi7: set ts=4",
    "# vim>70: set ts=4",
    "# ex<0012: set ts=4",
    "# vim=1234567: set ts=4",
    "# vim>٧: set ts=4",
    "# -*- mode: yaml; eval: (delete-file x) -*-",
    "# Local Variables:",
    "# kate: indent-width 4;",
    "# language=HTML",
    "#!/bin/sh",
    "kept_because: an example # noqa",
    "# NOQA: E501",
    "# nosec B101",
    "# NOSONAR",
    "# noinspection SpellCheckingInspection",
    "# nosemgrep",
    "# lgtm[py/x]",
    "# pragma: allowlist secret",
    "# type: ignore[attr]",
    "# fmt: off",
    "# @formatter:off",
    "# vale off",
    "# yamllint disable rule:line-length",
    "# yamllint disable-line",
    "# markdownlint-disable MD013",
    "# prettier-ignore",
    "# eslint-disable-next-line",
    "# pylint: skip-file",
    "# ruff: noqa",
    "# shellcheck disable=SC2086",
    "# checkov:skip=CKV_1: why",
    "# zizmor: ignore[x]",
    "# codespell:ignore teh",
    "# rubocop:disable all",
    "# some-later-tool-ignore",
    "# some-later-tool:disable",
    "# cspell:words thier",
    "# cSpell: disable",
    "# spell-checker: ignore thier",
    "kept_because: spellchecker:disable",
    "kept_because: an example gitleaks:allow",
    "# @generated",
]
NOTES = [
    "# Compare with the register: its number is in the annex.",
    "# The vim of the report is in the original",
    "# from vi: a note",
    "# See the schema, and docs/fields.md",
    "# ex officio: the office",
    "# captured at 2024-01-17T09:02:34Z, from 2001:db8::1: set aside",
    "# Ignore the second table: it repeats the first.",
    "# Note: on page 3; skip the annex.",
    "# type: what kind of document it is: report, article",
    "# language: the language in which we read it",
    "# A one-off payment, and the spin-off of 2019",
    "# Prettier names are in the annex",
    "# Istanbul is where the firm has its seat",
    "# Global news sites; the region on page 2",
    "# We spell: it is the name as printed",
    "# re-enable the field once the source was read",
    "# See https://harbour-lab.example/report#disable",
    "# Ex: https://harbour-lab.example/",
    "# Typos: as printed",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_to_editors_are_refused(world: World, command: str) -> None:
    """Commands to any editor are refused everywhere but in the first line."""
    world.add(FIRM, f"{command}\n")

    assert ["editor-command"] == world.rules()


@pytest.mark.parametrize("note", NOTES)
def test_comments_for_people_pass(world: World, note: str) -> None:
    """A comment may say anything to people."""
    world.add(FIRM, f"{note}\n")

    assert [] == world.rules()


@pytest.mark.parametrize(
    ("path", "line", "rules"),
    [
        (FIRM, "# yaml-language-server: $schema=../schema/v1/firm.json", []),
        (OUTLET, "# yaml-language-server: $schema=../../schema/v1/outlet.json", []),
        (FIRM, "# yaml-language-server: $schema=../../schema/v1/firm.json", ["editor-command"]),
        (FIRM, "# yaml-language-server: $schema=https://gull.example/v1/firm.json", ["editor-command"]),
        (FIRM, "# yaml-language-server: $schema=../schema/v1/firm.json vim: set x:", ["editor-command"]),
    ],
)
def test_first_line_may_lead_to_our_own_schema(world: World, path: str, line: str, rules: list[str]) -> None:
    """The line is as `masthead new` writes it: it leads to the folder beside the records, and nothing follows."""
    world.write(path, f"{line}\n{(world.root / path).read_text()}")

    assert rules == world.rules()


@pytest.mark.alone
@pytest.mark.parametrize("unit", ["#", "# ", "#a ", "&#x41; ", "-disable-", "kate ", " #\t", "-*- ", "# @", "# fmt "])
def test_long_lines_are_read_once(world: World, unit: str) -> None:
    """It holds however often a command seems to begin in them."""
    world.add(OUTLET, f"# x{unit * (60_000 // len(unit))}x\n")
    start = process_time()
    world.rules()

    assert process_time() - start < 2
