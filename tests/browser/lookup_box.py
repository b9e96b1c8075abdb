"""The look-up as tests use it: a text goes in, the kind of the answer and its words come out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from playwright.sync_api import Page

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
    """Return kind and words of the answer to each of *texts*, which a page of the look-up gives."""
    return [(kind, words) for kind, words, _ in _ask(page, texts)]


def kinds(page: Page, texts: Sequence[str]) -> list[str]:
    """Return the kind of the answer to each of *texts*."""
    return [kind for kind, _ in look_up(page, texts)]


def told(page: Page, texts: Sequence[str]) -> list[list[str]]:
    """Return the hosts that the answer to each of *texts* tells of, in its order, each with its kind."""
    return [[part.replace("[.]", ".") for part in parts] for _, _, parts in _ask(page, texts)]


def _ask(page: Page, texts: Sequence[str]) -> list[tuple[str, str, list[str]]]:
    found: list[tuple[str, str, list[str]]] = page.evaluate(ASK, json.dumps(list(texts)))
    return found
