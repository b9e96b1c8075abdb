"""Words that are not what they look like, and those of every script that are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.hosts.idna import to_ascii
from masthead.lookup.similar_hosts import skeleton as host_skeleton
from masthead.syntax.confusable_letters import (
    TAKEN_FOR,
    disguised_words,
    folded,
    mixed_words,
    plain,
    skeleton,
    unfolded,
    unusual_words,
)
from tests.world import OUTLET, SOURCE, World
from tools.look_alikes import SCRIPT, of_hosts, script

USUAL = [
    "The Harbour Times, Città di Forlì, İstanbul ığüşöç, Đặng Văn, Łódź, Straße, ʻOkina",
    "Московский вестник о IT-компаниях, № 5, Wi-Fi",
    "Εφημερίδα των Συντακτών και το BBC",
    "الـBBC وCNN، ﷺ",
    "ＮＨＫニュース、ｶﾀｶﾅ、Tシャツ、５㎞",
    "根据Citizen Lab的Мир报告，ＡＰ通讯社",
    "경향신문TV와 KBS는 ㅋㅋ",
    "ข่าวBBCกำลังมา",
    "Երևան և Գյումրի",
    "3ª edición, nº 5, XIXᵉ siècle, m², 5 µm, μTorrent, Δv, 20 °C, Acme™",
    "Κύπρος, Кипр, Cyprus",
    "Володимирівка, Обʼєкт, Ђорђе, Қазақстан",
    "Henri Ⅳ, 第Ⅳ章, Ⅻ",
    "Агентство ТАСС и Reuters, МВД",
    "the paper Труд, point А, Ν. Kazantzakis",
    "1ʳᵉ, 20ᵗʰ, Cⁱᵉ, CO₂, x₁, Mᵐᵉ Dupont",
    "Kʷak̓ʷala, Nɬeʔkepmxcín, tʷə, [ˈmɑːstˌhɛd]",
    "О. Генри, я и ты, а news",
    "ᏣᎳᎩ ᏧᎴᎯᏌᏅᎯ, the Cherokee Phoenix",
    "ᓄᓇᑦᓯᐊᖅ News, ᐃᓄᒃᑎᑐᑦ",
    "საქართველოს ამბები, ქუთაისის PRESS",
    "BBCის რეპორტაჟი, ⵜⴰⵎⴰⵣⵉⵖⵜ, Le Matin",
    "ߒߞߏ ߞߎߘߎ, BBC",
    "ꓡꓲ-ꓢꓴ ꓫꓵꓽ, ꕙꔤ ꕢꕌ",
    "Ⲛⲓⲣⲉⲙⲛ̀ⲭⲏⲙⲓ, ⲡⲓⲙⲁⲛ̀ϣⲱⲡⲓ",
    "Ewe: Eʋegbe, Ɣeyiɣi, Ƒo; Dagbanli, Kabɩyɛ",
]
MIXED = {
    "Сitizen Lab": ["Сitizen"],
    "the Наrbour Times": ["Наrbour"],
    "a fаke and a sham": ["fаke"],
    "the Οbserver": ["Οbserver"],
    "Ꮯitizen": ["Ꮯitizen"],
    "по словам Рeuters": ["Рeuters"],
    "ข่าวСitizen": ["Сitizen"],
    "the ꓧarbour Post": ["ꓧarbour"],
    "Ⲧϭrres News": ["Ⲧϭrres"],
    "Val𑢵ey𐐄 Echo": ["Val𑢵ey𐐄"],
}
UNUSUAL = {
    "𝐇arbour 𝒯imes": [("𝐇arbour", "Harbour"), ("𝒯imes", "Times")],
    "ⓗarbour": [("ⓗarbour", "harbour")],
    "Ｈarbour Times": [("Ｈarbour", "Harbour")],
    "the ﬁnance page": [("ﬁnance", "finance")],
    "ᴺᵉʷˢ": [("ᴺᵉʷˢ", "News")],
    "ﻣﺮﺣﺒﺎ": [("ﻣﺮﺣﺒﺎ", "مرحبا")],
    "ℋarbour": [("ℋarbour", "Harbour")],
    "the ⅽity": [("ⅽity", "city")],
    "the ᴛɪᴅᴇ": [("ᴛɪᴅᴇ", "tide")],
    "Tᵢdes and Cᵒurier": [("Tᵢdes", "Tides"), ("Cᵒurier", "Courier")],
    "ȷournal": [("ȷournal", "journal")],
    "the Lɑntern Maɡazine": [("Lɑntern", "Lantern"), ("Maɡazine", "Magazine")],
    "🅝ews and 🅅iews": [("🅝ews", "News"), ("🅅iews", "Views")],
}
DISGUISED = {
    "the АР report": ["АР"],
    "a Сору of Осеаn": ["Сору"],
    "read by ΕΡΤ and others": ["ΕΡΤ"],
    "СОРЕ": ["СОРЕ"],
    "the ꓧꓮꓣꓐꓳꓴꓣ Post": ["ꓧꓮꓣꓐꓳꓴꓣ"],
    "𐐠𐐄𐐕 Daily": ["𐐠𐐄𐐕"],
    "Take а look": ["а"],
    "Vitamin С Daily": ["С"],
    "the ο of all": ["ο"],
}
ALIKE = [
    ("The Harbour Lab", "Тhe Harbour Lab"),
    ("The Harbour Lab", "the Harbour Lab."),
    ("The Harbour Lab", "THE HARBOUR-LAB"),
    ("The Harbour Lab", "The Hаrbοur Lab"),
    ("The Harbour Lab", "Ｔｈｅ Harbour Lab"),
    ("P", "p"),
    ("Pier Press", "Pіеr Рrеss"),
    ("Modern News", "Modem News"),
    ("Café Média", "Cafe Media"),
    ("Harbour Lab", "ꓧꓮꓣꓐꓳꓴꓣ Lab"),
    ("SOC", "𐐠𐐄𐐕"),
    ("The Times", "The 𐌕I𐌑ES"),
    ("Tim Torres", "Tim Ⲧϭⲅⲅes"),
    ("Lantern", "Lɑntern"),
]


@pytest.mark.parametrize("text", USUAL)
def test_words_of_every_script_are_usual(text: str) -> None:
    """Scripts are used side by side, and words follow others without a space, as people write them."""
    assert [] == list(mixed_words(text))
    assert [] == list(unusual_words(text))
    assert [] == list(disguised_words(text))


@pytest.mark.parametrize(("text", "words"), DISGUISED.items())
def test_words_of_another_script_that_look_latin_are_disguised(text: str, words: list[str]) -> None:
    """No script is mixed within them, and nothing beside them is of their script."""
    assert words == list(disguised_words(text))


@pytest.mark.parametrize(("text", "words"), MIXED.items())
def test_words_of_two_scripts_are_mixed(text: str, words: list[str]) -> None:
    """Each such word has a letter of another script that nobody notices."""
    assert words == list(mixed_words(text))


@pytest.mark.parametrize(("text", "words"), UNUSUAL.items())
def test_letters_that_stand_for_others_are_unusual(text: str, words: list[tuple[str, str]]) -> None:
    """Each word is shown with the letters that it should have."""
    assert words == list(unusual_words(text))


@pytest.mark.parametrize(("text", "other"), ALIKE)
def test_what_looks_alike_has_one_skeleton(text: str, other: str) -> None:
    """Case, signs, marks and letters of other scripts make no other name."""
    assert skeleton(text) == skeleton(other)


def test_other_names_have_other_skeletons() -> None:
    """A letter that nobody takes for another makes another name."""
    names = [
        "Pier Press",
        "Peer Press",
        "Pier Post",
        "Московский вестник",
        "Московские ведомости",
        "銀座新聞",
        "銀座日報",
        "საქართველოს ამბები",
        "საქართველოს ხმა",
        "ᓄᓇᑦᓯᐊᖅ",
        "ᐃᓄᒃᑎᑐᑦ",
        "Երևան",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
    ]

    assert len(names) == len({skeleton(name) for name in names})


def test_names_publishers_and_claims_are_looked_at(world: World) -> None:
    """Every text that is printed may deceive."""
    world.edit(SOURCE, "publisher: The", "publisher: Тhe")
    world.edit(OUTLET, "claim: The report lists the site under Italy.", "claim: The 𝗿eport lists the site under Italy.")

    assert [
        f"{OUTLET}:21:5: warning: evidence[0].claim: '𝗿eport' has letters in an unusual form; write report [look-alike]",
        f"{SOURCE}:2:1: warning: publisher: the word 'Тhe' mixes scripts; write it in the letters of one script, as the source does [look-alike]",
    ] == world.lines()


@pytest.mark.parametrize("publisher", ["The Lantern Tımes", "Lantern Inıtiative"])
def test_i_without_a_dot_in_a_name_is_reported(world: World, publisher: str) -> None:
    """Nobody sees that it is another letter."""
    world.edit(SOURCE, "publisher: The Harbour Lab", f"publisher: {publisher}")

    assert ["look-alike"] == world.rules()


@pytest.mark.parametrize(
    ("publisher", "more"),
    [
        ("Tarım Gazetesi", "language: tr\n"),
        ("Halk Işığı", ""),
        ("Sınıf", "original_title: {text: Kayıp, lang: az}\n"),
        ("The Lab", "note: Sınıf.\n"),
    ],
)
def test_turkish_names_are_in_usual_letters(world: World, publisher: str, more: str) -> None:
    """A language of the record shows it, or a letter that only such languages have; texts may name Turkish people."""
    world.edit(SOURCE, "publisher: The Harbour Lab", f"publisher: {publisher}")
    world.add(SOURCE, more)

    assert [] == world.rules()


@given(st.text(max_size=30) | st.lists(st.sampled_from([*USUAL, *MIXED, *UNUSUAL]), max_size=3).map(" ".join))
def test_what_is_found_in_folded_text_is_shown_as_it_was_written(text: str) -> None:
    """All of it is shown, to the last character; a text in its usual form has no other form."""
    assert [text] == list(unfolded(text, [(0, max(map(len, folded(text))) + 1)]))
    assert plain(plain(text)) == plain(text) or not {*"&%\\"}.isdisjoint(text)


PLAIN = {
    "gull&#64;port": "gull@port",
    "gull&amp;#x40;port": "gull@port",
    "gull%40port \\u0040": "gull@port @",
    "❶②３٤५⁶": "123456",
    "1⃣2⃣": "12",
    "🇭🇴🇦🇽 🅷🅾🅰🆇": "HOAX HOAX",
    "ʜᴏᴀx": "hoax",
    "Tоm аnd Веn": "Tom and Ben",
    "ꓧarbour Ⲧϭrres": "Harbour Torres",
    "Москва и Том": "Москва и Том",
    "Μίλα μου": "Μίλα μου",
    "مز\u200cيف": "مزيف",
    "Smith & Co. 5 % \\ x": "Smith & Co. 5 % \\ x",
}


@pytest.mark.parametrize(("text", "expected"), PLAIN.items())
def test_text_is_read_as_people_read_it(text: str, expected: str) -> None:
    """Signs of every form are read as the usual ones, but no word of one script is read in the letters of another."""
    assert expected == plain(text)


def test_browser_has_the_letters_of_the_list() -> None:
    """`python -m tools.look_alikes` writes them."""
    assert script(TAKEN_FOR) == SCRIPT.read_text("utf-8")
    assert 300 < len(of_hosts(TAKEN_FOR)) < len(TAKEN_FOR)


@pytest.mark.parametrize(
    ("host", "other"),
    [
        ("ꓣꓳꓟꓮ-post.example", "roma-post.example"),
        ("harb𐐬ur.example", "harbour.example"),
        ("ᑭort-echo.example", "port-echo.example"),
        ("ⲥourier.example", "courier.example"),
        ("ꭱiver.example", "river.example"),
    ],
)
def test_hosts_in_letters_of_every_script_look_like_others(host: str, other: str) -> None:
    """The look-up knows the letters that the rules on texts know."""
    assert host_skeleton(to_ascii(host)) == host_skeleton(other)
