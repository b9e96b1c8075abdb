"""Names in our own words that are unknown here are listed for the person who reviews a change."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from masthead.loading.database import Database
from tests.first_records import first_graph
from tests.site import ROOT, run
from tests.world import FIRM, UNPLACED, World
from tools.names_to_look_at import known_words, listed, names_in, words_of_names

KNOWN = frozenset(("harbour", "lab", "italy", "quay", "media"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The site is run by Quorra Tulip.", ["Quorra Tulip"]),
        ("Quorra Tulip runs the site.", ["Quorra Tulip"]),
        ("According to Quorra Tulip’s brother it is Tulip’s.", ["Quorra Tulip’s"]),
        ("It was Jan van den Tulip, and María-José O’Tulip of Italy.", ["Jan van den Tulip", "María-José O’Tulip"]),
        ("It was Харитон Тюльпанов.", ["Харитон Тюльпанов"]),
        ("It was 刘晓阳, as תמר צבעוני said.", ["刘晓阳", "תמר צבעוני"]),
        ("It was Quorra Ann Mary Tulip of the Harbour Lab.", ["Quorra Ann Mary Tulip"]),
        ("The Harbour Lab and Quay Media of Italy.", []),
        ("The Harbour Tulip.", ["Harbour Tulip"]),
        ("According to Tulip, it was. When Tulip came, it was.", []),
        ("No Tulip, and the lab of a tulip.", []),
        ("", []),
    ],
)
def test_names_are_runs_of_capitals_that_are_not_all_known(text: str, names: list[str]) -> None:
    """Words that begin a sentence, such as “The”, are not part of a name, and one word alone is not a name."""
    assert names == list(names_in(text, KNOWN))


def test_a_record_is_no_witness_for_itself(world: World) -> None:
    """A name that only the changed record has is unknown, and so is that of the author of a source."""
    world.add(UNPLACED, "names: [{text: Quorra Tulip, lang: en, sources: [harbour-lab-2024], match: name}]\n")
    world.edit(
        UNPLACED, "The report lists the site without a country.", "The report names Quorra Tulip and Quay Media."
    )
    graph = world.load().graph
    words = words_of_names(graph)
    loaded = next(loaded for loaded in graph.loaded if loaded.file.path == UNPLACED)

    assert [f"{UNPLACED}: evidence[0].claim: Quorra Tulip"] == list(
        listed(loaded, known_words(words, frozenset((UNPLACED,))))
    )
    assert [] == list(listed(loaded, known_words(words, frozenset())))


def test_authors_are_persons_whom_no_list_makes_known(world: World) -> None:
    """A person may be named as the author of a report, but this does not make the name known in any other role."""
    world.add("sources/harbour-lab-2024.yml", "authors: [Quorra Tulip]\n")
    world.edit(FIRM, "business: public relations agency", "business: agency of Quorra Tulip")
    graph = world.load().graph

    assert not {"quorra", "tulip"} & known_words(words_of_names(graph), frozenset())


def test_reviewers_are_not_drowned(database: Database) -> None:
    """If each real record were changed alone, few names would be shown, and none in most records.

    At most 60 are shown for the first 262 records, and no more than one for every twenty of all records.
    """
    graph = database.graph
    words = words_of_names(graph)
    names = {
        loaded.file.path: len(list(listed(loaded, known_words(words, frozenset((loaded.file.path,))))))
        for loaded in graph.loaded
    }
    counts = list(names.values())

    assert sum(names[loaded.file.path] for loaded in first_graph(graph).loaded) <= 60
    assert sum(counts) <= len(counts) / 20
    assert 0.85 < counts.count(0) / len(counts)
    assert max(counts) <= 8


def test_command_prints_text_that_no_log_takes_for_a_command(world: World) -> None:
    """The records may come from a stranger."""
    world.edit(UNPLACED, "The report lists the site without a country.", '"The ##[error] Quorra Tulip."')
    done = run(
        [sys.executable, "-m", "tools.names_to_look_at", str(Path("sites"))], world.root, {"PYTHONPATH": str(ROOT)}
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert f"{UNPLACED}: evidence[0].claim: Quorra Tulip\n" in done.stdout
    assert not re.search(r"^::|##\[", done.stdout, re.MULTILINE)
