"""The index in pieces gives the same documents and scores as the whole of lunr.js, for any kind of question."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from masthead.search.entry import FIELDS, SearchEntry, terms
from masthead.search.index import search_files
from masthead.search.postings import identified
from tests.browser.modules import open_modules
from tests.browser.search_world import ENTRIES, WHOLE_LUNR, outlet

SYLLABLES = ("ro ma vel tan li sor ber ka", "мо ск ва", "서 울", "東 京", "نيو ز", "77 707")


def invented(number: int) -> list[SearchEntry]:
    """Return ENTRIES and *number* outlets with names in several scripts; half of them share words with hundreds."""
    draw = random.Random(5)  # noqa: S311 -- the same names each time

    def word(most: int) -> str:
        script = draw.choices(SYLLABLES, (5, 2, 1, 1, 1, 1))[0].split()
        return "".join(draw.choices(script, k=draw.randint(1, most)))

    outlets = (
        outlet(f"{word(3)}-{at + 100}.org", draw.choice(("Italy", "Japan")), f"{word(4)} {word(2)} Gazette", (word(3),))
        for at in range(number)
    )
    return [*outlets, *ENTRIES]


CORPUS = invented(1500)


@pytest.fixture(scope="module", params=[False, True], ids=["pieces", "packed"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page with our index, in pieces or packed, as `index`, and the index of lunr over the same fields as `whole`."""
    opened = browser.new_page()
    files = dict(search_files(CORPUS, small=0, packed=request.param))
    open_modules(opened, "lunr.slice", "search-index", "ranking", "search-steps", files=files)
    opened.add_script_tag(path=WHOLE_LUNR)
    documents = [{"id": id_} | {field: list(words) for field, words in terms(entry).items()} for id_, entry in identified(CORPUS)]  # fmt: skip
    opened.evaluate(
        """([fields, documents]) => {
            const builder = new lunr.Builder();
            builder.b(0);
            for (const [field, boost] of Object.entries(fields)) builder.field(field, { boost });
            documents.forEach((one) => builder.add(one));
            // The tree of words has a fault in lunr, which ours has not; VENDORED.md tells of it.
            lunr.TokenSet.prototype.toString = modules.default.TokenSet.prototype.toString;
            globalThis.whole = builder.build();
            globalThis.index = new modules.Index('search/');
            globalThis.scored = (found, pattern, options) => Object.fromEntries(found.query((query) => {
                query.term(pattern, { usePipeline: false, ...options });
            }).map(({ ref, score }) => [ref, score]));
        }""",
        [dict(FIELDS), documents],
    )
    yield opened
    opened.close()


def words(number: int, *, typed: bool = False) -> list[str]:
    """Return *number* different words of the corpus, the same ones each time."""
    draw = random.Random(9)  # noqa: S311 -- the same words each time
    known = {word for entry in CORPUS for of in terms(entry).values() for word in of}
    usable = sorted(word for word in known if (word.isascii() and word.isalpha() and len(word) > 3) or not typed)
    return draw.sample(usable, number)


def asked(page: Page, script: str, argument: object) -> Any:
    """Return the answer of *script* on *page*, which may contain any text."""
    return json.loads(
        page.evaluate(
            f"async (argument) => JSON.stringify(await ({script})(JSON.parse(argument)))", json.dumps(argument)
        )
    )


# Loads the parts of all long lists, so that nothing is left out for being far down.
FILL = """async (words) => {
    for (const { groups } of words) for (const group of groups.filter(({ list }) => list)) {
        const parts = Array.from({ length: 2 ** group.bits }, (_, at) => index.part(group, at.toString(16)));
        group.ids = (await Promise.all(parts)).join('');
    }
    return words;
}"""


def differing(page: Page, tokens: list[str], find: str, pattern: str, options: object) -> list[str]:
    """The tokens that our index and the whole of lunr answer with other documents or scores; there must be answers."""
    script = f"""async ([tokens, options]) => {{
        const differing = [];
        let answered = 0;
        for (const token of tokens) {{
            const words = await ({FILL})(await ({find})(token));
            const ours = scored(index.lunr(words), ({pattern})(token), options);
            const theirs = scored(whole, ({pattern})(token), options);
            const all = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
            answered += all.size;
            // The same addends in another order may differ in the last digit.
            const unlike = [...all].find((ref) => !(Math.abs(ours[ref] - theirs[ref]) < 1e-9));
            if (unlike) differing.push(`${{token}}: ${{unlike}} ${{ours[unlike]}} ${{theirs[unlike]}}`);
        }}
        return [differing, answered];
    }}"""
    differences, answered = asked(page, script, [tokens, options])
    assert answered >= len(tokens)
    return list(differences)


def test_exact_words_have_the_scores_of_the_whole_index(page: Page) -> None:
    """The scores are the same in all fields and in some of them."""
    find = "async (token) => (await index.words(token, true)).words"

    assert [] == differing(page, [*words(150), "gazette", "italy", "paperwall"], find, "(token) => token", {})
    assert [] == differing(page, ["gazette", *words(20)], find, "(token) => token", {"fields": list(FIELDS)[:5]})


def test_beginnings_have_the_scores_of_the_whole_index(page: Page) -> None:
    """It holds where beginnings are looked up to the end, as all but the shortest are."""
    find = "async (token) => (await index.beginning('', token, { pieces: 99, few: Infinity })).words"
    beginnings = [word[:3] for word in words(60)] + ["gaz", "r", "東"]

    assert [] == differing(page, beginnings, find, "(token) => `${token}*`", {})


def test_typing_errors_have_the_scores_of_the_whole_index(page: Page) -> None:
    """A letter may be wrong, missing, added or swapped, anywhere in the word, even in its first two letters."""
    find = "async (token) => index.similar(token, 99)"
    tokens = [mistyped for word in words(12, typed=True) for mistyped in errors(word)]

    assert [] == differing(page, tokens, find, "(token) => token", {"editDistance": 1})


def errors(word: str) -> list[str]:
    """The word with one error of each kind at each place."""
    wrong = [f"{word[:at]}q{word[at + 1 :]}" for at in range(len(word))]
    out = [word[:at] + word[at + 1 :] for at in range(len(word))] if len(word) > 4 else []
    put = [f"{word[:at]}q{word[at:]}" for at in range(len(word) + 1)]
    swapped = [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]
    return [*wrong, *out, *put, *swapped]


def test_the_part_of_lunr_answers_as_the_whole(page: Page) -> None:
    """Both give the same answers from the same index, for any clause that a question may build."""
    script = """(clauses) => {
        const index = whole.toJSON();
        const [ours, theirs] = [modules.default, lunr].map((one) => one.Index.load(JSON.parse(JSON.stringify(index))));
        const ask = (found, [term, options]) => found.query((query) => query.term(term, options)).map(
            ({ ref, score, matchData }) => [ref, score, matchData.metadata]);
        return clauses.map((clause) => [ask(ours, clause), ask(theirs, clause)].map((found) => JSON.stringify(found)));
    }"""
    options: list[dict[str, object]] = [
        {},
        {"editDistance": 1},
        {"boost": 3, "fields": ["host", "name"]},
        {"wildcard": 2},
    ]
    clauses = [(word, {"usePipeline": False} | option) for word in words(15) for option in options]

    for ours, theirs in asked(page, script, clauses):
        assert ours == theirs


def found_by(page: Page, text: str) -> set[str]:
    """The ids of all documents that are found for *text* at the end of its question."""
    script = """async (text) => {
        let found;
        for await (found of modules.answers(new modules.Question(index, text, { depth: Infinity }))) {}
        return [...found.matches.keys()];
    }"""
    return set(asked(page, script, text))


def test_words_that_thousands_share_are_joined(page: Page) -> None:
    """The lists of two words are compared where both can be; all documents with both are found, and no others."""
    ids = dict(identified(CORPUS))
    both = {
        id_
        for id_, entry in ids.items()
        if {"gazette", "japan"} <= {word for of in terms(entry).values() for word in of}
    }

    assert len(both) > 600
    assert both == found_by(page, "gazette japan")


def test_only_what_is_needed_of_long_lists_is_loaded(page: Page) -> None:
    """For a rare word and one that thousands share, only the parts of the long list with the rare word are loaded."""
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    rare = next(entry for entry in CORPUS[700:] if entry.title.split()[0].isalpha())

    matches = found_by(page, f"{rare.hosts[0].removesuffix('.org')} gazette")

    assert {id_ for id_, entry in identified(CORPUS) if entry == rare} <= matches
    assert 4 >= sum("/lists/" in url for url in asked_for)


def test_the_best_result_is_shown_before_the_others_are_asked_for(page: Page) -> None:
    """For a word that thousands share, one document is loaded first, and no list of words that only begin with it."""
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    script = """async () => {
        const results = ({ groups }) => groups.flatMap((group) => group.results.map(({ document }) => document.title));
        const stages = modules.find('search/', 'gazette', { limit: 10 });
        const { value: first } = await stages.next();
        const { value: next } = await stages.next();
        return [results(first), results(next), next.more];
    }"""

    # As the page does it: what is yielded is shown, and only then the rest is asked for.
    titles, more, is_more = page.evaluate(script)

    assert 1 == len(titles)
    assert titles == more[:1]
    assert 10 == len(more)
    assert is_more
    assert 10 >= sum("/documents/" in url for url in asked_for)
