"""Numbers that lead to somebody because a text says so, a few words away: of telephones, bank accounts, cards and papers."""

from __future__ import annotations

import re
from collections.abc import Callable

from masthead.rules.text_patterns.identity_numbers import luhn
from masthead.rules.text_patterns.number_forms import is_book, is_date_or_years, is_sum

# Patterns are compiled when a text first has a sign of what they find, as in contact_patterns.py.
# Texts between a word and its number: words, but no other number and no end of a sentence.
_GAP = r"[^\d.;!?\n]{0,40}?"
# Words right before a number, as in “my number is”.
_IS = r"(?:(?<!\w)(?:is|was|are|reads|ist|war|lautet|est|était|è|era|es|é|jest|to|je|on|är|er|var|este|είναι|هو|הוא) |[:=是为為はは는은] ?)"
_DIGITS = r"(?P<number>\+?\(?\d[\d ().·-]{5,}\d)(?!(?!です|だ|입니다|이다)[\w%]|[.,]\d)"
# In scripts without spaces a number follows a word at once.
_IN_LETTERS = r"(?<![^\W\u3040-\u9fff\uac00-\ud7a3])(?<!-)(?:(?-i:[A-Z]){1,3} ?)?\d(?:[ -]?\d){5,}[A-Z]?(?![\w-])"
# A number of things is no number to call: 12 345 678 readers.
_COUNTED = r" (?!(?:in|at|on|or|and|for|from|until|during|where|which|who|if|when|after|before|any|every|to|is|was|can|he|she|they"
_COUNTED += (
    r"|est|était|sera|ist|war|era|es|fue|foi|é|è|jest|je|är|er|on|был|является|pour|für|per|para|dla|для)\b)[^\W\d_]"
)
_NEXT_WORD = 20
_TELEPHONE = r"(?:tele(?:phone|fon|fono|phon)\w*|t[ée]l[ée](?:phone|fono)s?|phones?|tel|(?:mobile|cell|fax|whatsapp)(?: phone)? numbers?|handynummer|puhelinnumero|телефон\w*|тел|τηλέφωνο|هاتف|טלפון)"
_TELEPHONE_UNSPACED = "电话|電話|手机|手機|携帯|전화"
_REACH = r"(?:called|call|dial(?:led|ed)?|rung|ring|reach(?:ed)?|texted|text|phoned|telephoned|erreich\w+|joignable|raggiung\w+)"
_CALLED = (
    rf"(?i)(?:(?<![^\W_]){_TELEPHONE}(?![^\W_])|{_TELEPHONE_UNSPACED}){_GAP}(?P<is>{_IS})?(?<!\d){_DIGITS}",
    rf"(?i)\b(?:numbers?|nummer|numéro|numero|número)\b{_GAP}(?<!\d){_DIGITS}(?={_GAP}\b{_REACH}\b)",
    rf"(?i)\bnumbers? (?:to|for) {_REACH}\b{_GAP}(?P<is>{_IS})?(?<!\d){_DIGITS}",
    (
        r"(?i)\b(?:calls?|called|ring|rang|dial(?:s|led|ed)?|phoned?|anrufen|appelez|appeler|chiamare|chiamate|llamar|llame|позвонить|звонить|звоните)"
        rf"(?: (?:him|her|them|us|me|it|the \w+))?(?P<is> (?:on|at|under|unter|au|al|по|to))?:? {_DIGITS}"
    ),
    rf"(?i)(?<![\w.,:/-]){_DIGITS}(?=,? (?P<is>is|was|are) (?:\w+ ){{1,3}}?{_TELEPHONE}\b)",
)
_BANK = (
    r"(?i)(?:(?<!\w)(?:bank(?:ing)? accounts?|accounts?,? (?:at|with|of) (?:\w+ ){0,3}?bank|bankkonto|kontonummer|kontonr|konto|comptes? bancaires?|cont[oi] (?:corrente|bancario)|cuentas? (?:bancarias?|corrientes?)"
    r"|contas? (?:bancárias?|correntes?)|rekeningnummer|bankrekening|konto bankowe|numer konta|banka hesab\w+|р/с|(?:банковск|расч[её]тн)\w+ сч[её]т\w*|банківськ\w+ рахун\w+|sort code)"
    rf"|银行账[户号]|銀行帳[戶號]|銀行口座|은행 ?계좌|계좌번호){_GAP}{_IN_LETTERS}"
)
_CARDS = (
    r"(?<![\w.,:/-])[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?(?![\w-])|(?<![\w.,:/-])3[47]\d{2}([ -])\d{6}\2\d{5}(?![\w-])",
    (
        r"(?i)(?:(?<!\w)(?:cards?|visa|mastercard|maestro|amex|kreditkarte|kartennummer|carte bancaire|carta di credito|tarjeta|cartão|kaart|karta|karty|kredi kartı|карт\w+)"
        rf"(?!\w)|信用卡|クレジットカード|카드){_GAP}(?<![^\W\u3040-\u9fff\uac00-\ud7a3])(?<!-)[2-6]\d{{12,18}}(?!\w)"
    ),
)
# Papers, and numbers that states give to persons alone: the tax numbers of firms are public, and in Russia have ten digits.
_PAPERS = (
    r"(?i)(?<!\w)(?:passport|reisepass|passeport|pasaporte|passaporto|passaporte|paspoort|paszport\w*|pașaport\w*|pasaport\w*|identity card|id card|identity number|personalausweis\w*|national id|social security|national insurance"
    r"|nino|driving licen[cs]e|führerschein\w*|permis de conduire|patente di guida|codice fiscale|pesel|jmbg|egn|bsn|cnp|aadhaar|amka|αμκα|isikukood|asmens kodas|personas kods|personnummer|fødselsnummer|kennitala|henkilötunnus"
    rf"|rodné číslo|паспорт\w*|снилс|єгн|егн|јмбг|рнокпп|جواز|الهوية|דרכון|תעודת זהות)(?!\w)(?:\W{{1,3}}|{_GAP}(?:{_IS}|(?<!\w)(?:number|nummer|num[eé]ro|número|numer|číslo|номер) )){_IN_LETTERS}"
    rf"|(?:护照|護照|パスポート|旅券|여권|身份证|身分證|주민등록번호)(?:\W{{0,3}}|{_GAP}{_IS}){_IN_LETTERS}"
    rf"|(?<!\w)(?:инн|inn)(?!\w){_GAP}(?<!\d)\d{{12}}(?!\w)"
)


def has_called_number(text: str) -> bool:
    """Return whether *text*, which is plain, calls digits a telephone number, and they are no date, sum or book."""
    return any(_is_called(match) for pattern in _CALLED for match in re.finditer(pattern, text))


def has_card_number(text: str) -> bool:
    """Return whether *text* has the number of a card, with its check digit: in fours, or called so."""
    return any(luhn(re.sub(r"\D", "", match[0])) for pattern in _CARDS for match in re.finditer(pattern, text))


def contains(pattern: str) -> Callable[[str], bool]:
    """Return a function that finds out whether *pattern* is in a text."""
    return lambda text: re.search(pattern, text) is not None


def _is_called(match: re.Match[str]) -> bool:
    groups = re.findall(r"\d+", match["number"])
    is_said = match.groupdict().get("is") is not None
    is_other = (
        is_date_or_years(groups)
        or is_book(groups)
        or (not is_said and len(groups) > 1 and is_sum(match["number"], groups))
    )
    return not is_other and re.match(_COUNTED, match.string[match.end() : match.end() + _NEXT_WORD]) is None


has_bank_number, has_paper_number = contains(_BANK), contains(_PAPERS)
