"""Fixtures that many tests share, such as a small world and the website of the real records."""

from __future__ import annotations

import fcntl
import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from masthead.loading.database import Database, load
from tests import world as small
from tests.bad_server import Bad, bad_server, guarded
from tests.compiled_templates import compiled_once
from tests.releases import golden_world, publish
from tests.site import PUBLISHER, ROOT, furnish, make, masthead
from tests.world import World

# The time of a case on a busy machine means nothing; tests of speed measure it themselves.
# Each run has the same cases, so that a change is not stopped by code that it did not touch.
settings.register_profile("usual", deadline=None, derandomize=True, database=None)
# A mutant is alive or dead: the smallest case that kills it is of no interest, and each run tries the same cases.
settings.register_profile(
    "mutant",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=50,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("mutant" if "MUTANT_UNDER_TEST" in os.environ else "usual")


def pytest_collection_finish() -> None:
    """Keep the garbage collector away from modules and tests, which stay to the end: they would cost half a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # the small worlds that tests make are freed without it


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands keep their key in a folder of the tests, not in the home of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_once() -> Iterator[None]:
    """A process compiles each template once, for however many websites."""
    with compiled_once():
        yield


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Five right records in a folder of their own."""
    return small.make(tmp_path / "world")


@pytest.fixture
def site(world: World) -> World:
    """The small world with all that a build needs."""
    return furnish(world)


@pytest.fixture
def released(site: World) -> World:
    """The small world after its first release."""
    publish(site)
    return site


@pytest.fixture
def golden(tmp_path: Path) -> World:
    """An earlier release, and what became of its records."""
    return golden_world(tmp_path / "golden")


@pytest.fixture
def built(site: World) -> World:
    """The small world, built once."""
    make(site)
    return site


@pytest.fixture
def only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No look-up of a name and no connection leaves this machine."""
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo))


@pytest.fixture
def bad() -> Iterator[Bad]:
    """A server that misbehaves."""
    with bad_server() as server:
        yield server


@pytest.fixture
def named_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a build for the web: it names a publisher and a contact."""
    for name, value in PUBLISHER.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def database() -> Database:
    """The real records."""
    return load(ROOT)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The website of the real records, to open from disk; it is built once for all tests, even in several processes."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    output = shared / "real-site"
    with (shared / "real-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            built = masthead("build", "--root", ROOT, "--output", output)
            assert 0 == built.returncode, built.stderr
    return output


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build load records without a check's look at pages of text, so that a later step must stop it."""
    monkeypatch.setattr("masthead.loading.database.judge_website_texts", lambda *_: ())
    monkeypatch.setattr("masthead.building.configuration.theme.judge_texts", lambda *_: ())
