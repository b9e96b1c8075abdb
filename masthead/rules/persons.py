"""Who in a text is a person: names after a title or a post in many languages, and names that begin as many people's do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from masthead.pinned_lists import GIVEN_NAMES
from masthead.syntax.look_alikes import plain

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
_CAPITAL = "A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐΑ-ΩΆΈΉΊΌΎΏ" + "".join(chr(point) for point in range(0x100, 0x17F) if chr(point).isupper())
_WORD = rf"[{_CAPITAL}][\w’'-]+"
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
_GIVEN = re.compile(rf"\b({_WORD})((?: [{_CAPITAL}]\.)? {_WORD}(?:-{_WORD})?)")
_SIGNS = {
    **{title: rf"\b{title}\.? (?P<name>{_WORD}(?:[ -]{_WORD}){{0,3}})" for title in _TITLES},
    **{post: rf"\b{post}{_BETWEEN} (?!of )(?P<name>{_WORD}(?:[ -]{_WORD}){{1,3}})" for post in _POSTS},
}
"""The pattern of a name by the title or post before it."""
_ANY_WORD = re.compile(r"\w+")


def may_name(text: str) -> bool:
    """Return whether *text* may name somebody: most do not, and a look costs little."""
    shown = plain(text)
    return (
        any(map(shown.__contains__, _SIGNS))
        or not GIVEN_NAMES.isdisjoint(_ANY_WORD.findall(shown))
        or (not shown.isascii() and (_HAN.search(shown) or _HANGUL.search(shown)) is not None)
    )


def private_names(text: str) -> Iterator[str]:
    """Yield what *text* seems to give as names of persons, by a title or a post before them, in their order."""
    shown = plain(text)
    patterns = [_compiled(sign) for sign in filter(shown.__contains__, _SIGNS)]
    matches = [match for pattern in (*patterns, _HAN, _HANGUL) for match in pattern.finditer(shown)]
    yield from dict.fromkeys(match["name"] for match in sorted(matches, key=lambda match: match.start("name")))


def likely_names(text: str) -> Iterator[str]:
    """Yield what *text* gives after a given name that many people have, as a surname would follow it."""
    shown = plain(text)
    if not GIVEN_NAMES.isdisjoint(_ANY_WORD.findall(shown)):
        yield from (match.group() for match in _GIVEN.finditer(shown) if match[1] in GIVEN_NAMES)


@cache
def _compiled(sign: str) -> re.Pattern[str]:
    return re.compile(_SIGNS[sign])
