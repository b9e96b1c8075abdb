"""Records for programs: their content, their state and since when, and nothing that a withdrawn record said."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft7Validator

from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.exports.json_api import (
    Derived,
    Moved,
    NamedPublisher,
    Published,
    SaidElsewhere,
    api_files,
    pack_files,
    packs,
)
from masthead.field_types.dates import PartialDate
from masthead.ledger.ledger_reader import read_ledger
from masthead.loading.database import Database
from masthead.model import KINDS, Firm, Part
from masthead.model.website_paths import pack_path
from masthead.schema.json_schema import schema_of
from masthead.views.parts.printed_names import names_in_print
from tests.releases import failure, publish
from tests.site import ROOT, furnish, make, read
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, UNPLACED, World

API_OF_OUTLET = "api/v1/sites/harbour-times.example.json"
HOSTILE = (
    "</script><script>alert(1)</script>",
    '","state":"listed"}//',
    "back\\slash \\u0000 \\",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "أهلا 🙂 한국 é ß",
    "'; DROP TABLE sites; --",
)


def files_of(current_edition: Edition) -> dict[str, str]:
    """Every file by its path."""
    return {
        path: text for record in current_edition.graph.records() for path, text in api_files(current_edition, record)
    }


def files(current_edition: Edition) -> dict[str, dict[str, Any]]:
    """Every file, read as JSON, by its path."""
    return {path: json.loads(text) for path, text in files_of(current_edition).items()}


def as_text(value: Any) -> Any:
    """*value* as the model reads it from a record: numbers are text."""
    if isinstance(value, dict):
        return {name: as_text(inner) for name, inner in value.items()}
    return [as_text(inner) for inner in value] if isinstance(value, list) else str(value)


def real(database: Database) -> Edition:
    """The real records, with what was published before."""
    return edition(database.graph, phrasebook("en-GB"), ledger=read_ledger(ROOT))


def test_every_record_has_its_file(world: World) -> None:
    """Each file is below the version, by the folder and the id of its record."""
    assert {
        API_OF_OUTLET,
        "api/v1/sites/valley-echo.example.json",
        "api/v1/firms/quay-media.json",
        "api/v1/campaigns/lighthouse.json",
        "api/v1/sources/harbour-lab-2024.json",
    } == set(files(world.edition()))


def test_records_come_back_as_they_went_in(database: Database) -> None:
    """Each real record can be made again from its file, and an editor's schema accepts it."""
    current_edition = real(database)
    documents = files(current_edition)
    for record in (candidate for candidate in database.graph.records() if candidate.is_published):
        said = documents[current_edition.api_path(record)]["record"]
        folder = next(folder for folder, kind in KINDS.items() if kind is type(record))

        hidden = {name: getattr(record, name) for name in ("aliases", "misspellings") if isinstance(record, Firm)}
        shown = {name: names_in_print(current_edition, names) for name, names in hidden.items()}
        assert record.model_copy(update=shown) == KINDS[folder].model_validate({**as_text(said), "id": record.id})
        Draft7Validator(schema_of(folder)).validate(said)


def test_a_file_says_what_it_is_of(world: World) -> None:
    """Kind, id, page, state and licence are separate from the content of the record."""
    public = replace(world.edition(), url="https://masthead.example", date=PartialDate(2024, 2, 7))
    file = files(public)[API_OF_OUTLET]

    assert {
        "format": 1,
        "kind": "outlet",
        "id": "harbour-times.example",
        "page": "https://masthead.example/sites/harbour-times.example/",
        "state": "listed",
        "state_date": None,
        "state_reason": None,
        "first_published": None,
        "last_changed": None,
        "data_of": "2024-02-07",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"name": None, "contact": None},
    } == {name: value for name, value in file.items() if name not in ("record", "derived")}
    assert not {"id", "schema"} & set(file["record"])


def test_what_other_records_say_stands_apart(world: World) -> None:
    """Nobody can take what is said of a campaign for a statement on one site."""
    documents = files(world.edition())
    outlet, firm = documents[API_OF_OUTLET], documents["api/v1/firms/quay-media.json"]

    assert "attributions" not in outlet["record"]
    assert [("campaigns/lighthouse", "quay-media", "harbour-lab-2024", "attributes", "not-stated")] == [
        (statement["about"], *(statement["attribution"][field] for field in ("firm", "by", "wording", "confidence")))
        for statement in outlet["derived"]["said"]
    ]
    assert outlet["derived"]["verdict"].startswith(
        "Listed by the Harbour Lab as part of LIGHTHOUSE. Target: Italy. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the set of sites in which it lists this site, to Quay Media Co., Ltd."
    )
    assert outlet["derived"]["verdict"].endswith(
        "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said."
    )
    assert ["campaigns/lighthouse"] == [statement["about"] for statement in firm["derived"]["said"]]
    assert ["harbour-times.example"] == firm["derived"]["outlets"]
    of_campaign = {"cites": ["harbour-lab-2024"], "outlets": ["harbour-times.example"]}
    assert of_campaign == documents["api/v1/campaigns/lighthouse.json"]["derived"]
    assert [("campaigns/lighthouse", "pub-0000000000000001")] == [
        (value["about"], value["indicator"]["value"]) for value in outlet["derived"]["indicators"]
    ]
    assert ["harbour-lab-2024"] == outlet["derived"]["cites"]
    assert "indicators" not in documents["api/v1/sites/valley-echo.example.json"]["derived"]
    cited_by = ["campaigns/lighthouse", "firms/quay-media", "sites/harbour-times.example", "sites/valley-echo.example"]
    assert {"cited_by": cited_by} == documents["api/v1/sources/harbour-lab-2024.json"]["derived"]


@pytest.mark.parametrize("path", [OUTLET, FIRM, CAMPAIGN, SOURCE])
def test_disputed_is_said_in_the_file(world: World, path: str) -> None:
    """A program that reads only the first fields knows that the record is contested, since when and why."""
    world.add(path, "state: {name: disputed, date: 2024-03-01, reason: The firm denies it.}\n")
    current_edition = edition(world.load().graph, phrasebook("en-GB"))
    states = {(file["state"], file["state_date"], file["state_reason"]) for file in files(current_edition).values()}

    assert {("listed", None, None), ("disputed", "2024-03-01", "The firm denies it.")} == states


def test_of_a_withdrawn_record_only_the_reason_is_left(world: World) -> None:
    """Nothing that the record said is left, not even in the values that other records add."""
    world.add(OUTLET, "state: {name: withdrawn, date: 2024-03-01, reason: The site was mixed up.}\n")
    current_edition = edition(world.load().graph, phrasebook("en-GB"))
    texts = files_of(current_edition)
    file = json.loads(texts[API_OF_OUTLET])

    assert ("withdrawn", "2024-03-01", "The site was mixed up.") == (
        file["state"], file["state_date"], file["state_reason"],
    )  # fmt: skip
    assert not {"record", "derived"} & set(file)
    assert "Harbour Times" not in texts[API_OF_OUTLET]
    assert {"cites"} == json.loads(texts["api/v1/campaigns/lighthouse.json"])["derived"].keys()


def test_days_are_those_of_the_ledger(world: World) -> None:
    """A record has the days of its first release and of its last change, which are the same if it stayed as it was."""
    site = furnish(world)
    publish(site, PartialDate(2024, 3, 1))
    site.edit(OUTLET, "The report lists the site under Italy.", "The report lists the site under Italy, in a table.")
    publish(site, PartialDate(2024, 4, 2))
    make(site)
    days = {
        path: (file["first_published"], file["last_changed"])
        for path in (API_OF_OUTLET, "api/v1/firms/quay-media.json")
        for file in [json.loads((site.root / "output" / path).read_text())]
    }

    assert {
        API_OF_OUTLET: ("2024-03-01", "2024-04-02"),
        "api/v1/firms/quay-media.json": ("2024-03-01", "2024-03-01"),
    } == days


def test_a_former_id_leads_on(world: World) -> None:
    """A program that kept the address of a renamed record learns the present one."""
    world.move(FIRM, "firms/quay-group.yml")
    world.add("firms/quay-group.yml", "formerly: [quay-media]\n")
    world.edit(CAMPAIGN, "firm: quay-media", "firm: quay-group")

    assert {
        "format": 1,
        "kind": "firm",
        "id": "quay-media",
        "page": "firms/quay-group/",
        "moved_to": "api/v1/firms/quay-group.json",
        "publisher": {"name": None, "contact": None},
    } == files(world.edition())["api/v1/firms/quay-media.json"]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_stay_texts(world: World, text: str) -> None:
    """Any text of a record comes back as it is, in its own field."""
    world.edit(OUTLET, "The report lists the site under Italy.", json.dumps(text, ensure_ascii=False))
    graph = world.load().graph
    file = files(edition(graph, phrasebook("en-GB")))[API_OF_OUTLET]

    assert text == file["record"]["evidence"][0]["claim"]
    assert "listed" == file["state"]


def test_files_are_the_same_each_time(database: Database) -> None:
    """The real records give the same files, byte for byte."""
    assert files_of(real(database)) == files_of(real(database))


def test_pages_lead_to_their_files(built: World) -> None:
    """Each page has a link that people see, and one in its head that programs find."""
    for folder, id in (("sites", "harbour-times.example"), ("firms", "quay-media"), ("campaigns", "lighthouse"),
                       ("sources", "harbour-lab-2024")):  # fmt: skip
        page = read(built.root / "output" / folder / id / "index.html")
        path = f"../../api/v1/{folder}/{id}.json"

        assert [path] == [tag.attributes["href"] for tag in page.all("a") if "api/" in tag.attributes.get("href", "")]
        assert [path] == [
            tag.attributes["href"] for tag in page.all("link") if tag.attributes.get("type") == "application/json"
        ]
        assert (built.root / "output" / folder / id / path).is_file()


def test_a_tombstone_leads_to_its_file(site: World) -> None:
    """A person who follows an old link to the page finds the state for programs as well."""
    site.add(UNPLACED, "state: {name: withdrawn, date: 2024-03-01, reason: The site was mixed up.}\n")
    make(site)
    page = read(site.root / "output/sites/valley-echo.example/index.html")

    assert ["../../api/v1/sites/valley-echo.example.json"] * 2 == [
        tag.attributes["href"] for tag in page.tags if tag.attributes.get("href", "").endswith(".json")
    ]


def test_a_large_database_can_leave_them_out(site: World) -> None:
    """With `MASTHEAD_API = False` there is no file, and nothing leads to one."""
    site.edit("pelicanconf.py", "MASTHEAD_API = True", "MASTHEAD_API = False")
    make(site)

    assert not (site.root / "output/api").exists()
    assert "api/v1" not in (site.root / "output/sites/harbour-times.example/index.html").read_text()


def test_what_was_promised_cannot_be_left_out(site: World) -> None:
    """Released files answer for ever: the build names one that would not, and the cure."""
    publish(site)
    site.edit("pelicanconf.py", "MASTHEAD_API = True", "MASTHEAD_API = False")
    message = failure(site)

    cure = "was published and would no longer answer; set MASTHEAD_API = True"
    assert f"/api/v1/campaigns/lighthouse.json {cure} (and" in message or f"/compare/ {cure} (and" in message
    assert "(and 5 more addresses)" in message


def test_packs_have_what_the_files_have(database: Database) -> None:
    """Every record is there once, by its key, and its pack follows from its key alone."""
    current_edition = real(database)
    packed = replace(current_edition, packed=True)
    texts = dict(file for path, records in packs(packed) for file in pack_files(packed, path, records))
    inside = {key: path for path, text in texts.items() for key in json.loads(text)["records"]}
    said = {
        f"api/v1/{key}.json": content for text in texts.values() for key, content in json.loads(text)["records"].items()
    }

    assert files(current_edition) == {path: unpacked(content) for path, content in said.items()}
    assert {key: f"api/v1/packs/{hashlib.sha256(key.encode()).hexdigest()[:2]}.json" for key in inside} == inside
    assert all(text.count("\n") == len(json.loads(text)["records"]) + 2 for text in texts.values())
    assert {} == files_of(packed)
    assert [] == [*packs(current_edition), *packs(replace(packed, api=False))]


def unpacked(content: dict[str, Any]) -> dict[str, Any]:
    """*content* from a pack as a file of its own has it: a moved record leads to a file instead of a pack."""
    if "moved_to" in content:
        key = re.sub(r".*/(\w+/[^/]+)/$", r"\1", f"/{content['page']}")
        return {**content, "moved_to": f"api/v1/{key}.json"}
    return content


def test_former_id_is_in_its_own_pack(site: World) -> None:
    """It says where the record is now: its page, and the pack that has it."""
    site.move(UNPLACED, "sites/zz/valley-voice.example.yml")
    site.add("sites/zz/valley-voice.example.yml", "formerly: [valley-echo.example]\n")
    site.edit("pelicanconf.py", "MASTHEAD_PACKED = False", "MASTHEAD_PACKED = True")
    make(site)
    former, now = (
        json.loads((site.root / "output" / pack_path(key)).read_text())["records"][key]
        for key in ("sites/valley-echo.example", "sites/valley-voice.example")
    )

    assert ("valley-echo.example", "sites/valley-voice.example/") == (former["id"], former["page"])
    assert former["moved_to"] == pack_path("sites/valley-voice.example")
    assert "valley-voice.example" == now["id"]


def test_pages_lead_to_their_pack(site: World) -> None:
    """The page of each record, even of a withdrawn one, leads to its pack, and no record has a file of its own."""
    site.add(UNPLACED, "state: {name: withdrawn, date: 2024-03-01, reason: The site was mixed up.}\n")
    site.edit("pelicanconf.py", "MASTHEAD_PACKED = False", "MASTHEAD_PACKED = True")
    make(site)
    output = site.root / "output"
    for key in ("sites/valley-echo.example", "sites/harbour-times.example", "firms/quay-media", "campaigns/lighthouse"):
        page = read(output / key / "index.html")
        links = {tag.attributes["href"] for tag in page.tags if tag.attributes.get("href", "").endswith(".json")}

        assert {f"../../{pack_path(key)}"} == links
    assert {"packs"} == {path.name for path in (output / "api/v1").iterdir()}


@pytest.mark.parametrize("packed", [True, False])
def test_what_was_promised_decides_on_packs(site: World, *, packed: bool) -> None:
    """Released files answer for ever, and released packs too: the build says how to go on."""
    values = (f"MASTHEAD_PACKED = {packed}", f"MASTHEAD_PACKED = {not packed}")
    if packed:
        site.edit("pelicanconf.py", values[1], values[0])
    publish(site)
    site.edit("pelicanconf.py", values[0], values[1])
    message = failure(site)

    assert f"was published and would no longer answer; set {values[0]} (and 4 more addresses)" in message


@pytest.mark.parametrize("form", [Published, Moved, NamedPublisher, Derived, SaidElsewhere])
def test_every_field_is_documented(form: type[Part]) -> None:
    """A person who uses the files finds each field on one page."""
    text = (ROOT / "docs/api.md").read_text()

    assert [] == [name for name in form.model_fields if f"`{name}`" not in text]
