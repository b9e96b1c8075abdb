"""The persons in a text: names after a title or a post in many languages, and names that begin as many people's do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import takewhile

from masthead.pinned_lists import GIVEN_NAMES, PRESS_WORDS
from masthead.rules.text_patterns.joined_texts import Together
from masthead.syntax.confusable_letters import plain, words_of

_TITLES = ("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Herr", "Herrn", "Frau", "Monsieur", "Madame", "Mme",
           "Mlle", "Señor", "Señora", "Senhor", "Senhora", "Signor", "Signora", "Dott", "Ing", "Avv", "Sr", "Sra", "Mevrouw",
           "Meneer", "господин", "госпожа", "пан", "пані")  # fmt: skip
_POSTS = ("CEO", "founder", "owner", "director", "manager", "employee", "chairman", "chairwoman", "president", "shareholder",
          "registrant", "representative", "boss", "editor", "spokesman", "spokeswoman", "webmaster", "journalist", "lawyer",
          "amministratore delegato", "amministratore", "amministratrice", "direttore", "direttrice", "fondatore", "fondatrice",
          "proprietario", "titolare", "presidente", "PDG", "directeur", "directrice", "fondateur", "fondatrice", "gérant", "gérante",
          "propriétaire", "président", "Geschäftsführer", "Geschäftsführerin", "Gründer", "Gründerin", "Inhaber", "Inhaberin",
          "Vorsitzender", "Direktor", "fundador", "fundadora", "dueño", "dueña", "gerente", "propietario", "directora", "diretor",
          "diretora", "dono", "proprietário", "directeur", "oprichter", "eigenaar", "bestuurder", "dyrektor", "prezes", "założyciel",
          "właściciel", "ředitel", "zakladatel", "majitel", "fondator", "proprietar", "kurucu", "kurucusu", "sahibi", "müdür",
          "müdürü", "perustaja", "omistaja", "johtaja", "grundare", "ägare", "директор", "основатель", "владелец", "глава", "директором",
          "засновник", "власник", "ιδρυτής", "διευθυντής", "ιδιοκτήτης")  # fmt: skip
_WORD = r"[^\W\d_][\w’']+"
_BETWEEN = "(?: is| was|,| named| called|:| è| est| ist| es| é| jest| —| –| -)?"
# In Chinese, Japanese and Korean a name follows a post without a sign between; it begins with one of few surnames.
_HAN_POSTS = (
    "总经理|董事长|法定代表人|创始人|创办人|负责人|經理|總經理|董事長|創辦人|負責人|社長|代表取締役|創業者|編集長"
)
_HAN_SURNAMES = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧蕭蔡潘袁董余苏蘇叶葉吕呂魏蒋蔣丁沈范江傅钟鐘卢盧汪戴崔任陆陸廖姚佐鈴高田伊渡山中小加"
_HAN = rf"(?:{_HAN_POSTS})[是为為はの:、 ]{{0,2}}(?P<name>[{_HAN_SURNAMES}][\u4e00-\u9fff]{{1,3}})"
_HANGUL_POSTS = "대표이사|대표|사장|창립자|설립자|회장"
_KOREAN = "[김이박최정강조윤장임한오서신권황안송류홍](?!용자|들의|번에|미지|국인|민국|사회|상의)[\uac00-\ud7a3]{2}"
# The particles that mark the part of a word in a sentence, written to it without a space.
_KOREAN_PARTICLE = "(?:께서|에게|[이가은는을를의와과도로만])"
_HANGUL = rf"(?:{_HANGUL_POSTS})[ :]{{0,2}}(?P<name>{_KOREAN})(?={_KOREAN_PARTICLE}?(?![\uac00-\ud7a3]))"
_SIGNS = {
    **{title: rf"\b{title}\.? (?=(?P<name>{_WORD}(?:[ -]{_WORD}){{0,4}}))" for title in _TITLES},
    **{
        word: rf"\b{word}{_BETWEEN} (?!of )(?=(?P<name>{_WORD}(?:[ -]{_WORD}){{1,4}}))"
        for post in _POSTS
        for word in (post, post[0].upper() + post[1:])  # as a sentence begins
    },
}
"""The pattern of what may be a name, by the title or post before it; words with a capital are one.

A name is looked at and not passed over, for among the next words there may be another title."""
_NAMED = re.compile(_WORD)
_ANY_WORD = re.compile(r"\w+")
_SAINT = re.compile(r"\b(?:San|Santa|Santo|São|Saint|Sainte|Sankt|St\.?|Ste\.?) $")
_CAPITAL = rf"(?=[^\W\d_a-zß-öø-ÿа-яёα-ω]){_WORD}"
_CASES = {
    "а": ("ы", "е", "у", "ой"),
    "я": ("и", "е", "ю", "ей"),
    "й": ("я", "ю", "ем", "е"),
    "ь": ("я", "ю", "ем", "е"),
}
_CYRILLIC = re.compile("[а-яё]$")


def _forms(name: str) -> Iterator[str]:
    """Yield a given *name* as it is written in texts: in capitals, and in the cases of Russian and its neighbours."""
    yield from (name, name.upper())
    if _CYRILLIC.search(name):
        stem, ends = (name[:-1], _CASES[name[-1]]) if name[-1] in _CASES else (name, ("а", "у", "ом", "е"))
        yield from (stem + end for end in ends)


_GIVEN = frozenset(form for name in GIVEN_NAMES for form in _forms(name) if len(form) > 1)
# A father's name, and surnames that end as few other words do.
_FATHERS = "ovich|evich|ovych|ovna|evna|ivna|ichna|ович|евич|ьич|йович|овна|евна|ична|івна|ївна"
_SURNAMES = (
    "wicz|czyk|shvili|enko|chenko|oğlu|opoulos|opoulou|ović|ević|ovic|evic|dóttir|швили|енко|όπουλος|οπούλου|ωτάκης"
)
# Signs found in every text with such a name, and in few others.
_ENDS = ("vich", "vych", "vna", "chna", "wicz", "czyk", "shvili", "enko", "oglu", "opoulos", "opoulou", "ovic", "evic", *(end for end in f"{_FATHERS}|{_SURNAMES}|Hanım".split("|") if not end.isascii()))  # fmt: skip
_WITHIN = frozenset(("bin", "ibn", "bint", "Bey"))
_VIETNAMESE = "Nguyen|Nguyễn|Tran|Trần|Pham|Phạm"
# Names that are known by how they begin or end or by what is between them, each with what is in all that it finds.
_BY_ENDS = {
    rf"\b{_CAPITAL} [^\W\d_a-zа-яё]\w+?(?:{_FATHERS}|{_SURNAMES})(?:а|у|ем|ой|ы|е|om|a|owi|em)?\b(?: {_CAPITAL})?": f"{_FATHERS}|{_SURNAMES}",
    rf"\b{_CAPITAL} (?:bin|ibn|bint) (?:[Aa]l[- ])?{_CAPITAL}|\b{_CAPITAL} (?:Bey|Hanım)\b": "bin|ibn|Bey|Hanım",
    rf"\b(?:{_VIETNAMESE}) {_WORD} {_WORD}": _VIETNAMESE,
}
# Surnames of China and Korea in Latin letters; none that is an English word.
_OF_ASIA = frozenset(
    form
    for name in ("Zhang", "Wang", "Li", "Zhao", "Liu", "Chen", "Yang", "Huang", "Wu", "Zhou", "Xu", "Zhu", "Hu", "Guo", "Lin", "Luo", "Zheng", "Liang", "Xie", "Tang", "Feng", "Deng", "Cao", "Peng", "Zeng",
                 "Xiao", "Tian", "Dong", "Yuan", "Cai", "Jiang", "Yu", "Cheng", "Wei", "Lu", "Ding", "Ren", "Yao", "Shen", "Zhong", "Cui", "Liao", "Xiong", "Qin", "Qiu", "Hou", "Xue", "Lei",
                 "Duan", "Tao", "Kim", "Lee", "Park", "Choi", "Jung", "Jeong", "Kang", "Cho", "Yoon", "Jang", "Lim", "Seo", "Shin", "Kwon", "Hwang", "Ahn", "Yoo", "Nguyen", "Nguyễn", "Tran", "Trần", "Pham", "Phạm")
    for form in (name, name.upper())
)  # fmt: skip
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|[aeiouü])(?![aeiouü]))"
# The words after and before a surname of East Asia; the surname itself is looked up in the list.
_BEHIND_SURNAME = rf",? (?=[A-Z])(?i:{_SYLLABLE}{{1,2}}|[a-z]{{2,6}}-[a-z]{{2,6}})(?![\w-])"
_BEFORE_SURNAME = rf"\b(?=[A-Z])(?i:{_SYLLABLE}{{2}}|[a-z]{{2,6}}-[a-z]{{2,6}}) (?=(?P<known>\w+)(?![\w-]))"
# The words after and before a known given name; scripts without case have no capitals.
_CAPITALS = r"[^\W\d_a-zß-öø-ÿа-яё][^\W\d_a-zß-öø-ÿа-яё]+"
_BEHIND_GIVEN = rf"(?: [^\W\d_]\.)? (?:(?:van|von|de|del|di|da|der|den|la|le|al|el|bin|VAN|VON|DE|DI)[ -]){{0,2}}(?:{_CAPITAL})(?:-{_WORD})?"
_BEHIND_CAPITALS = _BEHIND_GIVEN.replace(f"(?:{_CAPITAL})", _CAPITALS)
_BEHIND_WITHOUT_CASE = r" [^\W\d_][\w’']+"
_BEFORE_GIVEN = rf"\b{_CAPITALS}(?:-{_CAPITALS})?,? (?=(?P<known>\w+)\b(?! {_CAPITAL}))"
_HAN_AFTER = "先生|女士|小姐|太太|同志|律师|律師|教授|博士|老师|老師|记者|記者|さん|氏(?!名)|様|容疑者|被告|議員|弁護士|表示|告诉|告訴|指出|透露|认为|認為|担任|擔任|说(?!明)|說(?!明)|称(?!为)|稱(?!為)"
_JAPANESE = "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|中野|藤原|三浦|原田|中川|松田|竹内|小野|田村|安倍|岸田"
_KOREAN_AFTER = "대표|사장|회장|이사|기자|씨|변호사|교수|의원|국장|편집장|감독|작가|박사|부장"
# Names that are known by what is before, behind or within them, in scripts that have no capitals, each with the same.
_BY_THEMSELVES = {
    rf"[{_HAN_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?<![局部门門院校市省县縣区區报報网網站台司团團队隊会會室官方员員业業国國家人者里])(?={_HAN_AFTER})": _HAN_AFTER,
    rf"(?:{_JAPANESE}) ?(?!県|市|区|町|村|駅|港)[\u4e00-\u9fff]{{1,3}}(?<![県市区町村駅港線社局部])(?:子|美|郎|男|夫|雄|一|二|樹|介|太|恵|香|奈|也|人|彦|之|司|明|和|治|栄|(?=さん|氏|様|容疑者|被告|議員|教授|記者|社長|代表|弁護士))": _JAPANESE,
    rf"(?<![\uac00-\ud7a3]){_KOREAN} ?(?={_KOREAN_AFTER})(?:{_KOREAN_AFTER})": _KOREAN_AFTER,
    r"(?<!\w)[\u0620-\u06d3]+ (?:بن|ابن|بنت) [\u0620-\u06d3]+|(?<!\w)عبد ?ال\w+ \w+|(?<!\w)(?:السيد|السيدة|الدكتور|الدكتورة|المهندس|المهندسة|الأستاذ|الأستاذة|الشيخ) \w+(?: \w+)?": "بن|بنت|عبد|السيد|الدكتور|المهندس|الأستاذ|الشيخ",
    r"(?<!\w)(?:מר|גברת|גב'|ד\"ר|עו\"ד) \w+(?: \w+)?": 'מר|גברת|גב\'|ד"ר|עו"ד',
    r"(?:นาย|นางสาว|นาง|ดร\.) ?[\u0e01-\u0e4e]{2,}(?: [\u0e01-\u0e4e]{2,})?": "นาย|นาง|ดร.",
    r"(?:श्रीमती|श्री|सुश्री|डॉ\.?) [\u0900-\u0963]{2,}(?: [\u0900-\u0963]{2,})?|(?:জনাব|শ্রী|ড\.) [\u0980-\u09fe]{2,}(?: [\u0980-\u09fe]{2,})?": "श्री|डॉ|জনাব|শ্রী|ড.",
    r"[\u10d0-\u10ff]+ [\u10d0-\u10ff]+(?:შვილი|ძე|ავა|ია)(?![\u10d0-\u10ff])|[\u0531-\u0556][\u0561-\u0587]+ [\u0531-\u0556][\u0561-\u0587]+յան(?!\w)": "შვილი|ძე|ავა|ია|յան",
    r"(?<!\w)(?:κ\.|κος|κα|κύριος|κυρία|κ\.κ\.) [Α-ΩΆ-Ώ][α-ωά-ώ]+(?: [Α-ΩΆ-Ώ][α-ωά-ώ]+)?": "κ.|κος|κα|κύριος|κυρία",
}
_AFTER_POSTS = {_HAN: _HAN_POSTS, _HANGUL: _HANGUL_POSTS}
_BY_FIRST_WORD: defaultdict[str, list[str]] = defaultdict(list)
for _sign in _SIGNS:
    _BY_FIRST_WORD[_sign.split(" ")[0]].append(_sign)


def may_name(together: Together) -> set[int]:
    """Return which texts may name somebody: most do not, and one pass finds those that do.

    All texts that name somebody are included, and some that name nobody.
    """
    return together.with_words(_may_be_of_a_name) | together.in_other_scripts()


def _may_be_of_a_name(word: str) -> bool:
    return word in _GIVEN or word in _OF_ASIA or word in _BY_FIRST_WORD or word in _WITHIN or word.endswith(_ENDS)


def private_names(text: str) -> Iterator[str]:
    """Yield the names that *text* seems to give to persons, by a title or a post before them, in their order."""
    shown = plain(text)
    names = {}
    words = _BY_FIRST_WORD.keys() & words_of(shown)
    for sign in (sign for word in words for sign in _BY_FIRST_WORD[word]):
        fewest = 1 if sign in _TITLES else 2
        for match in re.finditer(_SIGNS[sign], shown):
            if name := _capitalised(match["name"], fewest):
                names[match.start("name")] = name
    names |= {match.start("name"): match["name"] for match in _matches(_AFTER_POSTS, shown)}
    yield from dict.fromkeys(name for _, name in sorted(names.items()))


def likely_names(text: str) -> Iterator[str]:
    """Yield the names that *text* seems to give to persons by themselves, in their order.

    By a given name that many people have, before the surname or behind it; by the end of a surname or of a father's
    name; by a surname of East Asia with a name as it is spelt there; by the words between or behind names alone.
    """
    shown = plain(text)
    by_themselves = {match.span() for match in _matches(_BY_ENDS | _BY_THEMSELVES, shown)}
    spans = by_themselves.union(_behind_known(shown), _before_known(shown))
    last = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last and not _is_of_a_place(shown, start, end):
            yield shown[start:end]
            last = end


def _is_of_a_place(text: str, start: int, end: int) -> bool:
    """Return whether the name at this place is that of a saint, after whom a place is called, or ends as a newspaper's."""
    return (
        _SAINT.search(text, max(start - 8, 0), start) is not None
        or text[start:end].rsplit(" ", maxsplit=1)[-1].lower() in PRESS_WORDS
    )


def _matches(patterns: Mapping[str, str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of those *patterns* whose signs *text* has: preparing a pattern takes longer than finding a sign."""
    for pattern, asked in patterns.items():
        if any(sign.partition("(")[0] in text for sign in asked.split("|")):
            yield from re.finditer(pattern, text)


def _behind_known(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a known name is with another behind it."""
    for known in _ANY_WORD.finditer(text):
        for pattern in _behind(known[0]):
            if match := re.compile(pattern).match(text, known.end()):
                yield known.start(), match.end()


def _behind(name: str) -> Iterator[str]:
    """Yield the patterns of what is behind *name* if it is a known one."""
    if name in _OF_ASIA:
        yield _BEHIND_SURNAME
    if name in _GIVEN:
        yield _BEHIND_CAPITALS if name.isupper() else _BEHIND_GIVEN if _has_case(name) else _BEHIND_WITHOUT_CASE


def _before_known(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a known name is with another before it, which for a given name is in capitals."""
    words = words_of(text)
    for pattern, known in ((_BEFORE_GIVEN, _GIVEN), (_BEFORE_SURNAME, _OF_ASIA)):
        for match in () if known.isdisjoint(words) else re.finditer(pattern, text):
            if match["known"] in known and _has_case(match["known"]):
                yield match.start(), match.end("known")


def _has_case(name: str) -> bool:
    return name[0].isupper() or name[0].islower()


def _capitalised(words: str, fewest: int) -> str:
    """Return the words at the start of *words* that begin with a capital, if there are *fewest* at least."""
    ends = [match.end() for match in takewhile(lambda match: match[0][0].isupper(), _NAMED.finditer(words))]
    return words[: ends[-1]] if len(ends) >= fewest else ""
