"""Cells that a map converts: dates, names of countries and languages, addresses, archived copies, and no value."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.field_types.dates import DateError
from masthead.field_types.web_addresses import AddressError
from masthead.importing.cells.cldr_names import country_of, language_of
from masthead.importing.cells.date_forms import FormError, date_form
from masthead.importing.cells.source_addresses import address_in, copy_in
from masthead.importing.draft import Draft, NoDraft, drafts
from masthead.importing.lists.table import Row
from tests.test_import_maps import RIGHT, draft, filled, read, refusals


@pytest.mark.parametrize(
    ("form", "cell", "date"),
    [
        ("DD.MM.YYYY", "03.04.2023", "2023-04-03"),
        ("MM/DD/YYYY", "03/04/2023", "2023-03-04"),
        ("D/M/YYYY", "3/4/2023", "2023-04-03"),
        ("YYYYMMDD", "20230403", "2023-04-03"),
        ("MM/YYYY", "04/2023", "2023-04"),
        ("YYYY", "2023", "2023"),
        ("D MMMM YYYY", "3 April 2023", "2023-04-03"),
        ("MMM D, YYYY", "Sept. 3, 2023", "2023-09-03"),
        ("YYYY-MM-DD*", "2023-04-03 at noon", "2023-04-03"),
        ("'ca. 'YYYY", "ca. 2023", "2023"),
        ("YYYY-MM-DDThh:mm:ssZ", "2023-04-03T23:30:00.123+02:00", "2023-04-03"),
        ("unix", "1680480000", "2023-04-03"),
        ("unix-ms", "1680480000999", "2023-04-03"),
    ],
)
def test_dates_are_read_in_the_form_that_the_map_states(form: str, cell: str, date: str) -> None:
    """The map says which number is the day and which is the month, even if another reading is possible, too."""
    assert date == date_form(form).date(cell)


@pytest.mark.parametrize(
    ("form", "language", "cell", "date"),
    [
        ("D. MMMM YYYY", "de", "3. März 2023", "2023-03-03"),
        ("D MMMM YYYY", "ru", "3 августа 2023", "2023-08-03"),
        ("D 'de' MMMM 'de' YYYY", "es", "3 de enero de 2023", "2023-01-03"),
    ],
)
def test_months_have_names_in_the_language_of_the_list(form: str, language: str, cell: str, date: str) -> None:
    """CLDR has the names as dates contain them."""
    assert date == date_form(form, language).date(cell)


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("DD.MM.YYYY", "2023-04-03"),
        ("DD.MM.YYYY", "3.4.2023"),
        ("DD.MM.YYYY", "31.02.2023"),
        ("DD.MM.YYYY", "03.13.2023"),
        ("D MMMM YYYY", "3 Ju 2023"),
        ("D MMMM YYYY", "3 Brumaire 2023"),
        ("YYYY", "1600"),
        ("unix", "1680480000999"),
        ("unix", "soon"),
    ],
)
def test_a_cell_of_another_form_is_no_date(form: str, cell: str) -> None:
    """Nothing is guessed from what nearly fits."""
    with pytest.raises(DateError):
        date_form(form).date(cell)


@pytest.mark.parametrize("form", ["DD/MM/YY", "DD.YYYY", "MM", "YYYY-MM-DD YYYY", "DD.mm.YYYY", "YYYY-XX", "", "hh:mm"])
def test_a_form_that_is_none_of_a_date_is_a_fault(form: str) -> None:
    """Years of two digits are a guess, and a day needs its month."""
    with pytest.raises(FormError):
        date_form(form)


@pytest.mark.parametrize(
    ("form", "zone", "cell", "moment"),
    [
        ("YYYY-MM-DDThh:mm:ssZ", "", "2023-04-03T01:30:00+02:00", "2023-04-02T23:30:00Z"),
        ("DD.MM.YYYY hh:mm", "-03:00", "03.04.2023 23:30", "2023-04-04T02:30:00Z"),
        ("unix", "", "1680480000", "2023-04-03T00:00:00Z"),
    ],
)
def test_times_are_put_into_utc(form: str, zone: str, cell: str, moment: str) -> None:
    """The zone is in the cell or in the map."""
    assert moment == date_form(form, zone=zone, is_time=True).moment(cell)


@pytest.mark.parametrize("form", ["YYYY-MM-DD", "YYYY-MM-DD hh:mm:ss", "YYYY-MM hh:mmZ"])
def test_a_time_needs_a_day_an_hour_and_a_zone(form: str) -> None:
    """The zone of the clock is not guessed."""
    with pytest.raises(FormError):
        date_form(form, is_time=True)


@given(st.text(max_size=20), st.sampled_from(["DD.MM.YYYY", "D MMM YYYY", "unix", "YYYY-MM-DDThh:mm:ssZ"]))
def test_whatever_a_cell_holds_it_is_a_date_or_none(cell: str, form: str) -> None:
    """No text raises anything but a refusal."""
    for read_as in (date_form(form).date, date_form("unix", is_time=True).moment):
        try:
            assert read_as(cell)[:4].isdigit()
        except DateError:
            continue


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("FR", "FR"), ("fr", "FR"), ("UK", "GB"), ("deu", "DE"), ("724", "ES"), ("Italie", "IT"), ("Grèce", "GR"), ("Türkei", "TR"),
        ("Польша", "PL"), ("日本", "JP"), ("台灣", "TW"), ("اليونان", "GR"), ("대한민국", "KR"), ("turkey", "TR"), ("  south  korea", "KR"),
        ("Holland", "NL"), ("Niger", "NE"), ("Nigeria", "NG"), ("Kosovo", "XK"),
    ],
)  # fmt: skip
def test_countries_have_codes_and_names_in_any_language(name: str, code: str) -> None:
    """Codes of two and three letters, numbers, and every name in CLDR or in our own list are understood."""
    assert code == country_of(name)


@pytest.mark.parametrize("name", ["Kongo", "Amerika", "Atlantis", "ZZ", "EU", "Itlay", ""])
def test_a_name_of_no_country_or_of_several_means_none(name: str) -> None:
    """A continent is no country, and a near miss is no name."""
    with pytest.raises(LookupError):
        country_of(name)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("it", "it"), ("IT", "it"), ("ita", "it"), ("iw", "he"), ("pt_br", "pt-BR"), ("zh-hant", "zh-Hant"), ("Italienisch", "it"),
        ("русский", "ru"), ("繁體中文", "zh-Hant"), ("Brazilian Portuguese", "pt-BR"), ("한국어", "ko"),
    ],
)  # fmt: skip
def test_languages_have_tags_and_names_in_any_language(name: str, tag: str) -> None:
    """Tags in any case, former and longer codes, and every name in CLDR are understood."""
    assert tag == language_of(name)


def test_looking_up_names_leaves_the_data_of_languages_whole() -> None:
    """The pages print names from the same data, including those that a language inherits from another."""
    from babel import Locale  # noqa: PLC0415 - after the names were looked up

    country_of("Vereinigtes Königreich")

    assert "Frankreich" == Locale("de", "AT").territories["FR"]


@pytest.mark.parametrize(
    ("cell", "url", "original", "captured"),
    [
        ("https://web.archive.org/web/20240117090234/https://a.org/x", "https://web.archive.org/web/20240117090234/https://a.org/x",
         "https://a.org/x", "2024-01-17T09:02:34Z"),
        ("http://web.archive.org/web/20240117090234if_/https://a.org", "https://web.archive.org/web/20240117090234/https://a.org/",
         "https://a.org/", "2024-01-17T09:02:34Z"),
        ("web.archive.org/web/20240117090234id_/http://A.org:80/é?q='", "https://web.archive.org/web/20240117090234/http://a.org/%C3%A9?q=%27",
         "http://a.org/%C3%A9?q=%27", "2024-01-17T09:02:34Z"),
        ("hxxps://web[.]archive[.]org/web/20240117090234/a[.]org", "https://web.archive.org/web/20240117090234/http://a.org/",
         "http://a.org/", "2024-01-17T09:02:34Z"),
        ("https://archive.ph/2024.01.17-090234/https://a.org/x", "https://archive.ph/20240117090234/https://a.org/x",
         "https://a.org/x", "2024-01-17T09:02:34Z"),
        ("https://archive.today/20240117090234/https://a.org/x", "https://archive.today/20240117090234/https://a.org/x",
         "https://a.org/x", "2024-01-17T09:02:34Z"),
        ("https://web.archive.org/web/2/https://a.org/x", "https://web.archive.org/web/2/https://a.org/x", "https://a.org/x", ""),
    ],
)  # fmt: skip
def test_the_address_of_a_copy_says_of_what_and_when_it_is(cell: str, url: str, original: str, captured: str) -> None:
    """The letters that an archive puts behind the time only say how the copy is shown."""
    copy = copy_in(cell)

    assert (url, original, captured) == (copy.url, copy.original, copy.captured)


@pytest.mark.parametrize(
    "cell",
    ["https://archive.is/AbCdE", "https://web.archive.org/web/2024*/a.org", "https://web.archive.org/web/20241317090234/https://a.org/",
     "https://web.archive.org/web/20240117/https://a.org/", "https://a.org/", "https://web.archive.org/web/20240117090234/"],
)  # fmt: skip
def test_an_address_that_does_not_say_it_is_no_copy(cell: str) -> None:
    """A short link, a calendar and an impossible time say nothing."""
    with pytest.raises(AddressError):
        copy_in(cell)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("https://A.org", "https://a.org/"),
        ("hxxp://a[.]org/x y", "http://a.org/x%20y"),
        ("HTTPS://a.org:443/?q=ü#z", "https://a.org/?q=%C3%BC#z"),
        ("https://a.org:8443/", "https://a.org:8443/"),
        ("https://новости.рф/мир", "https://xn--b1amnebsh.xn--p1ai/%D0%BC%D0%B8%D1%80"),
    ],
)
def test_addresses_are_put_as_records_write_them(cell: str, address: str) -> None:
    """The same page has one address."""
    assert address == address_in(cell)


@pytest.mark.parametrize(
    "cell", ["a.org/x", "ftp://a.org/", "https://a.org/../x", "https://u:p@a.org/", "https://1.2.3.4/", ""]
)
def test_a_cell_without_a_usable_address_has_none(cell: str) -> None:
    """No scheme is guessed, and no step resolved."""
    with pytest.raises(AddressError):
        address_in(cell)


@pytest.mark.parametrize(
    ("lines", "cell", "value"),
    [
        ("registered: {date: {column: x, as: date, form: DD.MM.YYYY}, source: s}", "03.04.2023", {"date": "2023-04-03", "source": "s"}),
        ("registered: {date: {column: x, as: date, form: [DD.MM.YYYY, YYYY]}, source: s}", "2023", {"date": "2023", "source": "s"}),
        ("targets: [{country: {column: x, as: country}, as_reported: '{x}', source: s}]", "Grèce",
         [{"country": "GR", "as_reported": "Grèce", "source": "s"}]),
        ("targets: {column: x, split: /, each: {country: {column: '@item', as: country}, as_reported: '{@item}', source: s}}", "Chile/Perú",
         [{"country": "CL", "as_reported": "Chile", "source": "s"}, {"country": "PE", "as_reported": "Perú", "source": "s"}]),
        ("languages: [{tag: {column: x, as: language, language: de}, source: s}]", "Kroatisch", [{"tag": "hr", "source": "s"}]),
        ("campaigns: {column: x, each: '{@item}'}", "one\ntwo", ["one", "two"]),
        ("campaigns: {column: x, split: ',', each: {when: {'@item': {not: two}}, then: '{@item}'}}", "one,two", ["one"]),
        ("name: {column: x, table: {a: one}, no_value: ['-', none], otherwise: '{x}'}", "none", None),
        ("name: {when: {x: {ends: [b, c]}}, then: yes}", "abc", "yes"),
        ("name: {when: {x: {contains: [q, b]}}, then: yes}", "abc", "yes"),
        ("name: {when: {x: {starts: a, lacks: [c]}}, then: yes}", "abc", None),
    ],
)  # fmt: skip
def test_a_map_says_what_a_cell_is(tmp_path: Path, lines: str, cell: str, value: object) -> None:
    """The converted cell is in the record where the map puts it."""
    assert value == filled(tmp_path, lines.partition(":")[0], lines, x=cell)


@pytest.mark.parametrize(
    ("lines", "cell", "reason"),
    [
        ("registered: {date: {column: x, as: date, form: [DD/MM/YYYY, MM/DD/YYYY]}, source: s}", "03/04/2023",
         "x: expected a date that only one of the forms fits, not 2023-03-04 and 2023-04-03, got '03/04/2023'"),
        ("registered: {date: {column: x, as: date, form: DD.MM.YYYY}, source: s}", "April",
         "x: expected a date such as DD.MM.YYYY, got 'April'"),
        ("targets: [{country: {column: x, as: country}, as_reported: a, source: s}]", "Kongo",
         "x: expected the code of a country, or its name in some language that means only one (it may mean CD or CG), got 'Kongo'"),
        ("targets: [{country: {column: x, as: country, language: fr}, as_reported: a, source: s}]", "Italien",
         "x: expected the code of a country, or its name in fr, got 'Italien'"),
        ("imitates: [{name: a, host: {column: x, as: host}, sources: [s]}]", "no host",
         "x: expected a host name such as romajournal.org, got 'no host'"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_what_the_map_says_refuses_its_row(
    tmp_path: Path, lines: str, cell: str, reason: str
) -> None:
    """The reason names the column, what was expected and what was found."""
    outcome = draft(read(tmp_path, RIGHT + f"  {lines}\n"), x=cell)

    assert NoDraft(outcome.row, "a.example", (reason,)) == outcome


def test_an_archived_copy_is_filled_from_its_address(tmp_path: Path) -> None:
    """Address, time and page of the copy come from one cell."""
    lines = """\
      archives:
        - url: {column: x, as: copy}
          original: {column: x, as: copied-address}
          captured: {column: x, as: copied-time}
          shows: A page.
"""
    mapping = read(tmp_path, RIGHT + lines)
    outcome = draft(mapping, x="https://web.archive.org/web/20240117090234if_/https://a.example/about")
    undated = draft(mapping, x="https://web.archive.org/web/2/https://a.example/about")

    assert isinstance(outcome, Draft)
    assert isinstance(undated, Draft)
    archive = outcome.outlet.evidence[0].archives[0]
    assert ("https://a.example/about", "2024-01-17T09:02:34Z") == (archive.original, archive.captured)
    assert None is undated.outlet.evidence[0].archives[0].captured


@pytest.mark.parametrize("no_value", ["[n/a, '-']", "{title: [n/a, '-']}"])
def test_cells_that_say_nothing_are_empty(tmp_path: Path, no_value: str) -> None:
    """The map says which texts mean that there is no value, in all columns or in some."""
    mapping = read(
        tmp_path, f"no_value: {no_value}\n{RIGHT}".replace("names {title}", "names it") + "  name: '{title}'\n"
    )

    outcomes = [draft(mapping, title=title) for title in ("n/a", "-", "Harbour")]
    assert [None, None, "Harbour"] == [
        outcome.fields.get("name") if isinstance(outcome, Draft) else outcome for outcome in outcomes
    ]


def test_only_cells_that_the_map_names_are_judged(tmp_path: Path) -> None:
    """A cell in another column refuses nothing, even if its content is bad or it is missing from its row."""
    mapping = read(tmp_path, RIGHT)
    cells = {"domain": "a.example", "title": "A", "other": "x" * 5000, "last": "\u202e"}
    row = Row("list.csv:2", cells, wrong={"missing": "the row ends before this cell"})

    assert isinstance(next(iter(drafts(mapping, [row]))), Draft)
    bad = Row("list.csv:2", {**cells, "title": "\u202e"})
    assert "title: the cell contains the character U+202E" in str(next(iter(drafts(mapping, [bad]))))


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        ("{column: x, as: date}", "outlet.name: the form of the dates is missing; add `form: DD.MM.YYYY`, or as the list writes them"),
        ("{column: x, as: date, form: DD.MM.YY}", "outlet.name.form: expected a form such as DD.MM.YYYY, with the year in four digits, got 'DD.MM.YY'"),
        ("{column: x, as: date, form: Year YYYY}", "outlet.name.form: 'Year' is not part of a form; write text in single quotation marks"),
        ("{column: x, as: time, form: YYYY-MM-DD hh:mm}", "outlet.name.form: the form names no zone; add Z to it, or write `zone: UTC`"),
        ("{column: x, as: day}", "outlet.name.as: expected date, time, country, language, host, address, copy, copied-address or copied-time, got 'day'"),
        ("{column: x, as: country, form: YYYY}", "outlet.name: only dates and times have a form and a zone; leave `form` and `zone` out"),
        ("{column: x, as: country, language: klingon}", "outlet.name.language: expected a language with names in CLDR, such as de, got 'klingon'"),
        ("{column: '@item', as: country}", "outlet.name.column: expected the name of a column, got '@item'; @item is the piece of a cell that `split` divides"),
        ("{when: {'@host': x}, then: y}", "outlet.name.when.@host: a condition cannot test '@host'"),
    ],
)  # fmt: skip
def test_a_wrong_conversion_is_a_fault_of_the_map(tmp_path: Path, form: str, refusal: str) -> None:
    """It is reported once, with its place, before any row is read."""
    assert [refusal] == [line.split(": ", 1)[1] for line in refusals(tmp_path, RIGHT + f"  name: {form}\n")]
