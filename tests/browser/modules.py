"""The modules of the theme's scripts as a browser imports them, to test their functions one by one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page, Route

MODULES = Path(__file__).parents[2] / "theme/scripts"
_ORIGIN = "http://modules.test/"
_PAGE = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>x</title>'
_IMPORT = """async (names) => {
    const imported = await Promise.all(names.map((name) => import(`/${name}.js`)));
    globalThis.modules = Object.assign({}, ...imported);
}"""


def open_modules(page: Page, *names: str, files: Mapping[str, str] = MappingProxyType({})) -> None:
    """Open a page beside *files*, by their paths, with all that the modules *names* export in `modules`."""

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path).removeprefix("/")
        text = files.get(path) if path else _PAGE
        body = (MODULES / path).read_text("utf-8") if text is None else text
        route.fulfill(body=body, content_type="text/javascript; charset=utf-8" if path else "text/html")

    page.route(f"{_ORIGIN}**", answer)
    page.goto(_ORIGIN)
    page.evaluate(_IMPORT, list(names))
