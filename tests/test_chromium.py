"""The browser tests drive the Chromium without windows wherever it runs, since it takes a third of the time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import chromium

SHELL, WHOLE = "chromium-headless-shell", "chromium"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder of programs, which is empty, on a machine without any other Chromium."""
    monkeypatch.delenv("MASTHEAD_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "MAC_APPLICATIONS", ())
    monkeypatch.setattr(chromium, "DOWNLOADS", tmp_path / "browsers")
    monkeypatch.setattr(chromium, "TRIED", tmp_path / "browsers/no-shell")
    return tmp_path


def install(program: Path, says: str = "Chromium 156.0") -> Path:
    """Write a *program* that *says* its version."""
    program.write_text(f"#!/bin/sh\necho '{says}'\n", "utf-8")
    program.chmod(0o755)
    return program


def test_shell_is_taken_before_a_whole_browser(installed: Path) -> None:
    """The whole browser is taken where there is no shell, or where the shell does not run."""
    whole = install(installed / WHOLE)
    assert whole == chromium.find()

    shell = install(installed / SHELL)
    assert shell == chromium.find()

    install(shell, "Install the package first.")
    assert whole == chromium.find()


def test_shell_is_asked_for_once(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If no shell is available, the whole browser is used, and the next run does not ask again."""
    asked: list[str] = []
    monkeypatch.setattr(chromium, "_download", lambda **_: asked.append("download"))
    monkeypatch.setattr(chromium, "_install", lambda *packages, **_: asked.extend(packages))
    monkeypatch.setattr(chromium, "_playwright_starts", lambda: True)
    whole = install(installed / WHOLE)

    chromium.prefer_shell()
    chromium.prefer_shell()

    assert ["download", SHELL] == asked
    assert whole == chromium.get()


def test_nothing_is_asked_for_where_a_shell_runs_or_a_browser_is_named(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser that is named in the environment is driven."""
    monkeypatch.setattr(chromium, "_download", lambda **_: pytest.fail("downloaded"))
    monkeypatch.setattr(chromium, "_install", lambda *_, **__: pytest.fail("installed"))
    install(installed / SHELL)
    chromium.prefer_shell()
    named = install(installed / "other")
    (installed / SHELL).unlink()
    monkeypatch.setenv("MASTHEAD_CHROMIUM", str(named))
    chromium.prefer_shell()

    assert named == chromium.find()
