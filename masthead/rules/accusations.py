"""The words of a text that accuse, in the languages of the data, in any letters and however they are broken up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

from masthead.rules.text_patterns.accusing_lexicon import FIRST_SPACELESS, LAST_SPACELESS, lexicon, usual_characters
from masthead.rules.text_patterns.joined_texts import Joined
from masthead.syntax.confusable_letters import folded, has_other_scripts, plain, unfolded

Span = tuple[int, int]

# Between letters, before two or behind two; the digit comes first in the pattern, as it is found faster than letters are.
_ONE_IN_WORD = re.compile(r"1(?:(?<=[^\W\d]1)(?=1*[^\W\d])|(?<=\b1)(?=[^\W\d]{2})|(?<=[^\W\d]{2}1)\b)")
# Characters of scripts without spaces between words, and what may be between them.
_SPACELESS = f"[{FIRST_SPACELESS}-\u30ff\u3400-{LAST_SPACELESS}]"
_UNBROKEN = f"{_SPACELESS[:-1]} .·•*~|_-]{{2,}}"


def _looks(text: str) -> tuple[str, ...]:
    """Return *text* as it is folded, and once more with i for each 1, which folding takes for l."""
    looks = folded(text)
    if "1" not in text or not _ONE_IN_WORD.search(shown := plain(text)):
        return looks
    return (*looks, *folded(shown.replace("1", "i")))


_ANY_WORD = re.compile(r"\w+")

# Signs and digits in the place of letters; folding has replaced 0 and 1.
_LEET = tuple(str.maketrans("4@3€£5$7+896!|¡", f"aaeelssttbgg{3 * each}") for each in "il")
_LETTER = r"[^\W_]|[@€!|¡£$+]"
_BREAK = re.compile(r"[^\w@€!|¡£$+]+|_+")
# Letters one by one, with the same space or sign between them: f a k e, f - a - k - e.
_ONE_BY_ONE = re.compile(
    rf"(?<![^\W_])(?:{_LETTER})(?P<between> (?:[^\w\s@€!|¡£$+] )?)(?:{_LETTER})(?:(?P=between)(?:{_LETTER}))+(?![^\W_])"
)
# The shape of a text: "a" for a letter, a space for a space, a point for a sign.
_SHAPE = bytes(
    ord(" ") if chr(code).isspace() else ord("a") if chr(code).isalnum() or chr(code) in "?@!|$+" else ord(".")
    for code in range(256)
)
_SPELT_OUT = (b" a a a", b" a . a . a")
_AROUND = "!.,;:()[]{}?'’‘\"“”„«»*_-"
_AGAIN = re.compile(r"([^\W\d])\1{2,}")
_MASK = "*#•█▓"
_LEAST_SHOWN = 2
_LONGEST = 80


def may_accuse(texts: Mapping[int, str]) -> set[int]:
    """Return the numbers of those of *texts* that may have an accusing word: most have none, and one look finds which have.

    None that has one is missing; some have none.
    """
    owners = [(number, look) for number, text in texts.items() for look in _looks(text)]
    looks = Joined(look for _, look in owners)
    words = [look.split() for look in looks.texts]
    distinct = set[str]().union(*words)
    accusing, leading = set(filter(_may_be_one, distinct)), set(filter(_may_begin_phrase, distinct))
    matches = {at for at, those in enumerate(words) if not accusing.isdisjoint(those)}
    matches |= {at for at, those in enumerate(words) if _has_phrase(looks.texts[at], leading.intersection(those))}
    matches |= looks.with_signs(looks.whole, lexicon().after_others)
    matches |= {looks.text_at(start) for start, _ in _one_by_one(looks.whole)}
    matches |= {
        at for at, look in enumerate(looks.texts) if has_other_scripts(look) and _may_accuse_in_other_scripts(look)
    }
    return {owners[at][0] for at in matches}


def _may_accuse_in_other_scripts(look: str) -> bool:
    """Return whether *look* may have an accusing word in a script that does not part words as Latin does."""
    if any(map(look.__contains__, lexicon().bounded_otherwise)):
        return True
    letters = "".join(filter(str.isalnum, look)).translate(usual_characters())
    return any(map(letters.__contains__, lexicon().unspaced))


def _may_be_one(word: str) -> bool:
    """Return whether a *word*, with the signs that are written to it, may accuse."""
    bare = word.strip(_AROUND)
    if bare.isdecimal():
        return False
    if bare.isalpha():
        return _begins(bare) or (_comes_again(bare) and _is_disguised(bare))
    return any(map(_begins, _ANY_WORD.findall(bare))) or _is_disguised(bare)


def _begins(word: str) -> bool:
    return word.startswith(lexicon().beginnings.get(word[:2], ()))


def _may_begin_phrase(word: str) -> bool:
    return not lexicon().phrases.keys().isdisjoint(_ANY_WORD.findall(word))


def _has_phrase(look: str, leading: Iterable[str]) -> bool:
    """Return whether *look* has a phrase that begins with one of the words *leading*."""
    words = (word for text in leading for word in _ANY_WORD.findall(text))
    return any(stem in look for word in words for stem in lexicon().phrases.get(word, ()))


def accusing_words(text: str) -> Iterator[str]:
    """Yield the accusing words in *text* in their order, as the text spells them, disguised letters included."""
    spans = {span for look in _looks(text) for span in _spans(look)}
    if spans:
        yield from map(str.strip, unfolded(text, _apart(sorted(spans))))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Yield those of *spans* that begin behind the last: a word within another that accuses is the same accusation."""
    last = 0
    for start, end in spans:
        if start >= last:
            yield start, end
            last = end


def _spans(look: str) -> Iterator[Span]:
    for stem in lexicon().spaced:
        if stem in look:
            yield from (match.span() for match in lexicon().pattern(stem).finditer(look))
    if has_other_scripts(look):
        yield from _within_others(look)
    yield from _one_by_one(look)
    for match in re.finditer(r"\S+", look):
        if _is_disguised(match.group()):
            start = match.start() + len(match.group()) - len(match.group().lstrip(_AROUND))
            yield start, start + len(match.group().strip(_AROUND))


def _within_others(look: str) -> Iterator[Span]:
    """Yield each place of a word that its language writes without spaces around it, in any of its characters."""
    for run in re.finditer(_UNBROKEN, look):
        places = [at for at in range(*run.span()) if re.match(_SPACELESS, look[at])]
        letters = "".join(look[at] for at in places).translate(usual_characters())
        for stem in lexicon().unspaced:
            innocent = lexicon().innocent.get(stem, ())
            at = letters.find(stem)
            while at >= 0:
                if not letters.startswith(innocent, at + len(stem)):
                    yield places[at], places[at + len(stem) - 1] + 1
                at = letters.find(stem, at + 1)


def _one_by_one(look: str) -> Iterator[Span]:
    """Yield where the letters of an accusing word are written one by one."""
    shape = b" " + look.encode("ascii", "replace").translate(_SHAPE)
    if any(map(shape.__contains__, _SPELT_OUT)):
        for match in _ONE_BY_ONE.finditer(look):
            step = 1 + len(match["between"])
            letters = match.group()[::step]
            tails = (at for at in range(len(letters)) if _accuses(letters[at : at + _LONGEST]))
            yield from ((match.start() + at * step, match.end()) for at in tails)


def _is_disguised(word: str) -> bool:
    """Return whether *word* accuses from the start of one of its parts, if signs in it are letters, or only part them."""
    bare = word.strip(_AROUND)
    if not _LEAST_SHOWN < len(bare) <= _LONGEST or (bare.isalpha() and not _comes_again(bare)):
        return False
    parts = [part for part in _BREAK.split(bare) if part]
    is_host = any(sign in bare for sign in "./:,") and any(len(part) > 1 for part in parts)
    if is_host or sum(map(str.isalpha, bare)) * 2 < sum(map(len, parts)):
        return False
    plain_parts = [part for part in parts if part.isalpha() and not _comes_again(part)]
    tails = accumulate(reversed(parts), lambda tail, part: part + tail)
    return any(_accuses(tail) for tail in tails if tail not in plain_parts) or _is_masked(bare)


def _comes_again(word: str) -> bool:
    """Return whether a letter of *word* is repeated three times in a row."""
    return len(set(word)) < len(word) - 1 and _AGAIN.search(word) is not None


def _accuses(letters: str) -> bool:
    words = [_AGAIN.sub(r"\1", letters).translate(table) for table in _LEET]
    return any(word in lexicon().spaced or word.startswith(lexicon().open.get(word[:2], ())) for word in words)


def _is_masked(word: str) -> bool:
    """Return whether signs hide letters of an accusing *word*, while at least half of its letters can be read."""
    return any(sign in word for sign in _MASK) and any(
        _is_mask(word, stem, whole=not lexicon().words[stem].endswith("*")) for stem in lexicon().spaced
    )


def _is_mask(word: str, stem: str, *, whole: bool) -> bool:
    if len(word) < len(stem) or (whole and len(word) > len(stem)) or word[0] != stem[0]:
        return False
    shown = [sign == letter for sign, letter in zip(word, stem, strict=False) if sign not in _MASK]
    return all(shown) and len(shown) >= max(_LEAST_SHOWN, len(stem) / 2)
