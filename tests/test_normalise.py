"""The forms by which text is found. browser/test_normalise_scripts.py puts the same tables to the browser."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masthead.search.host_words import host_tokens, registered_names, text_tokens, word_parts
from masthead.search.normalise import LONGEST_TOKEN, exact, fold, tails, tokens, typed_host, whole

FOLDED = [
    ("", ""),
    ("Roma Journal", "roma journal"),
    ("ＲＯＭＡ　１２", "roma 12"),
    ("Città", "citta"),
    ("Cittа\u0300", "citta".replace("a", "а")),  # the last letter is Cyrillic, and stays so
    ("Łódź, København, Đà Nẵng, Þingvellir", "lodz, kobenhavn, da nang, thingvellir"),
    ("STRASSE straße STRAẞE", "strasse strasse strasse"),
    ("ΣΊΣΥΦΟΣ σίσυφος", "σισυφοσ σισυφοσ"),
    ("ᾳ ΐ", "α ι"),
    ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
    ("Найти", "наити"),
    ("Наи\u0306ти", "наити"),
    ("Ёлка Їжак", "елка іжак"),
    ("œuvre ﬁn ǅ", "oeuvre fin dz"),
    ("か\u3099 ｶﾞ が", "が ガ が"),
    ("온라인", "온라인"),
    (unicodedata.normalize("NFD", "온라인"), "온라인"),
    ("กรุงเทพ", "กรุงเทพ"),
    ("שָׁלוֹם בֵּית־סֵפֶר ירושלים", "שלומ בית־ספר ירושלימ"),
    ("أَخْبَار إسلام آسيا ٱلقاهرة", "اخبار اسلام اسيا القاهره"),
    ("مستشفى صـحـيـفـة مؤتمر رئيس", "مستشفي صحيفه موتمر رييس"),
    ("کتاب‌خانه روزنامهٔ ایران", "كتابخانه روزنامه ايران"),
    ("لاہور کے خبریں ﷲ ﻻ", "لاهور كي خبرين الله لا"),
    ("١٢٣ ۴۵۶", "123 456"),
    ("Maſſe ŉ ǰ ΰ և ﬃ", "masse 'n j υ եւ ffi"),
    ("ꭰꮳ Ꭰ", "ꭰꮳ ꭰ"),
    ("пʼять п’ять Ґанок", "п'ять п’ять ганок"),
    ("Hawaiʻi Saʿūd Azərbaycan", "hawaii saud azerbaycan"),
    ("जयपुर খুলনা மதுரை", "जयपुर খুলনা மதுரை"),
    ("ro\u00adma\u200b jour\u2060nal", "roma journal"),
    ("\u202eamor\u202c", "amor"),
    ("\ud83d x", "\ud83d x"),
    ("a" + "\u0301\u0323" * 25_000, "a"),
    ("क" + "\u0941" * 40, "क" + "\u0941" * 30),
    ("か" + "\u0323\u0301" * 25_000 + "क" + "\u0941" * 31, "か" + "\u0323" * 15 + "\u0301" * 15 + "क" + "\u0941" * 30),
]

TOKENS = [
    ("", ()),
    ("  \t\n", ()),
    ("***", ()),
    ("+a -b", ("a", "b")),
    ("Roma Journal", ("roma", "journal")),
    ("L’Aquila AN&ON", ("l", "aquila", "an", "on")),
    ("usa-aa.com", ("usa", "aa", "com")),
    ("snake_case", ("snake", "case")),
    ("__proto__", ("proto",)),
    ("2023-11-13", ("2023", "11", "13")),
    ("91440300MA5FWMCHX7", ("91440300ma5fwmchx7",)),
    ("🔥Ｎｅｗｓ🔥", ("news",)),
    ("1\ufe0f\u20e3 x²", ("1", "x2")),
    ("Найти Москву", ("наити", "москву")),
    ("銀", ("銀",)),
    ("銀座", ("銀座",)),
    ("銀座新聞", ("銀座", "座新", "新聞")),
    ("부산온라인", ("부산", "산온", "온라", "라인")),
    ("온라인 2024", ("온라", "라인", "2024")),
    ("深圳海賣雲享", ("深圳", "圳海", "海賣", "賣雲", "雲享")),
    ("NHKニュース", ("nhk", "ニュ", "ュー", "ース")),
    ("กรุงเทพ", ("กรุ", "รุง", "งเ", "เท", "ทพ")),
    ("𠀋𠮷", ("𠀋𠮷",)),
    ("\u0301 \u0301a", ("a",)),
    ("x" * 50, ("x" * 40,)),
    ("é" * 50, ("e" * 40,)),
    ("𐐷" * 50, ("𐐷" * 40,)),
    ("😀 \ud83d x \udc00", ("x",)),
]

WHOLES = [
    ("", ""),
    ("Roma Journal", "romajournal"),
    ("Haimaiyunxiang Media Corp.", "haimaiyunxiangmediacorp"),
    ("深圳市海卖云享传媒有限公司", "深圳市海卖云享传媒有限公司"),
    ("Найти Москву", "наитимоскву"),
    ("x" * 40, "x" * 40),
    ("x " * 41, ""),
]

EXACT = [
    ("", "!"),
    ("43.157.63.199", "43.157.63.199!"),
    (" 43[.]157[.]63(dot)199 ", "43.157.63.199!"),
    ("2001:DB8::1", "2001:db8::1!"),
    ("ca-pub-5378976189690174", "pub-5378976189690174!"),
    ("PUB-5378976189690174", "pub-5378976189690174!"),
    ("Jeecg-Boot", "jeecg-boot!"),
    ("WordPress with WPBakery", "wordpresswithwpbakery!"),
    ("x" * 90, "x" * 80 + "!"),
]

HOSTS = [
    ("romajournal.org", "romajournal.org"),
    ("RomaJournal.ORG", "romajournal.org"),
    ("www.romajournal.org", "romajournal.org"),
    ("https://romajournal.org/x?y#z", "romajournal.org"),
    ("http://user:word@www.romajournal.org:8080/", "romajournal.org"),
    ("//romajournal.org", "romajournal.org"),
    ("romajournal.org:443", "romajournal.org"),
    ("romajournal.org.", "romajournal.org"),
    ("(romajournal.org),", "romajournal.org"),
    ("romajournal[.]org", "romajournal.org"),
    ("romajournal(dot)org", "romajournal.org"),
    ("hxxps[:]//romajournal[.]org/2023", "romajournal.org"),
    ("ｒｏｍａｊｏｕｒｎａｌ．ｏｒｇ", "romajournal.org"),
    ("例子。中国", "例子.中国"),
    ("it.wdpp.org", "it.wdpp.org"),
    ("CITTÀ.it", "citta.it"),
    ("xn--80aaxitdbjk.xn--p1ai", "xn--80aaxitdbjk.xn--p1ai"),
    ("info@romajournal.org", "romajournal.org"),
    ("https://web.archive.org/web/20240117090234/https://romajournal.org/about", "romajournal.org"),
    ("web.archive.org/web/2024*/romajournal.org/about", "romajournal.org"),
    ("https://archive.ph/2024.01.17-090234/https://www.romajournal.org/", "romajournal.org"),
    ("https://archive.ph/aBcDe", "archive.ph"),
    ("https://a.org/?u=https://romajournal.org", "a.org"),
    ("roma", ""),
    ("www.", ""),
    ("U.S.", ""),
    ("Co.,Ltd.", ""),
    ("43.157.63.199", ""),
    ("a..org", ""),
    ("a.b\n", ""),
    ("roma journal.org", ""),
    ("\ud83d.org", ""),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold_leaves_out_what_people_do_not_type(text: str, expected: str) -> None:
    """Width, case, invisible signs, and marks in Latin, Greek and Cyrillic make no difference."""
    assert expected == fold(text)


@pytest.mark.parametrize(("text", "expected"), TOKENS)
def test_tokens_are_words_and_pairs_of_signs(text: str, expected: tuple[str, ...]) -> None:
    """Tokens are words where spaces are written and pairs where not, and never have more than 40 characters."""
    assert expected == tokens(text)


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_exact_keeps_the_signs_that_tell_values_apart(text: str, expected: str) -> None:
    """A technical value is one term of its own, defanged or not, with or without the prefix of AdSense."""
    assert expected == exact(text)


@pytest.mark.parametrize(("text", "expected"), WHOLES)
def test_whole_is_one_token_or_none(text: str, expected: str) -> None:
    """A name typed with or without its spaces is one token, unless it is too long to distinguish."""
    assert expected == whole(text)


@pytest.mark.parametrize(("word", "expected"), HOSTS)
def test_typed_host_reads_what_people_paste(word: str, expected: str) -> None:
    """Addresses, defanged ones and bare hosts give the host; words give nothing."""
    assert expected == typed_host(word)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("romajournal.org", ("romajournal.org", "romajournal")),
        ("www.romajournal.org", ("romajournal.org", "romajournal")),
        ("news.harbour.example", ("news.harbour.example", "harbour.example", "news", "harbour")),
        ("it.wdpp.org", ("it.wdpp.org", "wdpp.org", "it", "wdpp")),
        ("annon.co.kr", ("annon.co.kr", "annon")),
        ("usa-aa.com", ("usa-aa.com", "usa", "aa", "usaaa")),
        ("xn--80aaxitdbjk.xn--p1ai", ("xn--80aaxitdbjk.xn--p1ai", "папироска.рф", "папироска")),
        ("xn--fsqu00a.xn--55qx5d.cn", ("xn--fsqu00a.xn--55qx5d.cn", "例子.公司.cn", "例子")),
    ],
)
def test_host_tokens_are_the_host_its_names_and_no_suffix(host: str, expected: tuple[str, ...]) -> None:
    """A part of a host that a reader types finds the host, but "com" and "co.kr" are not words."""
    assert expected == host_tokens(host)


@pytest.mark.parametrize(
    ("label", "known", "parts"),
    [
        ("romajournal", (), ("roma", "journal")),
        ("thejapantimes", ("japan",), ("japan", "times", "the")),
        ("dailybangkokpost", (), ("post", "daily", "bangkok")),
        ("milanomodaweekly", ("milano",), ("milano", "moda", "weekly")),
        ("technologykr", (), ()),
        ("starsgazette", (), ("stars", "gazette")),
        ("post", (), ()),
        ("findmoscow", (), ()),
        ("findmoscow", ("moscow",), ("moscow", "find")),
        ("", (), ()),
        ("starstarstar", (), ("star",)),
        ("x" * 40, ("xxx",), ("xxx", "xxxx")),
    ],
)
def test_words_in_a_label_are_told_apart(label: str, known: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """A label is split at words of newspapers and of the record itself; no rest is shorter than a word."""
    assert sorted(parts) == sorted(word_parts(label, frozenset(known)))


def test_registered_name_is_the_label_before_the_public_suffix() -> None:
    """A reader who types it means the outlet that has it, and not one below it."""
    assert ("romajournal",) == registered_names("www.romajournal.org")
    assert ("annon",) == registered_names("annon.co.kr")
    assert () == registered_names("news.annon.co.kr")
    assert ("usaaa",) == registered_names("usa-aa.com")


def test_text_tokens_know_a_host_from_a_name_with_a_dot() -> None:
    """A host in a name is looked for as a host; a dot alone does not make a host."""
    assert ["cloudquote.io", "cloudquote", "cloud", "quote", "service"] == list(text_tokens("CloudQuote.io (service)"))
    assert ["st", "petersburg"] == list(text_tokens("St.Petersburg"))


def test_names_in_one_word_are_found_in_several() -> None:
    """FinancialContent is typed as Financial Content too; capitals in a row stay together."""
    assert ["financialcontent", "financial", "content", "inc"] == list(text_tokens("FinancialContent, Inc."))
    assert ["paperwall"] == list(text_tokens("PAPERWALL"))
    assert ["greaterdutch.com", "greaterdutch", "greater", "dutch"] == list(text_tokens("GreaterDutch.com"))


def test_tails_end_each_run_without_spaces() -> None:
    """The last sign begins no pair, and is found by itself through its tail."""
    assert ("聞", "인") == tails("銀座新聞 Roma 온라인 신")


def test_case_is_folded_as_unicode_does() -> None:
    """Letters that full case folding makes equal are equal, except for the iota below Greek vowels, a mark here."""
    letters = (chr(point) for point in range(0x20000) if unicodedata.category(chr(point)) not in ("Cn", "Co", "Cs"))
    unlike = [letter for letter in letters if fold(letter.casefold()) != fold(letter)]

    assert all("\u0345" in unicodedata.normalize("NFD", letter) for letter in unlike), unlike
    assert fold("ꭰ") == fold("Ꭰ")


@given(st.text())
def test_tokens_are_stable(text: str) -> None:
    """A token is its own token, so that it is found again; it is lower case for lunr, short and without signs."""
    for token in tokens(text):
        assert fold(token) == token
        assert token.lower() == token
        assert 0 < len(token) <= LONGEST_TOKEN
        assert not set(token) & set(" .*+-~^:/_")


@given(st.text())
def test_composed_and_decomposed_text_is_found_alike(text: str) -> None:
    """й typed as one letter or as two is the same letter."""
    assert tokens(unicodedata.normalize("NFC", text)) == tokens(unicodedata.normalize("NFD", text))
