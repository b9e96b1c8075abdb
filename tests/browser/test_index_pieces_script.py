"""The pieces as a browser loads them: the same names, keys and places as Python gives, from disk too."""

from __future__ import annotations

import json
from bisect import bisect_right
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from masthead.search.script_pieces import front_coded, literal, piece_name, piece_script, utf16
from tests.browser.conftest import OpenPage, Serve
from tests.browser.modules import open_modules

# A bundle that loads pieces, and does nothing else on a page without its form.
SCRIPT = Path(__file__).parents[2] / "theme/static/js/lookup.min.js"
KEYS = sorted(["", "a", "a.b", "é", "한국", "한글", "😀", "😀😁", "😁", "\uffee", "__proto__", "constructor", "x" * 30,
               "x" * 30 + "y", "e\u0301", "roma", "romajournal.org", "\ud83d"], key=utf16)  # fmt: skip


def world(folder: Path, *scripts: str) -> Path:
    """Write a page with the loader and pieces p0, p1 … of these scripts, and return it."""
    (folder / "index-pieces.js").write_bytes(SCRIPT.read_bytes())
    (folder / "index.html").write_text(
        '<!doctype html><link rel=icon href="data:,"><title>x</title><script src=index-pieces.js></script>'
    )
    for number, text in enumerate(scripts):
        (folder / f"p{number}.js").write_text(text, "utf-8")
    return folder / "index.html"


def test_names_keys_and_places_are_those_of_python(browser: Browser) -> None:
    """They agree for keys in any script, also beyond the basic plane and with a lone half of a sign."""
    page = browser.new_page()
    open_modules(page, "front-coding", "index-pieces")
    starts = KEYS[::3]
    script = f"""() => {{
        const {{ frontDecoded, nameOf, placeOf }} = modules;
        const keys = {literal(KEYS)};
        return JSON.stringify([frontDecoded({literal(front_coded(KEYS))}).join() === keys.join(), keys.map(nameOf),
            keys.map((key) => placeOf({literal(starts)}, key))]);
    }}"""

    decoded, names, places = json.loads(page.evaluate(script))
    page.close()

    assert decoded
    assert [piece_name(key) for key in KEYS] == names
    assert [bisect_right(starts, utf16(key), key=utf16) - 1 for key in KEYS] == places


def test_a_piece_is_loaded_once(open_page: OpenPage, tmp_path: Path) -> None:
    """A piece that is asked for twice, also at the same time, is one script."""
    page = open_page(world(tmp_path, piece_script("p0", ["roma"])).as_uri())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    values = page.evaluate(
        "async () => [...await Promise.all([1, 2].map(() => mastheadPieces.load('', 'p0'))), await mastheadPieces.load('', 'p0')]"
    )

    assert [["roma"]] * 3 == values
    assert 1 == len(asked)
    assert 1 == page.locator("script").count()


def test_from_a_host_a_piece_is_read_and_not_run(open_page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    """The value is read as JSON, with any text in it, and is the same as from disk."""
    value = ["roma", {"a": [1, "</script>", "\u2028", ");", "\ud83d"]}]
    world(tmp_path, piece_script("p0", value))
    page = open_page(serve(tmp_path))

    assert value == json.loads(page.evaluate("async () => JSON.stringify(await mastheadPieces.load('', 'p0'))"))
    assert 1 == page.locator("script").count()


def test_from_a_host_no_piece_can_run_anything(open_page: OpenPage, serve: Serve, tmp_path: Path) -> None:
    """A piece that is not JSON is an error."""
    world(tmp_path, 'mastheadPieces.take("p0",globalThis.ran = 1);')
    page = open_page(serve(tmp_path))

    with pytest.raises(Error, match="JSON"):
        page.evaluate("mastheadPieces.load('', 'p0')")
    assert not page.evaluate("'ran' in globalThis")


@pytest.mark.parametrize("place", ["disk", "host"])
@pytest.mark.parametrize("content", ["", "<!doctype html>", piece_script("p1", 1)])
def test_what_is_no_piece_is_an_error(
    open_page: OpenPage, serve: Serve, tmp_path: Path, faults: list[str], content: str, place: str
) -> None:
    """A file that is empty, the page of an error or another piece is an error; the next question tries again."""
    path = world(tmp_path, content)
    page = open_page(serve(tmp_path) if place == "host" else path.as_uri())
    with pytest.raises(Error, match=r"p0\.js"):
        page.evaluate("mastheadPieces.load('', 'p0')")
    faults.clear()

    (tmp_path / "p0.js").write_text(piece_script("p0", 2))

    assert 2 == page.evaluate("mastheadPieces.load('', 'p0')")
