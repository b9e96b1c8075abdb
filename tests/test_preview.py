"""Saved records are shown before they are built: the pages that the build will make, or none if something is wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from masthead.building.serving import dev_server
from masthead.building.serving.dev_server import Builder, server
from masthead.building.serving.preview import Preview
from tests.site import furnish, make
from tests.test_serve import ask
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World

PAGES = {"sites/harbour-times.example/index.html", "sites/harbour-times.example/cite/index.html"}


@pytest.fixture
def site(world: World) -> World:
    """A small world with all that a build needs."""
    return furnish(world)


def shown(site: World, *saved: str, preview: Preview | None = None) -> dict[str, str]:
    """The pages that are shown of the records in the files *saved*."""
    return dict((preview or Preview(site.root, "pelicanconf.py")).pages(saved, saved))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (OUTLET, "claim: The register of news outlets", "claim: The court's register of news outlets"),
        (FIRM, "name: Quay Media Co., Ltd.", "name: Quay Media Group"),
        (UNPLACED, "without a country", "with no country at all"),
    ],
)
def test_pages_are_those_of_the_build(path: str, old: str, new: str, site: World) -> None:
    """They are the same even where the record is named by others, and others by it."""
    preview = Preview(site.root, "pelicanconf.py")
    site.edit(path, old, new)
    pages = shown(site, path, preview=preview)
    make(site)

    assert len(pages) == 2
    assert {name: (site.root / "output" / name).read_text("utf-8") for name in pages} == pages
    assert any(new.partition(": ")[2].replace("'", "&#39;") in html or new in html for html in pages.values())


def test_pages_show_what_other_records_say_now(site: World) -> None:
    """A page shows records that were changed before, whether they were built or not."""
    preview = Preview(site.root, "pelicanconf.py")
    site.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Wharf Media Group")
    (page, *_) = dict(preview.pages([OUTLET], [FIRM, OUTLET])).values()

    assert "Wharf Media Group" in page
    assert "Quay Media Co." not in page


WRONG = {
    "no record": ("sites/it/harbour-times.example/notes.txt", "x"),
    "in no folder of a country": ("sites/new.example.yml", "kind: local-news\n"),
    "no field": (OUTLET, "nonsense: x\n"),
    "what a rule refuses": (OUTLET, "corrections:\n  - {date: 2024-01-01, said: It said a., says: Write to editor@mailbox.org., why: Wrong.}\n"),
    "an unknown reference": (OUTLET, "replies: [{by: The firm, date: 2024-01-01, outcome: no-answer, source: nowhere-2024, answers: [{source: nowhere-2024}]}]\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_not_shown(name: str, site: World) -> None:
    """The preview shows nothing; the build says what is wrong."""
    path, text = WRONG[name]
    preview = Preview(site.root, "pelicanconf.py")
    before = (site.root / path).read_text("utf-8") if (site.root / path).exists() else ""
    site.write(path, before + text)

    assert {} == shown(site, path, preview=preview)


def test_what_lies_behind_a_link_is_not_shown(site: World, tmp_path: Path) -> None:
    """A preview does not show it, just as a build does not publish it."""
    preview = Preview(site.root, "pelicanconf.py")
    record = site.root / OUTLET
    shutil.copy(record, tmp_path / "elsewhere.yml")
    record.unlink()
    record.symlink_to(tmp_path / "elsewhere.yml")

    assert {} == shown(site, OUTLET, preview=preview)


def test_record_that_is_gone_is_no_longer_named(site: World) -> None:
    """A record whose file was deleted is no longer in memory."""
    preview = Preview(site.root, "pelicanconf.py")
    (site.root / CAMPAIGN).rename(site.root / "kept.txt")

    assert {} == shown(site, CAMPAIGN, preview=preview)
    assert {} == dict(preview.pages([OUTLET], [CAMPAIGN, OUTLET]))  # it refers to a campaign that is not there


def test_previews_are_answered_first(tmp_path: Path) -> None:
    """A preview is the answer at the address of its page, as long as there is one."""
    output = tmp_path / "output"
    (output / "sites").mkdir(parents=True)
    (output / "sites/index.html").write_text("built")
    previews = {"sites/index.html": "näher".encode()}
    with server(output, 0, previews=previews) as running:
        Thread(target=running.serve_forever).start()
        answer = ask(running.server_port, "/sites/")
        assert ("näher", "6") == (answer.body, answer.headers["Content-Length"])
        previews.clear()
        assert "built" == ask(running.server_port, "/sites/").body
        running.shutdown()


@pytest.fixture
def messages() -> list[str]:
    """The messages of a builder."""
    return []


@pytest.fixture
def builder(site: World, messages: list[str]) -> Iterator[Builder]:
    """A process that has built."""
    running = Builder(site.root, site.root / "output", {}, messages.append)
    running.has_built.wait(60)
    yield running
    running.stop()


def test_process_that_is_stopped_leaves_nothing(builder: Builder, site: World, messages: list[str]) -> None:
    """A process that is stopped while it builds leaves neither half a website nor another process."""
    assert ["built"] == messages
    site.edit(FIRM, "name: Quay Media Co., Ltd.", "name: Wharf Media Group")
    builder.change([FIRM])
    builder.stop()

    assert not (site.root / "output.new").exists()
    assert "Quay Media Co., Ltd." in (site.root / "output/firms/quay-media/index.html").read_text("utf-8")
    builder.again()
    builder.has_built.wait(60)
    assert "Wharf Media Group" in (site.root / "output/firms/quay-media/index.html").read_text("utf-8")


DEAF_ONCE = f"""#!{sys.executable}
import json, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: signal.signal(signal.SIGTERM, signal.SIG_DFL))
print(json.dumps(dict(built=True, through=0)), flush=True)
while True:
    time.sleep(1)
"""


def test_process_that_misses_a_signal_is_asked_again(
    tmp_path: Path, messages: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise the server would wait for it for ever."""
    program = tmp_path / "program"
    program.write_text(DEAF_ONCE)
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(dev_server, "_PATIENCE", 0.1)
    running = Builder(tmp_path, tmp_path / "output", {}, messages.append)
    assert running.has_built.wait(60)
    running.stop()

    assert ["built"] == messages
