"""The programs that will read citations read them back correctly, with any characters in a name."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from pybtex.database import Entry, parse_string
from selectolax.lexbor import LexborHTMLParser

from masthead.citations.apa import apa
from masthead.citations.bibtex import bibtex
from masthead.citations.chicago import chicago
from masthead.citations.cited_item import in_line, key_of
from masthead.citations.csl import csl
from masthead.citations.embed import embed
from masthead.citations.plain import plain
from masthead.citations.registry import FORMATS, Cited
from masthead.citations.ris import ris
from masthead.edition.edition import Edition, edition
from masthead.field_types.dates import PartialDate
from masthead.views.pages.cite import WHOLE, cite_view, cited_item, cited_page
from masthead.views.parts.claims import evidence_view
from masthead.views.routes import pages
from tests.world import CAMPAIGN, FIRM, OUTLET, SOURCE, World

ADDRESS = "https://masthead.example/sites/roma.example/#listed"
CITED = Cited(
    key="masthead:sites:roma.example:listed",
    author="Masthead",
    title="Roma Journal (roma[.]example), evidence #listed",
    medium="database record",
    date=PartialDate(2024, 2, 7),
    version="7 February 2024",
    address=ADDRESS,
    language="en-GB",
    note="citing the Harbour Lab (7 February 2024)",
)
HOSTILE = (
    "{", "}", "}}", "{{{", "\\", "\\}", "\\{", "%", "a % b", "#1 & $2_3^4~5", '"quoted"', "“quoted”", "'",
    "}, author = {Somebody Else}, note = {", "}\n@misc{other, title = {x}", "@string{x = {y}}", "\\input{/etc/passwd}",
    "line\nER  - \nTY  - BOOK\nAU  - Somebody", "line\r\nER  - ", "line\u2028ER  - ", "AU  - x", "ER  -",
    '"}]', "</pre><script>alert(1)</script>", "<b>&amp;</b>", "銀座デイリー", "서울온라인", "深圳海卖云享", "найти",
    "صحيفة الميناء", "עיתון", "Ünïcödé Žurnál", "\U0001f4f0 news", "  spaces   within ", "tab\tnull\x00bell\x07",
)  # fmt: skip
COMMANDS = {
    r"{\textbackslash}": "\\", r"{\textbraceleft}": "{", r"{\textbraceright}": "}", r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^", r"\%": "%", r"\&": "&", r"\#": "#", r"\_": "_", r"\$": "$",
}  # fmt: skip


def one_entry(text: str) -> tuple[str, Entry]:
    """The key and the entry of *text* in BibTeX's format, which must have exactly one."""
    ((key, entry),) = parse_string(text, "bibtex").entries.items()
    return key, entry


def read_tex(text: str) -> str:
    """The text that TeX prints for *text*."""
    for command, character in COMMANDS.items():
        text = text.replace(command, f"\ue000{ord(character):x}\ue001")
    assert not set(text) & set("\\%&#_$~^")
    for character in COMMANDS.values():
        text = text.replace(f"\ue000{ord(character):x}\ue001", character)
    return text


def one_record(text: str) -> dict[str, Any]:
    """The record of *text* in RIS, which must have exactly one."""
    (record,) = rispy.loads(text)
    return dict(record)


def letters(text: str) -> str:
    """The letters and digits of *text*: a processor of styles sets marks and quotes, and reads <b> as bold."""
    return "".join(character for character in re.sub("</?b>|&[a-z]+;", "", text) if character.isalnum())


@cache
def style() -> CitationStylesStyle:
    """The style that the CSL processor comes with."""
    return CitationStylesStyle("harvard-cite-them-right", validate=False)


def bibliography(text: str) -> list[str]:
    """The entries that a CSL processor prints for *text*, in the style that it comes with."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a field that it does not know is a warning
        source = CiteProcJSON(json.loads(text))
    printed = CitationStylesBibliography(style(), source, formatter.plain)
    printed.register(Citation([CitationItem(key) for key in source]))
    return [str(entry) for entry in printed.bibliography()]


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_gives_back_what_went_in(title: str) -> None:
    """BibTeX's format has one entry with our fields, and each holds what it was given."""
    key, entry = one_entry(bibtex(replace(CITED, title=title, note=title)))

    assert CITED.key == key
    assert "misc" == entry.type
    assert {"title", "howpublished", "year", "month", "day", "note", "url"} == set(entry.fields)
    assert f"{{{in_line(title)}}}" == f"{{{read_tex(entry.fields['title'][1:-1])}}}"
    assert read_tex(entry.fields["note"]).lower().endswith(in_line(f"{title}; version of 7 February 2024").lower())
    assert ["Masthead"] == [str(part).strip("{}") for part in entry.persons["author"][0].last_names]
    assert ADDRESS == entry.fields["url"]
    assert "February" == entry.fields["month"]


@pytest.mark.parametrize("title", HOSTILE)
def test_ris_gives_back_what_went_in(title: str) -> None:
    """RIS has one record with our tags, and each holds what it was given."""
    record = one_record(ris(replace(CITED, title=title, note=title)))

    assert in_line(title) == record["title"]
    assert "ELEC" == record["type_of_reference"]
    assert ["Masthead"] == record["authors"]
    assert [in_line(title)] == record["notes"]
    assert ("2024", "2024/02/07") == (record["year"], record["date"])
    assert [ADDRESS] == record["urls"]
    assert set(one_record(ris(CITED))) == set(record)


@pytest.mark.parametrize("title", HOSTILE)
def test_csl_gives_back_what_went_in(title: str) -> None:
    """CSL-JSON is one web page whose title and date a CSL processor prints."""
    text = csl(replace(CITED, title=title, note=title))
    (item,) = json.loads(text)

    (entry,) = bibliography(text)

    assert (in_line(title), "webpage", ADDRESS) == (item["title"], item["type"], item["URL"])
    assert [[2024, 2, 7]] == item["issued"]["date-parts"]
    assert letters(f"Masthead 2024 {title} Available at {ADDRESS}") == letters(entry)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_leaves_its_field(title: str) -> None:
    """Any text can be a title: each format still has one entry with it."""
    cited = replace(CITED, title=title, note="")

    _, entry = one_entry(bibtex(cited))
    assert in_line(title) == read_tex(entry.fields["title"][1:-1])
    assert "Masthead" == one_record(ris(cited))["authors"][0]
    assert in_line(title) == json.loads(csl(cited))[0].get("title", "")


def test_people_read_the_styles_that_they_know() -> None:
    """APA, Chicago and plain text have the parts that the styles ask for, in their order."""
    note = "citing the Harbour Lab (7 February 2024)"
    title = "Roma Journal (roma[.]example), evidence #listed"

    assert f"Masthead. (2024, February 7). {title} [Database record; {note}]. {ADDRESS}" == apa(CITED)
    assert f"Masthead. “{title}.” Database record, {note}, version of February 7, 2024. {ADDRESS}." == chicago(CITED)
    assert f"Masthead, “{title}”, database record, {note}, version of 7 February 2024, {ADDRESS}" == plain(CITED)


@pytest.mark.parametrize(
    ("date", "in_apa", "in_chicago", "in_bibtex", "in_ris", "in_csl"),
    [
        (PartialDate(2024), "(2024)", "version of 2024", {"year": "2024"}, "2024", [[2024]]),
        (
            PartialDate(2024, 2),
            "(2024, February)",
            "version of February 2024",
            {"year": "2024", "month": "February"},
            "2024/02",
            [[2024, 2]],
        ),
        (None, "(n.d.)", "Database record, citing", {}, None, None),
    ],
    ids=["year", "month", "none"],
)
def test_dates_are_no_more_precise_than_known(
    date: PartialDate | None,
    in_apa: str,
    in_chicago: str,
    in_bibtex: dict[str, str],
    in_ris: str | None,
    in_csl: list[list[int]] | None,
) -> None:
    """A year stays a year, in every format; no date is made up."""
    cited = replace(CITED, date=date, version="")
    fields = one_entry(bibtex(cited))[1].fields

    assert in_apa in apa(cited)
    assert in_chicago in chicago(cited)
    assert in_bibtex == {name: fields[name] for name in ("year", "month", "day") if name in fields}
    assert in_ris == one_record(ris(cited)).get("date")
    assert in_csl == json.loads(csl(cited))[0].get("issued", {}).get("date-parts")


def test_without_an_address_none_is_made_up() -> None:
    """Where the public address is not known, no format has a field for it."""
    cited = replace(CITED, address="")

    assert "url" not in one_entry(bibtex(cited))[1].fields
    assert "urls" not in one_record(ris(cited))
    assert "URL" not in json.loads(csl(cited))[0]
    assert [] == [form.id for form in FORMATS if "http" in form.write(cited)]


def test_keys_suit_every_format() -> None:
    """A key has no sign that ends it in one of the formats."""
    assert "masthead:sites:a.example:x-y" == key_of("masthead", "sites", "a.example", "x, {y")


def published(world: World, url: str = "https://masthead.example") -> Edition:
    """The edition of the world's records, valid or not, at the public address *url*."""
    current_edition = world.edition_of_any()
    return edition(current_edition.graph, current_edition.book, current_edition.date, url)


def items(world: World, url: str = "https://masthead.example") -> dict[str, Cited]:
    """The cited items of the outlet of the world, by id: the whole page and each item of its evidence."""
    current_edition, outlet = published(world, url), world.outlet()
    assert not world.lines()
    return {WHOLE: cited_page(current_edition, outlet)} | {
        item.id: cited_item(current_edition, outlet, item) for item in outlet.evidence
    }


def texts_of(item: Cited) -> dict[str, str]:
    """The texts of the citations of *item*, by format."""
    return {form.id: form.write(item) for form in FORMATS}


def read(html: Markup) -> str:
    """The text that a browser reads in *html*, exact to the byte."""
    shown = LexborHTMLParser(f"<pre>{html}</pre>").css_first("pre")
    assert shown is not None
    return shown.text()


def test_the_page_and_each_item_have_their_permanent_address(world: World) -> None:
    """The record and each item of its evidence are cited at addresses that are kept for ever."""
    shown = cite_view(published(world), world.outlet()).items

    assert [WHOLE, "listed", "register"] == [item.id for item in shown]
    assert "https://masthead.example/sites/harbour-times.example/" == shown[0].address
    assert "https://masthead.example/sites/harbour-times.example/#register" == shown[2].address
    assert shown[2].address == items(world)["register"].address


@pytest.mark.parametrize("url", ["https://masthead.example", ""])
def test_the_page_holds_every_format_of_the_record_and_plain_text_of_each_item(world: World, url: str) -> None:
    """Texts can be selected without a script; a browser makes the items' other formats from texts on the page."""
    view = cite_view(published(world, url), world.outlet())
    citations = items(world, url)

    shown = {item.id: {text.format: read(text.text) for text in (*item.texts, *item.more)} for item in view.items}
    assert texts_of(citations[WHOLE]) == shown[WHOLE]
    assert {"plain": plain(citations["listed"])} == shown["listed"]
    assert {"plain": plain(citations["register"])} == shown["register"]
    assert [form.id for form in FORMATS] == ["plain", *(text.format for text in view.more)]
    assert [item.sentence for item in citations.values()] == [item.quote for item in view.items]


def test_a_record_without_evidence_has_no_formats_to_make(world: World) -> None:
    """The page of a firm without evidence has no texts from which a browser would make them."""
    assert () == cite_view(published(world), world.load().graph.firms["quay-media"]).more


def test_no_text_can_hold_the_mark_of_a_place(world: World) -> None:
    """The reader refuses the mark at any place in a text, so that no record can have a part put into it."""
    world.edit(OUTLET, "claim: The register of news outlets", 'claim: "note\\uE000, id\\uE000: the register')
    world.edit(OUTLET, "has no entry for the site.", 'has no entry for the site."')
    written = world.lines()
    world.edit(OUTLET, "\\uE000, id\\uE000", "\ue000")

    assert {True} == {any("U+E000" in line and "error" in line for line in lines) for lines in (written, world.lines())}


def test_a_part_may_hold_what_stands_for_another(world: World) -> None:
    """Parts are put in once: the text of a part is not searched for places again."""
    world.edit(OUTLET, "has no entry for the site.", "has no {id} {note} Note sentence <i data-part=id></i>.")
    (text,) = cite_view(published(world), world.outlet()).items[2].texts

    assert text.text.endswith(", https://masthead.example/sites/harbour-times.example/#register")
    assert 1 == text.text.count('<span data-part="note">')
    assert "<i" not in text.text


def test_every_citation_has_the_date_of_the_version(world: World) -> None:
    """A record can change: each format says which version it cites."""
    dated = {"apa": "2024, February 7", "chicago": "February 7, 2024", "bibtex": "day = {7}", "ris": "2024/02/07"}
    dated |= {"plain": "version of 7 February 2024", "csl": "date-parts", "html": "7 February 2024</p>"}

    for item in items(world).values():
        assert {form for form, text in texts_of(item).items() if dated[form] in text} == set(dated)


def test_a_copy_without_a_public_address_says_so(world: World) -> None:
    """The citations then name the page, and say that its address is not public."""
    item = items(world, url="")["register"]

    assert item.address == ""
    assert "page sites/harbour-times.example/#register of a copy without a public address" in texts_of(item)["plain"]
    assert "http" not in "".join(texts_of(item).values())


def test_the_sentence_to_quote_names_database_date_and_source(world: World) -> None:
    """The sentence quotes the whole verdict, as the database's record of what a source says."""
    assert (
        "As of 7 February 2024, the Masthead database says of Harbour Times (harbour-times[.]example): "
        "“Listed by the Harbour Lab as part of LIGHTHOUSE. Target: Italy. In February 2024 the Harbour Lab attributed LIGHTHOUSE, the set of sites in which it lists this site, to Quay Media Co., Ltd. "
        "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said.”"
    ) == items(world)[WHOLE].sentence


def test_the_sentence_to_quote_has_the_confidence_in_the_words_of_the_source(world: World) -> None:
    """A degree is never quoted without the words of the source."""
    words = "    confidence: high\n    confidence_words: {text: we are certain, locator: page 3}\n"
    world.edit(CAMPAIGN, "    confidence: not-stated\n", words)

    assert (
        "Co., Ltd. (How sure that source is, in its words: “we are certain”.) As of 30" in items(world)[WHOLE].sentence
    )


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("outcome: no-answer", "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said"),
        ("outcome: answered, position: denies", "Quay Media denied what the Harbour Lab said (30 January 2024)"),
        ("", "We know of no reply by Quay Media Co., Ltd. to this. We have not asked for one"),
    ],
)
def test_the_reply_goes_with_every_citation(world: World, reply: str, said: str) -> None:
    """Every format, the sentence to quote and the HTML to embed have the reply, or say that no reply is known."""
    text = (world.root / FIRM).read_text()
    line = text[text.index("replies:\n") :]
    world.edit(FIRM, line, line.replace("outcome: no-answer", reply) if reply else "")
    item = cited_page(published(world), world.outlet())

    assert [] == [form for form, text in texts_of(item).items() if said not in text]
    assert f"{said}." in item.sentence


def test_a_claim_is_quoted_with_its_sources(world: World) -> None:
    """The sentence on an item names the source of the claim, and says if that source was read only in part."""
    world.edit(SOURCE, "verification: full", "verification: excerpt")

    assert (
        "As of 7 February 2024, the Masthead database says of Harbour Times (harbour-times[.]example), "
        "citing the Harbour Lab (7 February 2024; read in part): "
        "“The register of news outlets has no entry for the site.”"
    ) == items(world)["register"].sentence


def test_an_accusing_item_is_quoted_with_its_balance_and_the_reply(world: World) -> None:
    """A person who quotes the item alone also quotes its balance and the reply, in every format."""
    beside = "    balanced_by: [listed]\n    accuses: [quay-media]\n"
    world.edit(OUTLET, "    kind: registration\n", f"    kind: registration\n{beside}")
    listed = plain_of(world, "listed")
    reply = "We know of no reply by Quay Media Co., Ltd. to what the Harbour Lab said. We have not asked for one."

    item = items(world)["register"]
    assert item.sentence.endswith(
        f"“The register of news outlets has no entry for the site.” Beside it the database has: “{listed}” {reply}"
    )
    assert [] == [text for text in texts_of(item).values() if listed not in text or reply.rstrip(".") not in text]


def test_an_item_that_an_attribution_rests_on_is_quoted_with_the_reply(world: World) -> None:
    """The statement names a firm, so the item that it rests on is quoted with the firm's reply."""
    own = "{firm: quay-media, role: operator, by: harbour-lab-2024, wording: states, confidence: not-stated, evidence: [register]}"
    world.add(OUTLET, f"attributions:\n  - {own}\n")

    citations = items(world)
    assert citations["register"].sentence.endswith("Quay Media had not replied to what the Harbour Lab said.")
    assert "replied" not in citations["listed"].sentence


def test_a_source_that_was_updated_is_quoted_with_that_date(world: World) -> None:
    """A list that was added later was not in the document before."""
    world.edit(SOURCE, "date: 2024-02-07\n", "date: 2024-02-07\nupdated: 2024-03\n")

    assert "citing the Harbour Lab (7 February 2024, updated March 2024): " in items(world)["register"].sentence


def plain_of(world: World, id: str) -> str:
    """The claim of the item *id*."""
    return next(item.claim for item in world.outlet().evidence if item.id == id)


def test_weak_and_disputed_are_said_in_the_quote(world: World) -> None:
    """The quoted words themselves say that a claim proves little, or that the record is contested."""
    world.edit(OUTLET, "    kind: registration\n", "    kind: registration\n    weight: weak\n")
    world.add(OUTLET, "state: {name: disputed, date: 2024-02-07, reason: The firm contests the record.}\n")

    citations = items(world)

    assert citations["register"].sentence.endswith(
        "The database marks this as weak on its own. The record is disputed."
    )
    assert (
        "As of 30 January 2024 Quay Media had not replied to what the Harbour Lab said. The record is disputed.”"
        in citations[WHOLE].sentence
    )
    for item in (citations[WHOLE], citations["register"]):
        assert [] == [text for text in texts_of(item).values() if "the record is disputed" not in text.casefold()]


def test_without_an_operator_the_quote_names_nobody(world: World) -> None:
    """If no source attributes an outlet to an operator, the quotation says that nobody is named."""
    world.edit(CAMPAIGN, "role: operator", "role: content-source")
    world.add(OUTLET, "operator: unknown\n")

    assert (
        "No attribution recorded here names its operator. What sources say about firms is on the page about this site.”"
        in items(world)[WHOLE].sentence
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_embedded_holds_a_text_and_a_link(text: str) -> None:
    """The HTML to embed is a quotation with a link, and no text becomes anything else."""
    html = LexborHTMLParser(embed(replace(CITED, title=text, sentence=text))).body
    assert html is not None

    assert ["blockquote", "p", "p", "a"] == [str(node.tag) for node in html.css("blockquote, blockquote *")]
    assert {"cite": ADDRESS} == html.css("blockquote")[0].attributes
    assert {"href": ADDRESS} == html.css("a")[0].attributes
    assert "".join(text.split()).replace("\x00", "") in "".join(html.text().split()).replace("\ufffd", "")


def test_a_large_database_can_leave_the_pages_out(world: World) -> None:
    """Hosts count files: without these pages nothing links to them."""
    current_edition = replace(world.edition(), citing=False)

    assert [] == [page.path for page in pages(current_edition) if "cite" in page.path]
    assert "" == evidence_view(current_edition, world.outlet().evidence[0], "sites/harbour-times.example/").cite


def test_the_page_of_a_withdrawn_record_keeps_its_address(world: World) -> None:
    """A link to the page on citing a withdrawn record leads to a page that says that it was withdrawn, and why."""
    world.add(OUTLET, "state: {name: withdrawn, date: 2024-02-07, reason: It was another website.}\n")
    world.edit(CAMPAIGN, ", concerns: [harbour-times.example]", "")
    current_edition = world.edition()

    assert ["tombstone"] == [
        page.template for page in pages(current_edition) if page.path == "sites/harbour-times.example/cite/"
    ]
