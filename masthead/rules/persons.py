"""Who in a text is a person: names after a title or a post in many languages, and names that begin as many people's do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import takewhile

from masthead.pinned_lists import GIVEN_NAMES
from masthead.syntax.confusable_letters import plain, words_in

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
_HAN = re.compile(rf"(?:{_HAN_POSTS})[是为為はの:、 ]{{0,2}}(?P<name>[{_HAN_SURNAMES}][\u4e00-\u9fff]{{1,3}})")
_HANGUL = re.compile(
    r"(?:대표이사|대표|사장|창립자|설립자|회장)[ :]{0,2}(?P<name>[김이박최정강조윤장임한오서신권황안송류홍][\uac00-\ud7a3]{2})(?![\uac00-\ud7a3])"
)
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
_BY_FIRST_WORD: defaultdict[str, list[str]] = defaultdict(list)
for _sign in _SIGNS:
    _BY_FIRST_WORD[_sign.split(" ")[0]].append(_sign)


def may_name(text: str) -> bool:
    """Return whether *text* may name somebody: most do not, and a look costs little."""
    shown = plain(text)
    words = words_in(shown)
    return (
        not words.isdisjoint(_BY_FIRST_WORD)
        or not words.isdisjoint(GIVEN_NAMES)
        or (not shown.isascii() and (_HAN.search(shown) or _HANGUL.search(shown)) is not None)
    )


def private_names(text: str) -> Iterator[str]:
    """Yield what *text* seems to give as names of persons, by a title or a post before them, in their order."""
    shown = plain(text)
    found = {}
    words = _BY_FIRST_WORD.keys() & words_in(shown)
    for sign in (sign for word in words for sign in _BY_FIRST_WORD[word]):
        fewest = 1 if sign in _TITLES else 2
        for match in _compiled(_SIGNS[sign]).finditer(shown):
            if name := _capitalised(match["name"], fewest):
                found[match.start("name")] = name
    for pattern in () if shown.isascii() else (_HAN, _HANGUL):
        found |= {match.start("name"): match["name"] for match in pattern.finditer(shown)}
    yield from dict.fromkeys(name for _, name in sorted(found.items()))


def likely_names(text: str) -> Iterator[str]:
    """Yield what *text* gives after a given name that many people have, as a surname would follow it."""
    shown = plain(text)
    for given in sorted(GIVEN_NAMES & words_in(shown), key=shown.index):
        for match in _compiled(rf"\b{given}(?: [^\W\d_]\.)? (?P<name>{_WORD}(?:-{_WORD})?)").finditer(shown):
            if match["name"][0].isupper():
                yield match.group()


def _capitalised(words: str, fewest: int) -> str:
    """Return the words at the start of *words* that begin with a capital, if there are *fewest* at least."""
    ends = [match.end() for match in takewhile(lambda match: match[0][0].isupper(), _NAMED.finditer(words))]
    return words[: ends[-1]] if len(ends) >= fewest else ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
