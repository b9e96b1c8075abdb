"""Letters that are taken for others: what a text looks like, and the words in it that may deceive.

theme/scripts/look-alikes.js has those that are in hosts, and similar-hosts.js there PAIRS; after a change run
`python -m tools.look_alikes`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from html import unescape
from itertools import accumulate

from masthead.pinned_lists import LOOK_ALIKES
from masthead.syntax.characters import is_unseen

# Letters and figures that the list of Unicode lacks, or takes for others: і and Ι for i, к for k. Pairs follow below.
_OURS = str.maketrans(
    "аɑɒьсԁеһіıјӏ1Ӏкмпоοσօ0рԛгѕтυսνѵԝшхуүαβγικρτωηεƅɡǥɩɪʟɴꞑøłđħŧæœßþð",
    "aaabcdehiijlllkmnooooopqrstuuvvwwxyyabyikptwnebggiilnnoldhtaebpd",
)
_BARE_ASCII = {point: _OURS.get(point) if not chr(point).isalnum() else _OURS.get(point, point) for point in range(128)}
PAIRS = (("rn", "m"), ("vv", "w"))
_LISTED = {ord(letter): ord(line[0].lower()) for line in LOOK_ALIKES for letter in line[1:]}
TAKEN_FOR = {**_LISTED, **_OURS}
"""Each letter and figure that is taken for a Latin letter, and that letter, by their code points."""
# Capitals that look like others though their small letters do not: Cyrillic, Greek, Armenian, Cherokee.
_CAPITALS = {point: taken for point, taken in _LISTED.items() if not chr(point).islower()} | str.maketrans(
    "АВЕЅІЈКМНОРСТУХҮԚԜҒӀ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "ՕՍՏ" + "ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ",
    "abesijkmhopctyxyqwfl" + "abezhikmnoptyx" + "ous" + "abcdehjklmprstvwz",
)

_WORD = re.compile(r"[^\W\d_]+")
_ANY_WORD = re.compile(r"\w+")
# The bytes of Latin letters in UTF-8, and of signs: no letter of another script begins with one of them.
_OF_LATIN = bytes((*range(0xCD), 0xE2))
# Nothing in these needs a look: Latin letters, quotation marks and dashes, as nearly all texts have them.
_PLAIN = re.compile("[\x00-\u017e\u2010-\u2027]*")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
_ASCII_AND_QUOTES = re.compile("[\x00-\x7f\u2018-\u201f\u2026]*")
# Scripts whose letters are taken for each other's. Words of others are beside them without a space (NHKニュース, الـBBC), so
# that of these only the listed letters count.
_ALPHABETS = frozenset(("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "DESERET"))
_OFTEN_MET = _ALPHABETS - {"COPTIC", "LISU", "DESERET"}
_OF_SCIENCE = frozenset("µμΩΔπ")
# Not compiled until it is needed, which is seldom and takes long.
_EAST_ASIAN = "[\u1100-\u11ff\u3040-\u30ff\u3105-\u318e\u3400-\u9fff\uac00-\ud7a3\uff66-\uffdc\U00020000-\U0003ffff]"
# Scripts without spaces between words: a foreign word begins wherever they end.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u318f\u3400-\u9fff\ua000-\ua4cf\uac00-\ud7a3\U00020000-\U0003ffff]+"
)
_HONORIFICS = re.compile("[\ufdf0-\ufdff]")
# The marks of Unicode for letters that represent others in another look, and where some of them are usual.
_ALWAYS = frozenset(("<font>", "<circle>", "<initial>", "<medial>", "<final>", "<isolated>"))
_OUTSIDE_EAST_ASIA = frozenset(("<wide>", "<narrow>", "<square>"))
_IN_A_ROW = frozenset(("<super>", "<sub>"))
_LIGATURES_AND_VARIANTS = re.compile("[\u017f\u03d0-\u03d6\u03f0-\u03f2\u03f4\u03f5\u03f9\ufb00-\ufb06\ufb13-\ufb17]")
# Small capitals, j without its dot and other letters of phonetic alphabets: Unicode gives them no usual form either. Phonetic transcripts have some of them,
# beside letters that are no plain ones.
_PHONETIC = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢȷɑɡꬲꬵᴑꭎꭚ", "abcdefghijklmnopqrstuvwyzjagefouy", strict=True))
_PHONETIC_LETTERS = str.maketrans(_PHONETIC)
# White letters on a dark ground, which Unicode gives no usual form.
_NEGATIVE = re.compile("[\U0001f150-\U0001f169\U0001f170-\U0001f189]")
# Words of another script, each letter of which looks just like a Latin one.
_TWIN = re.compile("[аеорсухѕіјһԁӏԛԝАВЕЅІЈКМНОРСТУХԚԜ]+|[οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]+|[օսհոՕՍՏ]+|[ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᏔᏃ]+")
_MANY = 3
# Beside ı these are in Turkish, Azerbaijani, Crimean Tatar, and no other language.
_OF_TURKIC = re.compile("[ğşİəĞŞƏ]")


class _Letters(dict[int, str]):
    """The letter that each letter is taken for, from its small form and without its marks; worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", chr(point)).casefold())
        letters = "".join(each for each in bare if unicodedata.category(each) != "Mn").translate(TAKEN_FOR)
        named = _BASE_LETTER.match(unicodedata.name(letters, "")) if len(letters) == 1 else None
        self[point] = named[1].lower() if named else letters
        return self[point]


# Latin letters with strokes, hooks and tails, and turned ones: Unicode names the letter of which they are made.
_BASE_LETTER = re.compile(r"LATIN (?:SMALL|CAPITAL) LETTER (?:TURNED |REVERSED |OPEN )?([A-Z])(?: WITH .*)?$")


class _Plainer(dict[int, str]):
    """The form of each character in plain text; empty for characters that show nothing or only mark a digit or letter."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        self[point] = _in_plain_text(character, unicodedata.category(character))
        return self[point]


def _in_plain_text(character: str, kind: str) -> str:
    if named := _NAMED_LETTER.fullmatch(unicodedata.name(character, "")):
        return named[1].lower() if named[0].startswith("LATIN") else named[1]
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    if kind == "Me" or (is_unseen(character) and kind != "Cn"):
        return ""
    return {"Zs": " ", "Pd": "-"}.get(kind) or ("." if character in "。․・" else character)


# Letters that Unicode names after the usual ones without saying that they represent these.
_NAMED_LETTER = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|REGIONAL INDICATOR SYMBOL LETTER|NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER) ([A-Z])"
)
_LETTERS, _PLAINER = _Letters(), _Plainer()
# Greek, Cyrillic, Armenian, and the scripts of the list, from N’Ko to Lisu and beyond the basic plane.
_OTHERS = "\u0370-\u058f\u07c0-\u085f\u10a0-\u10ff\u13a0-\u16ff\u1c80-\u1cbf\u2c80-\u2dff\ua4d0-\ua6ff\uab70-\uabbf\U00010280-\U00010cff\U000118a0-\U000118ff\U00016800-\U00016f9f"
_TAKEN = re.compile(f"[{_OTHERS}]")
# Words that have letters of Latin and of a script whose letters are taken for Latin ones.
_MIXED = re.compile(rf"[^\W\d_]*(?:[A-Za-z][{_OTHERS}]|[{_OTHERS}][A-Za-z])[^\W\d_]*")
# The reference to a sign in the source of a page or an address; an ampersand may itself be written as one.
_AMPERSANDS = re.compile("&(?:amp;|#0*38;|#x0*26;)+", re.IGNORECASE)
_SPELT_CODE = re.compile(r"(?:%|\\x|\\u00)(2[bde]|40)", re.IGNORECASE)
# Texts that are read as one sign: a reference, an escape, a letter with the marks that are written behind it.
_PIECE = re.compile(
    r"&[#\w]{1,32};|%[24][0-9a-fA-F]|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|.[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*",
    re.DOTALL,
)
_LATIN = re.compile("[A-Za-z]")


def skeleton(text: str) -> str:
    """Return the form of *text* that is the same for any look-alike, case, mark, space or sign in it."""
    bare = text.lower().translate(_BARE_ASCII) if text.isascii() else _bare(text)
    for pair, letter in PAIRS:
        bare = bare.replace(pair, letter)
    return bare


def _bare(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).translate(_PHONETIC_LETTERS).translate(_CAPITALS).casefold()
    bare = "".join(letter for letter in unicodedata.normalize("NFD", folded) if letter.isalnum())
    return bare.translate(TAKEN_FOR)


@lru_cache(maxsize=256)  # each search for something in a text begins here
def plain(text: str) -> str:
    """Return *text* as people read it: every search for the meaning of a text begins with this form.

    Letters, digits, spaces, hyphens and points have their usual form, however they were written: in full width, in
    circles, as a character reference or an escape, with marks that show nothing between them, or with a letter of
    another script among those of a Latin word.
    """
    if "&" in text:
        text = unescape(_AMPERSANDS.sub("&", text))
    if "%" in text or "\\" in text:
        text = _SPELT_CODE.sub(lambda code: chr(int(code[1], 16)), text)
    if _ASCII_AND_QUOTES.fullmatch(text):
        return text
    shown = _translated(unicodedata.normalize("NFKC", text), _PLAINER)
    return _MIXED.sub(_in_one_script, shown) if _TAKEN.search(shown) else shown


def words_of(text: str) -> list[str]:
    """Return the words of *text*, in their order."""
    return _ANY_WORD.findall(text)


def has_other_scripts(text: str) -> bool:
    """Return whether *text* has letters of another script than Latin."""
    return not text.isascii() and len(text.encode("utf-8", "surrogatepass").translate(None, _OF_LATIN)) > 0


def _in_one_script(word: re.Match[str]) -> str:
    """Return a *word* of Latin letters, among which some of another script are taken for Latin ones, in Latin letters."""
    latin = "".join(letter if letter.isascii() else _in_latin(letter) for letter in word[0])
    return latin if latin.isascii() or len(_LATIN.findall(word[0])) * 2 >= len(word[0]) else word[0]


def _in_latin(letter: str) -> str:
    """Return the Latin letter, of the same case, for which *letter* is taken, or *letter* itself."""
    if ord(letter) in _CAPITALS:
        return chr(_CAPITALS[ord(letter)]).upper()
    taken = TAKEN_FOR.get(ord(letter.lower()[0]))
    return letter if taken is None else chr(taken).upper() if letter.isupper() else chr(taken)


def folded(text: str) -> tuple[str, ...]:
    """Return *text* as people read it, each letter as the one it is taken for; twice if its capitals may be taken for others.

    The second differs where a capital looks like another letter though the small one does not (Н and H, not н and h).
    """
    shown = plain(text)
    if _ASCII_AND_QUOTES.fullmatch(shown):
        return (shown.lower().replace("0", "o").replace("1", "l"),)
    small = (
        shown.encode("utf-8", "surrogatepass").lower().replace(b"0", b"o").replace(b"1", b"l")
    )  # those of ASCII alone
    rest = small.decode("utf-8", "surrogatepass")
    look, capitals = _translated(rest, _LETTERS), _translated(rest, _CAPITALS)
    other = look if capitals == rest else _translated(capitals, _LETTERS)
    return (look,) if other == look else (look, other)


def _translated(text: str, table: Mapping[int, str] | Mapping[int, int]) -> str:
    """Return *text* with its characters replaced as *table* says, which leaves those of ASCII as they are."""
    # Even where few characters are beyond ASCII, to look each of them up takes ten times as long.
    return _BEYOND_ASCII.sub(lambda run: run[0].translate(table), text)


def unfolded(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Yield the parts of *text* that are at *spans* in what folded returns of it."""
    pieces = _PIECE.findall(text)
    places = [0, *accumulate(len(folded(piece)[0]) for piece in pieces)]
    for start, end in spans:
        yield "".join(pieces[bisect_left(places, start, hi=len(pieces)) : bisect_left(places, end, hi=len(pieces))])


def is_plainly_written(text: str) -> bool:
    """Return whether *text* has Latin letters and usual signs alone, so that no word of it can deceive."""
    return _PLAIN.fullmatch(text) is not None


def mixed_words(text: str) -> Iterator[str]:
    """Yield the words of *text* that have letters of two scripts which are taken for each other."""
    if not is_plainly_written(text):
        spaced = _UNSPACED.sub(" ", unicodedata.normalize("NFKC", text))
        yield from (word for word in _WORD.findall(spaced) if _is_mixed(word))


def dotless_words(text: str) -> Iterator[str]:
    """Yield the words of *text* with an ı, which looks like i, unless other letters show that it is Turkish or a kin of it."""
    if "ı" in text and not _OF_TURKIC.search(text):
        yield from (word for word in _WORD.findall(text) if "ı" in word)


def disguised_words(text: str) -> Iterator[str]:
    """Yield the words of *text* that look Latin to the letter and are not, where no word around them is of their kind."""
    if is_plainly_written(text):
        return
    words = _WORD.findall(text)
    disguised = [word for word in words if _TWIN.fullmatch(word) or _is_of_listed(word)]
    if disguised and not any(_is_plainly_foreign(word) for word in words if word not in disguised):
        yield from disguised


def unusual_words(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of *text* with letters in the look of others (full width, bold), each also in the usual letters."""
    if is_plainly_written(text):
        return
    for word in text.split():
        if any(_is_unusual(letter, word, text) for letter in word):
            usual = _NEGATIVE.sub(_in_usual_look, word).translate(_PHONETIC_LETTERS)
            yield word, unicodedata.normalize("NFKC", usual)


def _is_of_listed(word: str) -> bool:
    """Return whether *word* is of letters of one script of the list that few write, each of which looks like a Latin one."""
    return all(ord(letter) in _LISTED for letter in word) and _scripts(word).isdisjoint(_OFTEN_MET)


@cache
def _confusable() -> frozenset[str]:
    """Return the scripts whose letters are taken for each other’s, by the first word of the names of these."""
    return _ALPHABETS | _scripts(map(chr, _LISTED))


def _scripts(letters: Iterable[str]) -> frozenset[str]:
    return frozenset(unicodedata.name(letter, "").split(" ")[0] for letter in letters)


def _in_usual_look(letter: re.Match[str]) -> str:
    return unicodedata.name(letter.group()).rpartition(" ")[2]


def _is_plainly_foreign(word: str) -> bool:
    """Return whether *word* has letters of a script whose letters may look Latin, and no Latin ones."""
    scripts = _scripts(word)
    return "LATIN" not in scripts and bool(scripts & _confusable())


@lru_cache(maxsize=4096)
def _is_mixed(word: str) -> bool:
    letters = [letter for letter in word if letter not in _OF_SCIENCE]
    return len(_scripts(letters) & _ALPHABETS | _scripts(letter for letter in letters if ord(letter) in _LISTED)) > 1


def _is_unusual(letter: str, word: str, text: str) -> bool:
    """Return whether *letter* of *word* in *text* represents a usual letter, for no other reason than its look."""
    if letter <= "\u017e" or _HONORIFICS.match(letter):
        return False
    if _LIGATURES_AND_VARIANTS.match(letter) or _NEGATIVE.match(letter):
        return True
    if unicodedata.category(letter) == "Nl":  # Roman numerals, which are taken for letters beside letters
        is_among_letters = _is_letter(letter) and any(unicodedata.category(each)[0] == "L" for each in word)
        return is_among_letters and not _is_east_asian(text)
    if letter in _PHONETIC:
        return _is_of_plain_letters(word)
    tag = _tag(letter)
    if tag in _IN_A_ROW and _is_within_plain_letters(letter, word):
        return True
    if tag in _IN_A_ROW:
        return sum(_tag(other) in _IN_A_ROW and _is_letter(other) for other in word) >= _MANY
    return _is_letter(letter) and (tag in _ALWAYS or (tag in _OUTSIDE_EAST_ASIA and not _is_east_asian(text)))


def _is_east_asian(text: str) -> bool:
    return re.search(_EAST_ASIAN, text) is not None


def _is_of_plain_letters(word: str) -> bool:
    """Return whether each letter of *word* is of ASCII without a mark, or has another look of one."""
    signs = (sign for sign in word if unicodedata.category(sign)[0] in "LM")
    return all(sign.isascii() or sign in _PHONETIC or _tag(sign) in _IN_A_ROW for sign in signs)


def _is_within_plain_letters(letter: str, word: str) -> bool:
    """Return whether a plain letter follows the raised or lowered *letter*, as in no ordinal or abbreviation (XIXᵉ, Mᵐᵉ)."""
    followed = any(other.isascii() and other.isalpha() for other in word[word.index(letter) :])
    return followed and _is_letter(letter) and _is_of_plain_letters(word)


@lru_cache(maxsize=8192)
def _tag(letter: str) -> str:
    return unicodedata.decomposition(letter).partition(" ")[0]


@lru_cache(maxsize=8192)
def _is_letter(letter: str) -> bool:
    return any(unicodedata.category(each)[0] == "L" for each in unicodedata.normalize("NFKC", letter))
