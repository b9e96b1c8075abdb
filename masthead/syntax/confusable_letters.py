"""Letters that are taken for others: what a text looks like, and the words in it that may deceive.

theme/scripts/similar-hosts.js has LOOKS and PAIRS too. Change the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

# Letters of other scripts, and figures, and what they are taken for. Pairs of letters follow below.
LOOKS = "аɑɒьсԁеһіıјӏ1Ӏкмпоοσօ0рԛгѕтυսνѵԝшхуүαβγικρτωηεƅɡǥɩɪʟɴꞑøłđħŧæœßþð"
TAKEN_FOR = "aaabcdehiijlllkmnooooopqrstuuvvwwxyyabyikptwnebggiilnnoldhtaebpd"
FOLDED = str.maketrans(LOOKS, TAKEN_FOR)
PAIRS = (("rn", "m"), ("vv", "w"))
# Capitals that look like others though their small letters do not: Cyrillic, Greek, Armenian, Cherokee.
_CAPITALS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮԚԜҒӀ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ՕՍՏ" + "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ",
    "abesijkmhopctyxyqwfl" + "abezhikmnoptyx" + "ous" + "abcdehjklmprstvwz",
)

_WORD = re.compile(r"[^\W\d_]+")
# Nothing in these needs a look: Latin letters, quotation marks and dashes, as nearly all texts have them.
_PLAIN = re.compile("[\x00-\u017e\u2010-\u2027]*")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_ASCII_AND_QUOTES = re.compile("[\x00-\x7f\u2018-\u201f\u2026]*")
# Scripts whose letters are taken for each other's. Words of others stand beside them without a space (NHKニュース, الـBBC).
_CONFUSABLE = frozenset(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET"))
_OF_SCIENCE = frozenset("µμΩΔπ")
_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3105-\u318e\u3400-\u9fff\uac00-\ud7a3\uff66-\uffdc\U00020000-\U0003ffff]"
)
# Scripts without spaces between words: a foreign word begins wherever they end.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u318f\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7a3\U00020000-\U0003ffff]+"
)
_HONORIFICS = re.compile("[\ufdf0-\ufdff]")
# How Unicode marks letters that stand for others in another look, and which of them are usual where.
_ALWAYS = frozenset(("<font>", "<circle>", "<initial>", "<medial>", "<final>", "<isolated>"))
_OUTSIDE_EAST_ASIA = frozenset(("<wide>", "<narrow>", "<square>"))
_IN_A_ROW = frozenset(("<super>", "<sub>"))
_LIGATURES_AND_VARIANTS = re.compile("[\u017f\u03d0-\u03d6\u03f0-\u03f2\u03f4\u03f5\u03f9\ufb00-\ufb06\ufb13-\ufb17]")
# White letters on a dark ground, which Unicode gives no usual form.
_NEGATIVE = re.compile("[\U0001f150-\U0001f169\U0001f170-\U0001f189]")
# Words of two and more letters of another script, each of which looks just like a Latin one.
_TWIN = re.compile("[аеорсухѕіјһԁӏԛԝАВЕЅІЈКМНОРСТУХԚԜ]{2,}|[οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]{2,}|[օսհոՕՍՏ]{2,}|[ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ]{2,}")
_MANY = 3


class _Letters(dict[int, str]):
    """What each letter is taken for, by its small one and without its marks; worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", chr(point)).casefold())
        self[point] = "".join(each for each in bare if unicodedata.category(each) != "Mn").translate(FOLDED)
        return self[point]


class _Plainer(dict[int, str]):
    """What each digit, space, hyphen or point is written as in plain text."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kind = unicodedata.category(character)
        digit = str(unicodedata.decimal(character)) if kind == "Nd" else ""
        self[point] = digit or {"Zs": " ", "Pd": "-"}.get(kind) or ("." if character in "。․・" else character)
        return self[point]


_LETTERS, _PLAINER = _Letters(), _Plainer()


def skeleton(text: str) -> str:
    """Return what is left of *text* if it does not matter which look-alike, case, mark, space or sign is written."""
    folded = unicodedata.normalize("NFKC", text).translate(_CAPITALS).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFD", folded) if letter.isalnum())
    letters = bare.translate(FOLDED)
    for pair, letter in PAIRS:
        letters = letters.replace(pair, letter)
    return letters


def plain(text: str) -> str:
    """Return *text* in its usual look: usual letters, digits from 0 to 9, and plain spaces, hyphens and points."""
    if _ASCII_AND_QUOTES.fullmatch(text):
        return text
    return _translated(unicodedata.normalize("NFKC", text), _PLAINER)


def folded(text: str) -> tuple[str, ...]:
    """Return *text* letter by letter as what each is taken for; twice if its capitals may be taken for others.

    The second differs where a capital looks like another letter though the small one does not (Н and H, not н and h).
    """
    if _ASCII_AND_QUOTES.fullmatch(text):
        return (text.lower().replace("0", "o").replace("1", "l"),)
    small = (
        text.encode("utf-8", "surrogatepass").lower().replace(b"0", b"o").replace(b"1", b"l")
    )  # those of ASCII alone
    rest = small.decode("utf-8", "surrogatepass")
    look, capitals = _translated(rest, _LETTERS), _translated(rest, _CAPITALS)
    other = look if capitals == rest else _translated(capitals, _LETTERS)
    return (look,) if other == look else (look, other)


def _translated(text: str, table: Mapping[int, str] | Mapping[int, int]) -> str:
    """Return *text* with its characters replaced as *table* says, which leaves those of ASCII as they are."""
    # Even where few characters are beyond ASCII, to look each of them up takes ten times as long.
    return _BEYOND_ASCII.sub(lambda run: run[0].translate(table), text)


def unfolded(text: str, start: int, end: int) -> str:
    """Return the part of *text* that is from *start* to *end* in what folded returns of it."""
    places = [0]
    for letter in text:
        places.append(places[-1] + len(letter.translate(_LETTERS)))
    return "".join(letter for letter, at in zip(text, places, strict=False) if start <= at < end)


def is_plainly_written(text: str) -> bool:
    """Return whether *text* has Latin letters and usual signs alone, so that no word of it can deceive."""
    return _PLAIN.fullmatch(text) is not None


def mixed_words(text: str) -> Iterator[str]:
    """Yield the words of *text* that have letters of two scripts which are taken for each other."""
    if not is_plainly_written(text):
        spaced = _UNSPACED.sub(" ", unicodedata.normalize("NFKC", text))
        yield from (word for word in _WORD.findall(spaced) if _is_mixed(word))


def disguised_words(text: str) -> Iterator[str]:
    """Yield the words of *text* that look Latin to the letter and are not, where no word around them is of their kind."""
    if is_plainly_written(text):
        return
    words = _WORD.findall(text)
    disguised = [word for word in words if _TWIN.fullmatch(word)]
    if disguised and not any(_is_plainly_foreign(word) for word in words if word not in disguised):
        yield from disguised


def unusual_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of *text* with letters in a look that stands for usual ones (full width, bold), and in those."""
    if is_plainly_written(text):
        return
    is_east_asian = _EAST_ASIAN.search(text) is not None
    for word in text.split():
        if any(_is_unusual(letter, word, is_east_asian=is_east_asian) for letter in word):
            yield word, unicodedata.normalize("NFKC", _NEGATIVE.sub(_in_usual_look, word))


def _in_usual_look(letter: re.Match[str]) -> str:
    return unicodedata.name(letter.group()).rpartition(" ")[2]


def _is_plainly_foreign(word: str) -> bool:
    """Return whether *word* has letters of a script whose letters may look Latin, and no Latin ones."""
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
    return "LATIN" not in scripts and bool(scripts & _CONFUSABLE)


@lru_cache(maxsize=4096)
def _is_mixed(word: str) -> bool:
    scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter not in _OF_SCIENCE}
    return len(scripts & _CONFUSABLE) > 1


def _is_unusual(letter: str, word: str, *, is_east_asian: bool) -> bool:
    """Return whether *letter* of *word* stands for a usual letter, where nothing but its look is the reason."""
    if letter <= "\u017e" or _HONORIFICS.match(letter):
        return False
    if _LIGATURES_AND_VARIANTS.match(letter) or _NEGATIVE.match(letter):
        return True
    if unicodedata.category(letter) == "Nl":  # Roman numerals, which are taken for letters beside letters
        return not is_east_asian and _is_letter(letter) and any(unicodedata.category(each)[0] == "L" for each in word)
    tag = _tag(letter)
    if tag in _IN_A_ROW:
        return sum(_tag(other) in _IN_A_ROW and _is_letter(other) for other in word) >= _MANY
    return _is_letter(letter) and (tag in _ALWAYS or (tag in _OUTSIDE_EAST_ASIA and not is_east_asian))


@lru_cache(maxsize=8192)
def _tag(letter: str) -> str:
    return unicodedata.decomposition(letter).partition(" ")[0]


@lru_cache(maxsize=8192)
def _is_letter(letter: str) -> bool:
    return any(unicodedata.category(each)[0] == "L" for each in unicodedata.normalize("NFKC", letter))
