"""Texts that were found fit to print are known again by the next command, and by nobody's word but ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from masthead.files.sealed_cache import state_folder, write_sealed
from masthead.loading import judged_texts
from masthead.loading.database import load
from masthead.rules import wording
from tests.world import OUTLET, UNPLACED, World

KEPT = "fit-texts"


@pytest.fixture(autouse=True)
def _as_a_new_command() -> Iterator[None]:
    wording.clean_texts.clear()
    (state_folder() / KEPT).unlink(missing_ok=True)
    yield
    wording.clean_texts.clear()


def judged(world: World, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], set[str]]:
    """Check *world* as a command of its own does; return the rules of the findings, and the texts that were read."""
    wording.clean_texts.clear()
    read: list[tuple[str, bool]] = []
    judge = wording._contents  # noqa: SLF001

    def noting(found: Iterable[tuple[str, bool]]) -> object:
        read.extend(found)
        return judge(read)

    with monkeypatch.context() as patch:
        patch.setattr(wording, "_contents", noting)
        findings = load(world.root).findings
    return [one.rule for one in findings], {text for text, _ in read}


def test_only_new_texts_are_read(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a changed record, and of it only the text that changed."""
    first, everything = judged(world, monkeypatch)
    assert [] == first
    assert len(everything) > 10
    assert ([], set()) == judged(world, monkeypatch)

    world.edit(OUTLET, "name: Harbour Times", "name: Harbor Times")
    assert {"Harbor Times"} == judged(world, monkeypatch)[1]


def test_text_that_is_unfit_is_found_each_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only fit ones are known again; and so is none that is fit as somebody else's words, once it is ours."""
    world.edit(OUTLET, "name: Harbour Times", "name: Harbour Fraud")
    judged(world, monkeypatch)
    path, text = UNPLACED, (world.root / UNPLACED).read_text("utf-8")
    start = text.index("claim: ") + len("claim: ")
    world.edit(path, text[start : text.index("\n", start)], "Harbour Fraud")

    assert "wording" in judged(world, monkeypatch)[0]
    assert "wording" in judged(world, monkeypatch)[0]


@pytest.mark.parametrize("what", ["foreign", "cut", "code"])
def test_what_is_not_ours_counts_for_nothing(what: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a file that somebody else has written, nor one that was cut, nor what other code has found."""
    everything = judged(world, monkeypatch)[1]
    kept = state_folder() / KEPT
    data = kept.read_bytes()
    if what == "code":
        monkeypatch.setattr(judged_texts, "libraries", lambda: ["another 2.0"])
    else:
        kept.write_bytes(data[:-16] if what == "cut" else b"0" * 64 + data[64:])

    assert ([], everything) == judged(world, monkeypatch)


def test_code_that_changed_while_it_ran_keeps_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows which code has judged."""
    monkeypatch.setattr(judged_texts, "code_digest", lambda *_: "")
    judged(world, monkeypatch)

    assert not (state_folder() / KEPT).exists()


def test_so_many_are_kept_and_no_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The latest, of whichever database: those of this one are known again whatever else was kept."""
    everything = judged(world, monkeypatch)[1]
    code = (state_folder() / KEPT).read_bytes()[64:96]
    write_sealed(state_folder(), KEPT, code + bytes(range(256)) * 100)
    judged(world, monkeypatch)
    monkeypatch.setattr(wording, "MOST_TEXTS", len(everything) + 5)
    world.edit(OUTLET, "name: Harbour Times", "name: Harbor Times")

    assert {"Harbor Times"} == judged(world, monkeypatch)[1]
    assert set() == judged(world, monkeypatch)[1]
    assert (len(everything) + 5) * 16 + 96 == (state_folder() / KEPT).stat().st_size
