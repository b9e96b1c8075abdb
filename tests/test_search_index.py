"""The scripts that carry the search index: what is in them, and that they are safe, stable and small."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder

from masthead.loading.database import Database
from masthead.search import entry as entries
from masthead.search.encoding import is_typed
from masthead.search.entry import FIELDS, SearchEntry
from masthead.search.index import resumed_search_files, search_files
from masthead.search.postings import DuplicateEntryError, groups, identified, number_of, postings, range_of
from masthead.search.script_pieces import utf16
from tests.browser.modules import MODULES
from tests.browser.search_world import BOX, ENGINE, ENTRIES, SCRIPTS, WHOLE_LUNR, outlet

BUDGET = 13_600
_GROUP = re.compile(r"(\d*)([a-z])([-\w])(?:~([0-9a-f]{12})([-\w]))?")
_SIGNS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"


def handed(files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The values that the scripts hand to the browser, by path."""
    values = {}
    for path, script in files:
        assert script.startswith("mastheadPieces.take(")
        assert script.endswith(");\n")
        name, value = json.loads(f"[{script.removeprefix('mastheadPieces.take(').removesuffix(');' + chr(10))}]")
        assert f"search/{name}.js" == path
        values[name] = value
    return values


def cut_up(chosen: Iterable[SearchEntry]) -> dict[str, Any]:
    """The index of *chosen* in pieces, however small it is."""
    return handed(search_files(chosen, small=0))


def front_decoded(text: str) -> list[str]:
    """The keys in *text*, where each is written as the length that it shares with the last one, and the rest."""
    keys, last = [], ""
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", text):
        last = last[: ord(shared) - 65] + rest
        keys.append(last)
    return keys


def read_back(pieces: Mapping[str, Any], tree: str = "") -> dict[str, dict[str, set[str]]]:
    """The ids of each word in the pieces of a tree, by field, as a browser reads them."""
    terms: dict[str, dict[str, set[str]]] = {}
    for path in (path for path in pieces if path.startswith(f"{tree}terms/")):
        words, texts, ids = pieces[path]
        left = iter(ids)
        for word, text in zip(front_decoded(words), texts.split(",") if texts else (), strict=True):
            fields = terms[word] = {field: set() for field in FIELDS}
            for number, kind, mask, name, bits in _GROUP.findall(text):
                size = int(number or 1) * 5
                parts = (pieces[f"lists/{name}-{at:x}"] for at in range(1 << _SIGNS.index(bits))) if name else ()
                run = "".join(parts) if name else "".join(islice(left, size))
                assert size == len(run)
                listed = {kind + run[at : at + 5] for at in range(0, size, 5)}
                for bit, field in enumerate(FIELDS):
                    fields[field] |= listed if _SIGNS.index(mask) >> bit & 1 else set()
        assert "" == "".join(left)
    return terms


def lunrs(chosen: Iterable[SearchEntry]) -> dict[str, dict[str, set[str]]]:
    """The ids of each word, by field, as lunr.py has them."""
    builder = Builder()
    for field in FIELDS:
        builder.field(field)
    for id_, entry in identified(chosen):
        builder.add({"id": id_} | {field: list(entries.terms(entry).get(field, ())) for field in FIELDS})
    index: dict[str, Any] = builder.build().serialize()
    return {
        word: {field: set(posting[field]) for field in FIELDS} for word, posting in index["invertedIndex"]
    }  # fmt: skip


MANY = [outlet(f"gazette-{at}.org", ("Italy", "Italia") [at % 2], f"Gazette {at} 東京新聞 {'é' * (at % 7)}") for at in range(1500)]  # fmt: skip

# Most entries have this word as a detail; a few have it in their names too.
MANY += [outlet(f"italy-{at}.org", "Italy", f"Italy {at}") for at in range(3)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("chosen", [ENTRIES, MANY], ids=["records", "long lists"])
def test_words_and_postings_are_those_of_lunr(chosen: list[SearchEntry], *, packed: bool) -> None:
    """The pieces, when they are read back, are the index that lunr.py builds of the same fields."""
    assert lunrs(chosen) == read_back(handed(search_files(chosen, small=0, packed=packed)))


def test_packed_index_has_few_files() -> None:
    """The files have the same documents and the same tails; a small index is the same either way."""
    pieces, packed = cut_up(MANY), handed(search_files(MANY, small=0, packed=True))
    documents = [
        {
            id_: document
            for path, inside in files.items()
            if path.startswith("documents/")
            for id_, document in inside.items()
        }
        for files in (pieces, packed)
    ]

    assert 3 * len(packed) < len(pieces)
    assert documents[0] == documents[1]
    assert read_back(pieces, "tails/").keys() == read_back(packed, "tails/").keys() != set()
    assert list(search_files(ENTRIES[:3])) == list(search_files(ENTRIES[:3], packed=True))


def test_long_lists_are_apart() -> None:
    """A list of thousands is divided by the ids' checksums, so that only common ranges of two words are fetched."""
    pieces = cut_up(MANY)
    lists = {path: value for path, value in pieces.items() if path.startswith("lists/")}

    assert lists
    assert max(map(len, lists.values())) < 512 * 5 * 2
    for path, ids in lists.items():
        bits = {1500: 2, 1503: 2, 753: 1, 750: 1}[
            sum(len(v) for p, v in lists.items() if p.split("-")[0] == path.split("-")[0]) // 5
        ]
        assert {int(path.rsplit("-")[1], 16)} == {
            range_of(number_of(ids[at : at + 5]), bits) for at in range(0, len(ids), 5)
        }


def test_tails_are_the_words_that_people_mistype() -> None:
    """Tails are reversed words with the same postings, except numbers, hosts, and scripts without spaces."""
    pieces = cut_up(ENTRIES)
    terms = read_back(pieces)

    assert {word[::-1]: fields for word, fields in terms.items() if is_typed(word)} == read_back(pieces, "tails/")
    assert ["roma", "москву", "القاهرة", "αθήνα"] == [
        word for word in ("roma", "ro", "roma.org", "roma2", "москву", "القاهرة", "αθήνα", "銀座新聞", "온라인뉴스") if is_typed(word)
    ]  # fmt: skip


def test_each_piece_starts_where_the_manifest_says() -> None:
    """The list of starts is in order, and leads to every piece."""
    pieces = cut_up(MANY)
    starts = front_decoded(pieces["manifest"][0])

    assert sorted(starts, key=utf16) == starts
    assert len(starts) == sum(path.startswith("terms/") for path in pieces) > 5
    assert [1503, 8] == pieces["manifest"][1:]


def test_documents_lie_by_their_ids() -> None:
    """Each document is in the piece that the checksum in its id gives, and every piece is there."""
    pieces = cut_up(MANY)
    bits = pieces["manifest"][2]
    documents = {path: value for path, value in pieces.items() if path.startswith("documents/")}

    assert 1 << bits == len(documents)
    assert {entry.ref for entry in MANY} == {
        document["ref"] for part in documents.values() for document in part.values()
    }
    assert all(
        int(path.split("/")[1], 16) == range_of(number_of(id_[1:]), bits)
        for path, part in documents.items()
        for id_ in part
    )


def test_a_small_index_is_one_file() -> None:
    """Everything that would be in pieces is in the manifest, and nothing else is loaded."""
    together = handed(search_files(ENTRIES))
    pieces = cut_up(ENTRIES)
    inside = {
        path: value for path, value in pieces.items() if path.partition("/")[0] != "evidence" and path != "manifest"
    }

    assert ["manifest", "evidence/manifest"] == list(together)
    assert [*pieces["manifest"], inside] == together["manifest"]


def test_a_changed_record_touches_few_pieces() -> None:
    """No piece but the manifest knows how many records there are."""
    entry = replace(MANY[700], title="Corriere 700", names=())
    before, after = cut_up(MANY), cut_up([*MANY[:700], entry, *MANY[701:], outlet("new.org", "Peru")])
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}

    assert len(before) > 150
    assert len(changed) < 25


CHANGES: dict[str, Callable[[list[SearchEntry]], list[SearchEntry]]] = {
    "nothing": list,
    "a title": lambda all_: [replace(all_[0], title="Corriere", names=()), *all_[1:]],
    "a word that more than fit into a piece have": lambda all_: [*all_[:9], replace(all_[9], details=("Perù",)), *all_[10:]],
    "what a result shows": lambda all_: [*all_[:-1], replace(all_[-1], note="Disputed")],
    "an entry that is new": lambda all_: [*all_, outlet("new.org", "Peru")],
    "an entry that is gone": lambda all_: [*all_[:40], *all_[41:]],
    "another claim": lambda all_: [replace(entry, title="Copied a recipe") if entry.ref.endswith("#c7") else entry for entry in all_],
    "all claims gone": lambda all_: [entry for entry in all_ if entry.kind != "evidence"],
    "so many that documents are divided more finely": lambda all_: [*all_, *(outlet(f"more-{at}.net", "Peru") for at in range(900))],
    "so few that one file has all": lambda all_: all_[:5],
    "everything": lambda all_: [outlet("only.org", "Peru") for _ in all_[:1]],
}  # fmt: skip
CLAIMED = [
    *MANY,
    *(
        SearchEntry(f"sites/gazette-{at}.org/#c{at}", "evidence", f"Carried horoscope {at} and a poem")
        for at in range(60)
    ),
]


def resumed(
    entries: Sequence[SearchEntry], last: Mapping[str, Any], small: int
) -> tuple[dict[str, str | Callable[[], str]], dict[str, Any]]:
    """The files of both indexes, made with what they kept *last*, and what they keep."""
    scripts: dict[str, str | Callable[[], str]] = {}
    kept: dict[str, Any] = {}
    for below in ("", "evidence/"):
        of_index = [entry for entry in entries if (entry.kind == "evidence") is bool(below)]
        files, kept[below] = resumed_search_files(below, of_index, last.get(below, {}), small)
        scripts |= files
    return scripts, kept


@cache
def claimed_from_nothing(small: int) -> tuple[dict[str, str], str]:
    """The index of CLAIMED by path, and what is kept of it, as JSON."""
    files, kept = resumed(CLAIMED, {}, small)
    texts = {path: text for path, text in files.items() if isinstance(text, str)}
    assert texts == dict(search_files(CLAIMED, small))
    return texts, json.dumps(kept)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("small", [0, 16_000])
def test_a_resumed_index_is_the_one_that_is_made_from_nothing(change: str, small: int) -> None:
    """Each file is the same, after a change and after its reversal; kept values survive being written as JSON."""
    last, written = claimed_from_nothing(small)
    for after in (CHANGES[change](CLAIMED), CLAIMED):
        files, kept = resumed(after, json.loads(written), small)
        written = json.dumps(kept)
        scripts = {
            path: (text if isinstance(text, str) else text(), isinstance(text, str)) for path, text in files.items()
        }
        texts = {path: text for path, (text, _) in scripts.items()}

        assert texts == (claimed_from_nothing(small)[0] if after is CLAIMED else dict(search_files(after, small)))
        assert all(is_made or last.get(path, text) == text for path, (text, is_made) in scripts.items())
        last = texts


def test_a_resumed_index_makes_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words of other entries are not looked for again, and other pieces are not made."""
    read: list[str] = []

    def terms(entry: SearchEntry) -> Mapping[str, tuple[str, ...]]:
        read.append(entry.ref)
        return entries.terms(entry)

    monkeypatch.setattr("masthead.search.postings.terms", terms)
    _, kept = resumed(CLAIMED, {}, small=0)
    read.clear()
    files, after = resumed(CHANGES["another claim"](CLAIMED), kept, small=0)
    flags = {path: isinstance(text, str) for path, text in files.items()}

    assert ["sites/gazette-7.org/#c7"] == read
    assert kept[""] is after[""]
    assert len(flags) > 200
    assert {path for path, is_made in flags.items() if is_made} == {
        "search/manifest.js",
        "search/tails/manifest.js",
        "search/evidence/manifest.js",
        "search/evidence/terms/k-.js",
        "search/evidence/documents/0.js",
    }


def test_evidence_is_an_index_of_its_own() -> None:
    """Its words are not among those of pages; it is fetched when these have answered."""
    claim = SearchEntry("sites/a.org/#x", "evidence", "Carried a horoscope", details=("Il Foglio",))
    pieces = cut_up([*ENTRIES, claim])

    assert {"carried", "a", "horoscope", "il", "foglio"} == set(
        read_back({p.removeprefix("evidence/"): v for p, v in pieces.items() if p.startswith("evidence/")})
    )
    assert "horoscope" not in read_back(pieces)
    assert [{"ref": "sites/a.org/#x", "title": "Carried a horoscope"}] == list(pieces["evidence/documents/0"].values())


def test_two_entries_of_one_address_are_refused() -> None:
    """One of the two pages would not exist."""
    with pytest.raises(DuplicateEntryError, match=r"sites/a\.org/"):
        list(search_files([outlet("a.org", "Italy"), outlet("a.org", "France")]))


def test_ids_depend_on_the_address_alone() -> None:
    """Other records, and anything else that the record says, make no difference."""
    ids = {entry.ref: id_ for id_, entry in identified(ENTRIES)}

    assert all(re.fullmatch("[ofcsne][-0-9A-Z_a-z]{5}", id_) for id_ in ids.values())
    assert [ids["sites/romajournal.org/"]] == [id_ for id_, _ in identified([outlet("romajournal.org", "Japan")])]


def test_ids_sort_as_addresses_do() -> None:
    """Ids sort from A to Z by the first characters of the addresses, of any kind; no two are the same."""
    hosts = ("20minuts.com", "a-b.org", "a.org", "abc.org", "abd.org", "roma.it", "xn--90ae.com", "zeit.de")
    ids = {entry.ref: id_ for id_, entry in identified(outlet(host, "Italy") for host in hosts)}

    assert [f"sites/{host}/" for host in hosts] == sorted(ids, key=ids.__getitem__)
    assert len(MANY) == len({id_ for id_, _ in identified(MANY)})


def test_real_hosts_are_told_apart_by_their_places(database: Database) -> None:
    """The order of many results is known before their addresses are loaded: most hosts have a place of their own."""
    hosts = sorted(database.graph.outlets)
    ids = {entry.ref: id_ for id_, entry in identified(outlet(host, "Italy") for host in hosts)}
    order = sorted(hosts, key=lambda host: ids[f"sites/{host}/"])

    assert 0.75 < sum(host < following for host, following in pairwise(order)) / len(hosts)


def test_two_addresses_with_one_sum_get_two_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address that sorts later gets another id; both are found."""
    monkeypatch.setattr("masthead.search.postings._signs", lambda number: f"{number % 4:05}")

    assert 4 == len({id_ for id_, _ in identified(ENTRIES[:4])})


@given(packed=st.sets(st.tuples(st.integers(0, 5), st.integers(0, 2**30 - 1), st.integers(1, 63)), max_size=20))
def test_packed_postings_are_unpacked(packed: set[tuple[int, int, int]]) -> None:
    """Kind, id and fields come out as they went in, grouped by kind and fields, with the ids in order."""
    unpacked = groups((kind << 6 | mask) << 30 | number for kind, number, mask in packed)

    assert packed == {
        ("vofcsnte".index(group.kind), number_of(id_), group.mask) for group in unpacked for id_ in group.ids
    }
    assert all(sorted(group.ids) == list(group.ids) for group in unpacked)


def test_order_of_entries_makes_no_difference() -> None:
    """The same records give the same bytes, from run to run and in any order."""
    turned = (*ENTRIES[::-2], *ENTRIES[-2::-2])

    assert list(search_files(ENTRIES)) == list(search_files(turned))
    assert list(search_files(ENTRIES, 0)) == list(search_files(turned, 0))


def test_no_entries_give_an_empty_index() -> None:
    """A database without records has a search that finds nothing."""
    assert {"manifest", "evidence/manifest"} == handed(search_files([])).keys()
    assert {} == read_back(cut_up([]))


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "\u2028\u2029", "\ud800", '"\\\n'])
def test_scripts_hold_hostile_text_as_text(text: str) -> None:
    """Nothing in a record ends the script, its lines or its encoding, and all of it arrives."""
    files = list(search_files([SearchEntry("a/", "firm", text, aliases=(text,))], small=0))

    assert all(not set("<\u2028\u2029\ud800") & set(script) and 1 == script.count("\n") for _, script in files)
    assert text in [document["title"] for document in handed(files)["documents/0"].values()]


def test_cost_grows_with_the_number_of_entries_only() -> None:
    """Ten times the entries make an index about ten times as long, not a hundred times."""
    few, many = (
        sum(
            len(text)
            for _, text in search_files((outlet(f"site{n}.org", "Italy", f"Gazette {n}") for n in range(size)), 0)
        )
        for size in (50, 500)
    )

    assert many < 12 * few


def test_postings_take_the_memory_of_numbers() -> None:
    """A word that thousands share is a row of numbers, eight bytes for each."""
    numbers = postings(identified(MANY))

    assert 8 == numbers["gazette"].itemsize  # type: ignore[attr-defined]  # an array, which says so
    assert 1500 == len(numbers["gazette"])


def test_search_is_a_small_download() -> None:
    """Both scripts of the search count, compressed one by one as they are served."""
    sizes = {name: len(gzip.compress((SCRIPTS / name).read_bytes(), 9)) for name in (BOX, ENGINE)}

    assert sum(sizes.values()) < BUDGET, sizes


def sources(module: Path) -> set[Path]:
    """*module* and all that it imports."""
    imported = re.findall(r"^import .* from '\./(.+)';$", module.read_text("utf-8"), re.MULTILINE)
    return {module}.union(*(sources(module.parent / name) for name in imported))


@pytest.mark.parametrize("served", sorted(SCRIPTS.glob("*.js")), ids=lambda served: served.name)
def test_what_is_served_is_made_of_what_is_there(served: Path) -> None:
    """After a change of a module, `node tools/bundle.mjs` makes the served scripts again."""
    module = MODULES / served.name.replace(".min.", ".")
    text = b"".join(file.read_bytes() for file in sorted(sources(module)))

    assert served.read_text("utf-8").startswith(f"/*! bundle.mjs {hashlib.sha256(text).hexdigest()[:8]} */\n")


def test_lunr_is_the_file_that_was_published() -> None:
    """The whole of lunr, with which our part is compared, is unchanged: its checksum is the one in `VENDORED.md`."""
    digest = hashlib.sha256(WHOLE_LUNR.read_bytes()).hexdigest()

    assert f"`{digest}`" in (SCRIPTS / "VENDORED.md").read_text("utf-8")
    assert "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8" == digest
