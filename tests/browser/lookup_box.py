"""The look-up as tests use it: a text goes in, the kind of the answer and its words come out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Browser, Page

ASK = """async (texts) => {
    const form = document.querySelector('form[data-lookup]');
    const box = form.querySelector('input');
    const answer = document.getElementById(form.dataset.lookup);
    const changed = () => new Promise((resolve) => {
        const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
        watch.observe(answer, { childList: true });
    });
    const found = [];
    for (const text of JSON.parse(texts)) {
        answer.replaceChildren();
        box.value = text;
        form.requestSubmit();
        while (!answer.childNodes.length) await changed();
        const parts = [...answer.querySelectorAll('[data-kind]')];
        const told = (parts.length ? parts : [answer]).filter((part) => part.querySelector('code'));
        const each = told.map((part) => `${part.querySelector('code').textContent} ${part.dataset.kind || part.dataset.answer}`);
        found.push([answer.dataset.answer || '', answer.innerText.split(/\\s+/).join(' ').trim(), each]);
    }
    return found;
}"""


def look_up(page: Page, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the kind and the words of the answer that a page of the look-up gives to each of *texts*."""
    return [(kind, words) for kind, words, _ in _ask(page, texts)]


def kinds(page: Page, texts: Sequence[str]) -> list[str]:
    """Return the kind of the answer to each of *texts*."""
    return [kind for kind, _ in look_up(page, texts)]


def shown_hosts(page: Page, texts: Sequence[str]) -> list[list[str]]:
    """Return the hosts that the answer to each of *texts* shows, in its order, each with its kind."""
    return [[part.replace("[.]", ".") for part in parts] for _, _, parts in _ask(page, texts)]


def _ask(page: Page, texts: Sequence[str]) -> list[tuple[str, str, list[str]]]:
    answers: list[tuple[str, str, list[str]]] = page.evaluate(ASK, json.dumps(list(texts)))
    return answers


def cost(browser: Browser, page: Path, text: str) -> tuple[str, int, int]:
    """Return the kind of the answer to *text* on the look-up *page* in a fresh profile, and the compressed bytes.

    The bytes are those of all scripts that it took, and those of the tables among them.
    """
    context = browser.new_context()
    tab = context.new_page()
    requested: list[Path] = []
    tab.on("request", lambda request: requested.append(Path(unquote(urlsplit(request.url).path))))
    tab.goto(f"{page.as_uri()}#u={quote(text)}")
    tab.locator("[data-answer]").wait_for()
    kind = tab.get_attribute("[data-answer]", "data-answer") or ""
    context.close()
    sizes = {path: len(gzip.compress(path.read_bytes(), 9)) for path in requested if path.suffix == ".js"}
    return kind, sum(sizes.values()), sum(size for path, size in sizes.items() if "theme" not in path.parts)
