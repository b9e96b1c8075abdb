"""The databases of the benchmarks are such as people write them; what the websites of two generators differ in is found."""

import importlib
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from masthead.loading.database import load

BENCH = Path(__file__).parent.parent / "bench"

Differences = Callable[[Path, Path], Iterator[str]]


@pytest.fixture
def differences(monkeypatch: pytest.MonkeyPatch) -> Differences:
    """The function of the benchmarks that yields in what two websites differ."""
    monkeypatch.syspath_prepend(str(BENCH))
    comparison: Differences = importlib.import_module("sameness").differences
    return comparison


def write(site: Path, path: str, text: str) -> None:
    """Write a file of a website."""
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, "utf-8")


def test_synthetic_databases_pass_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of invented records has no error and all the outlets that were asked for."""
    monkeypatch.syspath_prepend(str(BENCH))

    runpy.run_path(str(BENCH / "synthetic.py"))["main"](200, tmp_path)

    database = load(tmp_path)
    assert 0 == database.errors
    assert 200 == len(database.graph.outlets)


@pytest.mark.parametrize("length", [90, 110])
def test_pages_of_outlets_may_differ_by_a_tenth(tmp_path: Path, differences: Differences, length: int) -> None:
    """A page of an outlet that is up to a tenth longer or shorter counts as the same, a list of any length does."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours, "sites/a.example/index.html", "x" * 100)
    write(theirs, "sites/a.example/index.html", "x" * length)
    write(ours, "years/index.html", "x" * 100)
    write(theirs, "years/index.html", "x")

    assert not list(differences(ours, theirs))


@pytest.mark.parametrize("length", [89, 111])
def test_pages_of_outlets_of_another_length_are_named(tmp_path: Path, differences: Differences, length: int) -> None:
    """A page of an outlet that is more than a tenth longer or shorter is named with both lengths."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write(ours, "sites/a.example/index.html", "x" * 100)
    write(theirs, "sites/a.example/index.html", "x" * length)

    assert [f"sites/a.example/index.html: {length} bytes, ours 100"] == list(differences(ours, theirs))


def test_missing_pages_and_other_values_are_named(tmp_path: Path, differences: Differences) -> None:
    """Pages that only one website has are named, but not those that only ours can have, nor other checksums of values."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for site, only, checksum, name in (
        (ours, "years/2021", "0123abcd", "Roma"),
        (theirs, "years/2022", "89abcdef", "Rome"),
    ):
        write(site, f"{only}/index.html", "")
        write(site, f"indicators/ipv6/2001-db8-1-{checksum}/index.html", "x")
        write(site, "api/v1/sites/a.example.json", f'{{"name": "{name}", "kind": "local-news"}}')
    write(ours, "api/v1/sites/b.example.json", '{"name": "B", "kind": "local-news"}')
    write(theirs, "api/v1/sites/b.example.json", '{"kind":"local-news","name":"B"}')
    write(ours, "method/index.html", "x")

    assert [
        "years/2021/index.html: only ours",
        "years/2022/index.html: only theirs",
        "api/v1/sites/a.example.json: not the same values",
    ] == list(differences(ours, theirs))
