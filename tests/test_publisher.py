"""The publisher of a copy, and replies: a website for the web names both, and any other copy says that it has none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from masthead.building.output.outcome import BuildError
from masthead.edition.edition import Edition, edition
from masthead.edition.localisation import phrasebook
from masthead.edition.publisher import NOBODY, SETTINGS, Contact, Publisher, PublisherError, read_publisher
from masthead.exports.json_api import api_files
from masthead.views.metadata.linked_data import linked_data
from masthead.views.parts.publisher_details import LanguageName, publisher_view, reply_address
from tests.site import ROOT, Page, Tag, build, fingerprint, make, masthead, read
from tests.world import CAMPAIGN, FIRM, OUTLET, UNPLACED, World

NONE = dict.fromkeys(SETTINGS, "") | {"MASTHEAD_FOR_THE_WEB": False, "MASTHEAD_CONTACT_LANGUAGES": []}
INSTITUTE = {
    **NONE,
    "MASTHEAD_FOR_THE_WEB": True,
    "MASTHEAD_PUBLISHER": "Harbour Press Institute",
    "MASTHEAD_PUBLISHER_PLACE": "1 Quay, Harbour, Italy",
    "MASTHEAD_RESPONSIBLE": "Ada Example",
    "MASTHEAD_FUNDING": "its members",
    "MASTHEAD_CONTACT": "replies@institute.example",
    "MASTHEAD_CONTACT_LANGUAGES": ["en", "zh-Hans", "it"],
}
NO_PUBLISHER = (
    "MASTHEAD_PUBLISHER is not set. A website for the web must say who publishes it: set it to the name of the"
    " organisation or person."
)
NO_CONTACT = (
    "MASTHEAD_CONTACT is not set. Whoever is named must be able to reply without an account: set it to an email"
    " address such as replies@example.org, or to the address of a form that starts with https://."
)
# One page of each kind, in the small world with a withdrawn record, a former id and two releases of nothing.
KINDS = (
    "index.html", "404.html", "search/index.html", "lookup/index.html", "sites/index.html", "countries/index.html",
    "countries/it/index.html", "firms/index.html", "campaigns/index.html", "sources/index.html", "changes/index.html",
    "sites/harbour-times.example/index.html", "sites/harbour-times.example/cite/index.html",
    "sites/valley-echo.example/index.html", "firms/quay-media/index.html", "firms/old-quay/index.html",
    "campaigns/lighthouse/index.html", "sources/harbour-lab-2024/index.html", "about/index.html",
    "contribute/index.html", "corrections/index.html", "method/index.html",
)  # fmt: skip
VERDICTS = ("sites/harbour-times.example/", "firms/quay-media/", "campaigns/lighthouse/")


def refusal(**settings: Any) -> str:
    """The message about wrong *settings*, beside right ones."""
    with pytest.raises(PublisherError) as caught:
        read_publisher(INSTITUTE | settings)
    return str(caught.value)


def say(site: World, settings: dict[str, Any], file: str = "pelicanconf.py") -> None:
    """Add *settings* to those of the site."""
    site.add(file, "".join(f"{name} = {value!r}\n" for name, value in settings.items()))


@pytest.fixture
def every_kind(site: World) -> World:
    """A site with a page of every kind: a record that moved and one that was withdrawn are among them."""
    site.add(FIRM, "formerly: [old-quay]\n")
    site.add(UNPLACED, "state: {name: withdrawn, date: 2024-03-01, reason: The site was mixed up.}\n")
    return site


def _api(current_edition: Edition) -> list[tuple[str, str]]:
    """Return the files for programs, by path."""
    return [file for record in current_edition.graph.records() for file in api_files(current_edition, record)]


def replies(page: Page) -> list[str]:
    """The addresses of the links of *page* that open a reply, the one beside the verdict first."""
    return [tag.attributes["href"] for tag in reply_links(page)]


def reply_links(page: Page) -> list[Tag]:
    """The links of *page* that open a reply: those to its publisher, or to the explanation that it has none."""
    known = ("mailto:", "https://a.example/", "../../corrections/index.html#_reply")
    return [tag for tag in page.all("a") if tag.attributes["href"].startswith(known)]


def test_everything_that_is_said_is_read() -> None:
    """Each setting has its place; an empty one means that the value is not known."""
    assert Publisher(
        name="Harbour Press Institute",
        place="1 Quay, Harbour, Italy",
        responsible="Ada Example",
        funding="its members",
        contact=Contact("replies@institute.example"),
        languages=("en", "zh-Hans", "it"),
    ) == read_publisher(INSTITUTE)
    assert NOBODY == read_publisher(NONE)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"MASTHEAD_PUBLISHER": ""}, NO_PUBLISHER),
        ({"MASTHEAD_CONTACT": ""}, NO_CONTACT),
        ({"MASTHEAD_CONTACT": None}, NO_CONTACT),
        ({"MASTHEAD_PUBLISHER": "", "MASTHEAD_CONTACT": ""}, f"{NO_PUBLISHER} {NO_CONTACT}"),
        ({"MASTHEAD_FOR_THE_WEB": "yes"}, "MASTHEAD_FOR_THE_WEB is 'yes'. Write True or False."),
        ({"MASTHEAD_PUBLISHER": 7}, "MASTHEAD_PUBLISHER is 7. Write it as text, in quotation marks."),
        ({"MASTHEAD_PUBLISHER": "  "}, "MASTHEAD_PUBLISHER is '  '. Write it in one line, without space around it and without invisible characters."),
        ({"MASTHEAD_RESPONSIBLE": "Ada\nExample"}, "MASTHEAD_RESPONSIBLE is 'Ada\\nExample'. Write it in one line, without space around it and without invisible characters."),
        ({"MASTHEAD_PUBLISHER_PLACE": "Rome\u202e"}, "MASTHEAD_PUBLISHER_PLACE is 'Rome\\u202e'. Write it in one line, without space around it and without invisible characters."),
        ({"MASTHEAD_FUNDING": "x" * 301}, "MASTHEAD_FUNDING has 301 characters. Shorten it to 300."),
        ({"MASTHEAD_CONTACT_LANGUAGES": "en"}, "MASTHEAD_CONTACT_LANGUAGES is 'en'. Write a list of tags such as ['en', 'zh-Hans']."),
        ({"MASTHEAD_CONTACT_LANGUAGES": ["English"]}, "MASTHEAD_CONTACT_LANGUAGES holds 'English', which is not the tag of a language. Write tags of BCP 47 such as en, ko or zh-Hans."),
        ({"MASTHEAD_CONTACT_LANGUAGES": ["xx"]}, "MASTHEAD_CONTACT_LANGUAGES holds 'xx', which is not the tag of a language. Write tags of BCP 47 such as en, ko or zh-Hans."),
    ],
)  # fmt: skip
def test_a_setting_that_is_missing_or_wrong_is_named(settings: dict[str, Any], message: str) -> None:
    """The message says what to write instead; the two settings that a website for the web needs are named at once."""
    assert message == refusal(**settings)


@pytest.mark.parametrize(
    "contact",
    [
        "javascript:alert(1)", "JavaScript:alert(1)//@x.example", "data:text/html,x", "mailto:a@b.example",
        "http://institute.example/reply", "https://", "https://institute.example", "//institute.example/reply",
        "https://user:pass@institute.example/", "https://127.0.0.1/", "https://institute.example/ x",
        'https://institute.example/"onclick="x', "https://institute.example/<b>", "https://institute.example/{page}",
        "https://{page}/?a=b", "https://institute.example/?q={pages}", "replies", "@institute.example", "a@",
        "a@b", "a b@institute.example", "a@institute.example?bcc=x@y.example", "a@institute.example,b@institute.example",
        '"a"@institute.example', "<a@institute.example>", "a..b@institute.example", "a@Institute.example", "ä@institute.example",
        "a%0d%0aBcc:x@institute.example", "{page}@institute.example", f"{'a' * 65}@institute.example",
    ],
)  # fmt: skip
def test_a_contact_that_takes_no_reply_is_refused(contact: str) -> None:
    """A contact has no other scheme, HTML or second recipient, and a place for the page only in the query of a form."""
    assert refusal(MASTHEAD_CONTACT=contact) == (
        f"MASTHEAD_CONTACT is {contact!r}, which is not an address that a reply can go to. Write an email address such"
        " as replies@example.org, or the whole address of a form, such as https://example.org/reply or"
        " https://example.org/reply?page={page}."
    )


@pytest.mark.parametrize(
    "contact", ["a@institute.example\n", "a@institute.example\r\nBcc: x@y.example", "\ta@b.example"]
)
def test_a_contact_has_one_line(contact: str) -> None:
    """No header of a message can be smuggled in."""
    assert refusal(MASTHEAD_CONTACT=contact).startswith(f"MASTHEAD_CONTACT is {contact!r}. Write it in one line")


@pytest.mark.parametrize("contact", ["first.last+reply_to@mail.institute.example", "https://institute.example/reply",
                                     "https://institute.example/reply?lang=en&page={page}#form"])  # fmt: skip
def test_a_contact_is_a_mailbox_or_a_form(contact: str) -> None:
    """Neither needs an account."""
    assert Contact(contact) == read_publisher(INSTITUTE | {"MASTHEAD_CONTACT": contact}).contact


@pytest.mark.parametrize(
    "page", ["https://masthead.example/sites/a.example/", "/sites/a.example/", "/x?a=b&c=d#é 100%\"'<"]
)
def test_a_message_has_the_page_filled_in(page: str) -> None:
    """The parts of the address are encoded, so that each comes out as it went in, and nothing is added."""
    address = Contact("a+b@institute.example").opened(page, "A & B: 50 %", f"Page: {page}\n\n")
    parts = urlsplit(address)

    assert ("mailto", "a+b@institute.example") == (parts.scheme, unquote(parts.path))
    assert {"subject": ["A & B: 50 %"], "body": [f"Page: {page}\r\n\r\n"]} == parse_qs(parts.query, strict_parsing=True)
    assert "" == parts.fragment
    assert not set(address) & set(" +\"'<>\r\n")


@pytest.mark.parametrize(
    ("form", "opened"),
    [
        ("https://a.example/reply", "https://a.example/reply"),
        ("https://a.example/reply?lang=en", "https://a.example/reply?lang=en"),
        ("https://a.example/?p={page}", "https://a.example/?p=https%3A%2F%2Fm.example%2Fsites%2Fa%2F%3Fx%26y%23z"),
    ],
)
def test_a_form_gets_the_page_where_it_has_a_place_for_it(form: str, opened: str) -> None:
    """Only the person who set up a form knows whether it takes the address of a page."""
    assert opened == Contact(form).opened("https://m.example/sites/a/?x&y#z", "subject", "body")


def test_languages_are_named_twice(world: World) -> None:
    """Each has its name in the language of the page, and its own name if that is another one."""
    publisher = read_publisher(INSTITUTE | {"MASTHEAD_CONTACT_LANGUAGES": ["en", "zh-Hans", "it", "la", "it"]})

    assert (
        LanguageName("en", "English", ""),
        LanguageName("zh-Hans", "Chinese (Simplified)", "中文 (简体)"),
        LanguageName("it", "Italian", "italiano"),
        LanguageName("la", "Latin", "Latina"),
    ) == publisher_view(replace(world.edition(), publisher=publisher)).languages


def test_language_without_a_name_of_its_own() -> None:
    """A tag is never printed as a name."""
    assert "" == phrasebook("en-GB").own_language("akk")


def test_build_for_the_web_needs_a_publisher(site: World) -> None:
    """The command stops with a sentence for each setting, and writes nothing."""
    finished = masthead("build", "--root", site.root, "--settings", "publishconf.py", "--no-progress")

    assert (1, "", f"Error: {NO_PUBLISHER} {NO_CONTACT}\n") == (finished.returncode, finished.stdout, finished.stderr)
    assert not (site.root / "output").exists()


@pytest.mark.parametrize(("name", "message"), [("MASTHEAD_PUBLISHER", NO_PUBLISHER), ("MASTHEAD_CONTACT", NO_CONTACT)])
@pytest.mark.usefixtures("named_publisher")
def test_build_for_the_web_keeps_the_last_one(
    built: World, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    """Without one of the two settings, the build fails and the website stays as it was."""
    before = fingerprint(built.root / "output")
    monkeypatch.delenv(name)

    with pytest.raises(BuildError) as caught:
        build(built.root, "publishconf.py", built.root / "output")

    assert message == str(caught.value)
    assert before == fingerprint(built.root / "output")


def test_environment_names_the_publisher(site: World) -> None:
    """Everything that pages say of the publisher can be given to one build."""
    finished = masthead(
        "build", "--root", site.root, "--settings", "publishconf.py", MASTHEAD_CONTACT_LANGUAGES="en, zh-Hans it",
        **{name: value for name, value in INSTITUTE.items() if isinstance(value, str)},
    )  # fmt: skip
    text = read(site.root / "output/about/index.html").text

    assert 0 == finished.returncode, finished.stderr
    for said in ("Publisher Harbour Press Institute", "Address 1 Quay, Harbour, Italy", "Paid for by its members",
                 "Responsible for the content Ada Example", "Replies and reports of errors replies@institute.example",
                 "English, Chinese (Simplified) / 中文 (简体), Italian / italiano"):  # fmt: skip
        assert said in text


def test_every_page_of_a_copy_without_a_publisher_says_so(every_kind: World) -> None:
    """It includes pages that only redirect, and pages that say that nothing is there."""
    make(every_kind)

    for file in KINDS:
        text = read(every_kind.root / "output" / file).text
        assert "This copy has no publisher." in text, file
        assert "To reply or report an error: no address given" in text, file
        assert "Published by" not in text, file


def test_every_page_names_the_publisher(every_kind: World) -> None:
    """Each also has the place and the person responsible; its link to reply has the page filled in."""
    say(every_kind, INSTITUTE | {"MASTHEAD_URL": "https://masthead.example"})
    make(every_kind)

    for file in KINDS:
        page = read(every_kind.root / "output" / file)
        path = "" if file == "404.html" else file.removesuffix("index.html")
        assert "Published by Harbour Press Institute, 1 Quay, Harbour, Italy" in page.text, file
        assert "Responsible for the content: Ada Example" in page.text, file
        assert "no publisher" not in page.text, file
        assert f"Page: https://masthead.example/{path}" == body(replies(page)[-1]), file


def body(address: str) -> str:
    """The body of the message that a mailto *address* opens, without the empty lines at its end."""
    return parse_qs(urlsplit(address).query)["body"][0].rstrip()


@pytest.mark.parametrize(("url", "root"), [("https://masthead.example", "https://masthead.example/"), ("", "/")])
@pytest.mark.parametrize("path", VERDICTS)
def test_a_reply_is_one_step_from_each_verdict(site: World, path: str, url: str, root: str) -> None:
    """The first link to reply is beside the verdict; without a public address, the message has the path of the page."""
    say(site, INSTITUTE | {"MASTHEAD_URL": url, "MASTHEAD_CARDS": False})
    make(site)
    page = read(site.root / "output" / path / "index.html")
    (beside,) = [tag for tag in page.all("p") if tag.attributes.get("class") == "reply"]

    assert f"Page: {root}{path}" == body(replies(page)[0])
    wording = " How we word claims" if path.startswith("sites/") else ""
    assert (
        "Reply or correct You need no account. You can write in: English, Chinese (Simplified) / 中文 (简体),"
        f" Italian / italiano.{wording}"
    ) == " ".join(beside.text.split())
    assert {"zh-Hans", "it"} <= {tag.attributes.get("lang") for tag in page.all("bdi")}


@pytest.mark.parametrize("path", VERDICTS)
def test_a_copy_without_a_contact_explains(built: World, path: str) -> None:
    """The link beside a verdict leads to the page on corrections, which says that nobody can receive a reply here."""
    page = read(built.root / "output" / path / "index.html")
    corrections = read(built.root / "output/corrections/index.html")

    assert ["../../corrections/index.html#_reply"] * 2 == replies(page)
    assert "_reply" in {tag.attributes.get("id") for tag in corrections.all("h2")}
    assert "This copy names no address for replies, so nobody can receive one here." in corrections.text
    assert "This copy names nobody who is responsible for its content" in corrections.text


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, ("Write to replies@institute.example. You need no account", "Ada Example is responsible for the content")),
        ({"MASTHEAD_CONTACT": "https://a.example/f?p={page}"}, ("Use the form at https://a.example/f. You need no", "fills in")),
        ({"MASTHEAD_CONTACT": "https://a.example/f?p=1"}, ("Use the form at https://a.example/f. You need no",)),
        ({"MASTHEAD_RESPONSIBLE": ""}, ("names nobody who is responsible", "It is published by Harbour Press Institute")),
        ({"MASTHEAD_CONTACT_LANGUAGES": []}, ("Write in the language you know best: this copy does not say which ones it can read.",)),
    ],
)  # fmt: skip
def test_corrections_say_how_to_reply_and_who_decides(
    site: World, settings: dict[str, Any], said: tuple[str, ...]
) -> None:
    """The page promises nothing that is not set."""
    say(site, INSTITUTE | settings)
    make(site)
    text = read(site.root / "output/corrections/index.html").text

    assert [] == [phrase for phrase in said if phrase not in text]
    assert ("fills in the address of that page" in text) == ("p=1" not in settings.get("MASTHEAD_CONTACT", ""))
    assert ("You can write in:" in text) == ("MASTHEAD_CONTACT_LANGUAGES" not in settings)


def test_a_form_is_linked_with_the_page(site: World) -> None:
    """Like every link to another website, it does not reveal where the reader came from."""
    say(site, INSTITUTE | {"MASTHEAD_CONTACT": "https://a.example/f?p={page}", "MASTHEAD_URL": "https://m.example"})
    make(site)
    page = read(site.root / "output/firms/quay-media/index.html")

    assert {"https://a.example/f?p=https%3A%2F%2Fm.example%2Ffirms%2Fquay-media%2F"} == set(replies(page))
    assert {"nofollow noopener noreferrer"} == {tag.attributes["rel"] for tag in reply_links(page)}


HOSTILE = "</script><script>alert(1)</script>\"'&amp;{{ 7*7 }}<b>"


def test_no_setting_writes_html(site: World) -> None:
    """Names are shown as they are, on every page and in its data for programs."""
    names = ("MASTHEAD_PUBLISHER", "MASTHEAD_PUBLISHER_PLACE", "MASTHEAD_RESPONSIBLE", "MASTHEAD_FUNDING")
    say(site, INSTITUTE | dict.fromkeys(names, HOSTILE))
    make(site)
    texts = {path: path.read_text("utf-8") for path in (site.root / "output").rglob("*.html")}

    assert [] == [path for path, text in texts.items() if "<script>alert" in text or "<b>" in text]
    assert 4 <= read(site.root / "output/about/index.html").text.count(HOSTILE)
    (data,) = [
        tag
        for tag in read(site.root / "output/firms/quay-media/index.html").all("script")
        if tag.attributes.get("type") == "application/ld+json"
    ]
    assert HOSTILE == json.loads(data.text)["publisher"]["name"]
    assert HOSTILE == json.loads((site.root / "output/api/v1/firms/quay-media.json").read_text())["publisher"]["name"]


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of JSON-LD in *value*."""
    for node in value if isinstance(value, list) else [value]:
        if isinstance(node, dict):
            yield node
            for inner in node.values():
                yield from nodes(inner)


def test_data_for_programs_names_the_publisher(world: World) -> None:
    """The catalogue, the data set and each page name it, with the address for replies and their languages."""
    current_edition = replace(world.edition(), publisher=read_publisher(INSTITUTE))
    said = {
        "name": "Harbour Press Institute",
        "address": "1 Quay, Harbour, Italy",
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "replies and corrections",
            "email": "replies@institute.example",
            "availableLanguage": ["en", "zh-Hans", "it"],
        },
    }
    home = json.loads(linked_data(current_edition, None))
    assert [said, said] == [home["publisher"], home["dataset"]["publisher"]]
    for record in current_edition.graph.records():
        assert said == json.loads(linked_data(current_edition, record))["publisher"]


def test_data_for_programs_names_the_form_of_the_page(world: World) -> None:
    """The data has the address of the form, with the page filled in, and no email address."""
    publisher = replace(read_publisher(INSTITUTE), contact=Contact("https://a.example/f?p={page}"))
    current_edition = replace(world.edition(), publisher=publisher)
    point = json.loads(linked_data(current_edition, current_edition.graph.firms["quay-media"]))["publisher"][
        "contactPoint"
    ]

    assert "https://a.example/f?p=%2Ffirms%2Fquay-media%2F" == point["url"]
    assert "email" not in point


@pytest.mark.parametrize("publisher", [NOBODY, Publisher(contact=Contact("a@b.example"))])
def test_data_for_programs_invent_no_publisher(world: World, publisher: Publisher) -> None:
    """A copy without a publisher names none; the only publishers in its data are those of sources."""
    current_edition = replace(world.edition(), publisher=publisher)

    for record in (None, *current_edition.graph.records()):
        node = json.loads(linked_data(current_edition, record))
        names = [inner["publisher"]["name"] for inner in nodes(node) if "publisher" in inner]
        assert set(names) <= {"The Harbour Lab"}


def test_files_for_programs_name_the_publisher(world: World) -> None:
    """Each does, even that of an id that was given up; without a publisher, each says that there is no publisher."""
    world.move(FIRM, "firms/quay-group.yml")
    world.add("firms/quay-group.yml", "formerly: [quay-media]\n")
    world.edit(CAMPAIGN, "firm: quay-media", "firm: quay-group")
    world.add(OUTLET, "state: {name: withdrawn, date: 2024-03-01, reason: The site was mixed up.}\n")
    current_edition = edition(world.load().graph, phrasebook("en-GB"))
    named = replace(current_edition, publisher=read_publisher(INSTITUTE))

    said = {path: json.loads(text)["publisher"] for path, text in _api(named)}
    unsaid = [json.loads(text)["publisher"] for _, text in _api(current_edition)]

    assert {"api/v1/firms/quay-media.json", "api/v1/sites/harbour-times.example.json"} <= set(said)
    assert [{"name": "Harbour Press Institute", "contact": "replies@institute.example"}] * len(said) == [*said.values()]
    assert [{"name": None, "contact": None}] * len(said) == unsaid


def test_reply_address_of_a_copy_without_contact(world: World) -> None:
    """No address is made up."""
    assert "" == reply_address(world.edition(), "sites/harbour-times.example/")


def test_every_setting_is_explained() -> None:
    """Each has a comment above it, and the environment can set all but the one that says what the build is for."""
    local, public = ((ROOT / name).read_text().splitlines() for name in ("pelicanconf.py", "publishconf.py"))

    for name in SETTINGS:
        (line,) = (number for number, text in enumerate(local) if text.startswith((f"{name} =", f"{name}:")))
        assert local[line - 1].startswith("# "), name
    assert [] == [
        name
        for name in SETTINGS[1:]
        if not any(text.startswith(f'{name} = os.environ.get("{name}"') for text in public)
    ]
