"""Who in a text is a person: names after a title or a post in many languages, and names that begin as many people's do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from masthead.pinned_lists import GIVEN_NAMES, PRESS_WORDS
from masthead.syntax.confusable_letters import has_other_scripts, plain, words_in

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
_HANGUL = r"(?:대표이사|대표|사장|창립자|설립자|회장)[ :]{0,2}(?P<name>[김이박최정강조윤장임한오서신권황안송류홍][\uac00-\ud7a3]{2})(?![\uac00-\ud7a3])"
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
# What words end in that may be such names, one each line; few texts have any beyond ASCII.
_ENDS = ("vich\n", "vych\n", "vna\n", "chna\n", "wicz\n", "czyk\n", "shvili\n", "enko\n", "oglu\n", "opoulos\n", "opoulou\n", "ovic\n", "evic\n", "\nbin\n", "\nibn\n", "\nbint\n", "\nBey\n")  # fmt: skip
_ENDS_BEYOND_ASCII = tuple(f"{end}\n" for end in f"{_FATHERS}|{_SURNAMES}|Hanım".split("|") if not end.isascii())
_BY_ENDS = (
    rf"\b{_CAPITAL} [^\W\d_a-zа-яё]\w+?(?:{_FATHERS}|{_SURNAMES})(?:а|у|ем|ой|ы|е|om|a|owi|em)?\b(?: {_CAPITAL})?",
    rf"\b{_CAPITAL} (?:bin|ibn|bint) (?:[Aa]l[- ])?{_CAPITAL}|\b{_CAPITAL} (?:Bey|Hanım)\b",
)
# Surnames of China and Korea in Latin letters; none that is an English word.
_OF_ASIA = frozenset(
    form
    for name in ("Zhang", "Wang", "Li", "Zhao", "Liu", "Chen", "Yang", "Huang", "Wu", "Zhou", "Xu", "Zhu", "Hu", "Guo", "Lin", "Luo", "Zheng", "Liang", "Xie", "Tang", "Feng", "Deng", "Cao", "Peng", "Zeng",
                 "Xiao", "Tian", "Dong", "Yuan", "Cai", "Jiang", "Yu", "Cheng", "Wei", "Lu", "Ding", "Ren", "Yao", "Shen", "Zhong", "Cui", "Liao", "Xiong", "Qin", "Qiu", "Hou", "Xue", "Lei",
                 "Duan", "Tao", "Kim", "Lee", "Park", "Choi", "Jung", "Jeong", "Kang", "Cho", "Yoon", "Jang", "Lim", "Seo", "Shin", "Kwon", "Hwang", "Ahn", "Yoo", "Nguyen", "Nguyễn", "Tran", "Trần", "Pham", "Phạm")
    for form in (name, name.upper())
)  # fmt: skip
_ON = "|".join(sorted(_OF_ASIA))
_SYLLABLE = r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|üe|[aeiouü])(?![aeiouü]))"
_SPELT_THERE = rf"(?=[A-Z])(?i:{_SYLLABLE}{{2}}|[a-z]{{2,6}}-[a-z]{{2,6}})"
_ASIAN = (
    rf"\b(?:{_ON}),? (?:{_SPELT_THERE}|(?=[A-Z])(?i:{_SYLLABLE}))(?![\w-])",
    rf"\b{_SPELT_THERE} (?:{_ON})(?![\w-])",
    rf"\b(?:Nguyen|Nguyễn|Tran|Trần|Pham|Phạm) {_WORD} {_WORD}",
)
_HAN_AFTER = "先生|女士|小姐|太太|同志|律师|律師|教授|博士|老师|老師|记者|記者|さん|氏(?!名)|様|容疑者|被告|議員|弁護士|表示|告诉|告訴|指出|透露|认为|認為|担任|擔任|说(?!明)|說(?!明)|称(?!为)|稱(?!為)"
_JAPANESE = "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|清水|山崎|池田|橋本|阿部|石川|山下|中島|石井|小川|前田|岡田|長谷川|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|岡本|中野|藤原|三浦|原田|中川|松田|竹内|小野|田村|安倍|岸田"
_KOREAN_AFTER = "대표|사장|회장|이사|기자|씨|변호사|교수|의원|국장|편집장|감독|작가|박사|부장"
# Names that are known by what is before, behind or within them, in scripts that have no capitals.
_BY_THEMSELVES = (
    rf"[{_HAN_SURNAMES}][\u4e00-\u9fff]{{1,2}}(?<![局部门門院校市省县縣区區报報网網站台司团團队隊会會室官方员員业業国國家人者里])(?={_HAN_AFTER})",
    rf"(?:{_JAPANESE}) ?(?!県|市|区|町|村|駅|港)[\u4e00-\u9fff]{{1,3}}(?<![県市区町村駅港線社局部])(?:子|美|郎|男|夫|雄|一|二|樹|介|太|恵|香|奈|也|人|彦|之|司|明|和|治|栄|(?=さん|氏|様|容疑者|被告|議員|教授|記者|社長|代表|弁護士))",
    rf"(?<![\uac00-\ud7a3])[김이박최정강조윤장임한오서신권황안송류홍](?!용자|들의|번에|미지|국인|민국|사회|상의)[\uac00-\ud7a3]{{2}} ?(?={_KOREAN_AFTER})(?:{_KOREAN_AFTER})",
    r"(?<!\w)[\u0620-\u06d3]+ (?:بن|ابن|بنت) [\u0620-\u06d3]+|(?<!\w)عبد ?ال\w+ \w+|(?<!\w)(?:السيد|السيدة|الدكتور|الدكتورة|المهندس|المهندسة|الأستاذ|الأستاذة|الشيخ) \w+(?: \w+)?",
    r"(?<!\w)(?:מר|גברת|גב'|ד\"ר|עו\"ד) \w+(?: \w+)?",
    r"(?:นาย|นางสาว|นาง|ดร\.) ?[\u0e01-\u0e4e]{2,}(?: [\u0e01-\u0e4e]{2,})?",
    r"(?:श्रीमती|श्री|सुश्री|डॉ\.?) [\u0900-\u0963]{2,}(?: [\u0900-\u0963]{2,})?|(?:জনাব|শ্রী|ড\.) [\u0980-\u09fe]{2,}(?: [\u0980-\u09fe]{2,})?",
    r"[\u10d0-\u10ff]+ [\u10d0-\u10ff]+(?:შვილი|ძე|ავა|ია)(?![\u10d0-\u10ff])|[\u0531-\u0556][\u0561-\u0587]+ [\u0531-\u0556][\u0561-\u0587]+յան(?!\w)",
    r"(?<!\w)(?:κ\.|κος|κα|κύριος|κυρία|κ\.κ\.) [Α-ΩΆ-Ώ][α-ωά-ώ]+(?: [Α-ΩΆ-Ώ][α-ωά-ώ]+)?",
)
_AFTER_POSTS = (_HAN, _HANGUL)
_IN_OTHER_SCRIPTS = (*_AFTER_POSTS, *_BY_THEMSELVES)
_BY_FIRST_WORD: defaultdict[str, list[str]] = defaultdict(list)
for _sign in _SIGNS:
    _BY_FIRST_WORD[_sign.split(" ")[0]].append(_sign)


def may_name(text: str) -> bool:
    """Return whether *text* may name somebody: most do not, and a look costs little."""
    shown = plain(text)
    words = words_in(shown)
    ends = "\n".join(("", *words, ""))
    return (
        not words.isdisjoint(_BY_FIRST_WORD)
        or not words.isdisjoint(_GIVEN)
        or not words.isdisjoint(_OF_ASIA)
        or any(map(ends.__contains__, _ENDS))
        or (not ends.isascii() and any(map(ends.__contains__, _ENDS_BEYOND_ASCII)))
        or (has_other_scripts(shown) and any(re.search(pattern, shown) for pattern in _IN_OTHER_SCRIPTS))
    )


def private_names(text: str) -> Iterator[str]:
    """Yield what *text* seems to give as names of persons, by a title or a post before them, in their order."""
    shown = plain(text)
    found = {}
    words = _BY_FIRST_WORD.keys() & words_in(shown)
    for sign in (sign for word in words for sign in _BY_FIRST_WORD[word]):
        fewest = 1 if sign in _TITLES else 2
        for match in re.finditer(_SIGNS[sign], shown):
            if name := _capitalised(match["name"], fewest):
                found[match.start("name")] = name
    for pattern in () if shown.isascii() else _AFTER_POSTS:
        found |= {match.start("name"): match["name"] for match in re.finditer(pattern, shown)}
    yield from dict.fromkeys(name for _, name in sorted(found.items()))


def likely_names(text: str) -> Iterator[str]:
    """Yield what *text* seems to give as names of persons by themselves, in their order.

    By a given name that many people have, before the surname or behind it; by the end of a surname or of a father's name;
    by a surname of East Asia with a name as it is spelt there; by what stands between or behind names alone.
    """
    shown = plain(text)
    words = words_in(shown)
    patterns = [pattern for given in words & _GIVEN for pattern in _around(given)]
    if not words.isdisjoint(_OF_ASIA):
        patterns += _ASIAN
    if not shown.isascii():
        patterns += _IN_OTHER_SCRIPTS[len(_AFTER_POSTS) :]
    spans = {match.span() for pattern in (*patterns, *_BY_ENDS) for match in re.finditer(pattern, shown)}
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


def _around(given: str) -> tuple[str, ...]:
    """Return the patterns of a whole name with a *given* name in it: a surname follows, or is before it in capitals."""
    if not given[0].isupper() and not given[0].islower():  # scripts without capitals
        return (rf"(?<!\w){given} [^\W\d_][\w’']+",)
    capitals = r"[^\W\d_a-zß-öø-ÿа-яё][^\W\d_a-zß-öø-ÿа-яё]+"
    surname = capitals if given.isupper() else rf"(?=[^\W\d_a-zß-öø-ÿа-яёα-ω]){_WORD}"
    return (
        rf"\b{given}(?: [^\W\d_]\.)? (?:(?:van|von|de|del|di|da|der|den|la|le|al|el|bin|VAN|VON|DE|DI)[ -]){{0,2}}{surname}(?:-{_WORD})?",
        rf"\b{capitals}(?:-{capitals})?,? {given}\b(?! {_CAPITAL})",
    )


def _capitalised(words: str, fewest: int) -> str:
    """Return the words at the start of *words* that begin with a capital, if there are *fewest* at least."""
    ends = [match.end() for match in takewhile(lambda match: match[0][0].isupper(), _NAMED.finditer(words))]
    return words[: ends[-1]] if len(ends) >= fewest else ""
