"""Invented names in ten scripts, with a distribution as uneven as in a real register.

Each next word is either new or, more often, an earlier word, with a chance in proportion to its use so far. So a few
words are everywhere and half of the words occur once (Simon's model of Zipf's law), and a larger database has more of
both.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

NEW_WORDS = 0.25
HYPHENATED = 0.2
UPPER_CASE = 0.15


@dataclass(frozen=True)
class Script:
    """The elements of words in a script, and usual names of newspapers in one of its languages."""

    lang: str
    parts: str
    """Syllables separated by spaces, or single characters without spaces."""
    lengths: tuple[int, ...]
    papers: str
    """Usual words in names of newspapers, the commonest first, each with its transliteration."""
    space: str = " "


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, in Latin letters, and as the label of a host."""

    printed: str
    lang: str
    latin: str
    label: str


LATIN = (
    "ro ma vel tan li sor ber ka nu de mi pol gra fi san do che ri lo va mon te bru al en pa tri ve no ca "
    "stel wick ham ford gar zu hel vin ost kre lund mar sa qui bor dal fre nor pi ja thor el is un ash"
)


SCRIPTS = {
    "Latin": Script(
        "it",
        LATIN,
        (2, 3, 3, 4),
        "Post:post News:news Journal:journal Daily:daily Times:times Gazette:gazette Herald:herald Online:online "
        "Tribune:tribune Today:today Courier:courier Press:press Observer:observer Voice:voice Report:report",
    ),
    "Cyrillic": Script(
        "ru",
        "мо ск ва ри та бел го род за ря ве сна ку ле ни пет бур но сиб дон ка лин град ям ул юж ста тов",
        (2, 3, 3, 4),
        "Новости:novosti Вести:vesti Газета:gazeta Время:vremya Курьер:kuryer Сегодня:segodnya",
    ),
    "Hangul": Script(
        "ko",
        "서울부산인천광주대전구원수성남고양용창포항제진안동강릉춘여군목순영익논공충북경화평택김해밀통거문",
        (2, 2, 3),
        "신문:sinmun 일보:ilbo 뉴스:news 타임스:times 온라인:online 포커스:focus 저널:journal",
        "",
    ),
    "Kanji": Script(
        "ja",
        "東京福岡銀座北海道山川田島大阪名古屋横浜神戸仙台広松江長崎熊本鹿児宮青森秋形新潟富石井愛静三重滋奈良和歌",
        (2, 2, 3),
        "新聞:shimbun ニュース:news 日報:nippo タイムズ:times 通信:tsushin ジャーナル:journal 速報:sokuho",
        "",
    ),
    "Han": Script(
        "zh",
        "香港台灣九龍澳門華南江浙廣深圳珠沙濟武漢成都西安重慶天津河鄭州合肥昆明貴陽太原蘭銀寧烏魯木齊呼浩特哈爾濱",
        (2, 2, 3),
        "時報:shibao 日報:ribao 新聞:xinwen 晚報:wanbao 周刊:zhoukan 快訊:kuaixun 商報:shangbao",
        "",
    ),
    "Arabic": Script(
        "ar",
        "قا هر ال مص بغ داد دم شق بير وت عم ان رب اط تو نس جز ير كو يت دو حة ري اض صن عا خر طو مس قط",
        (2, 3, 3, 4),
        "نيوز:news اليوم:alyoum أخبار:akhbar جريدة:jarida الوطن:alwatan الآن:alaan الصباح:alsabah",
    ),
    "Hebrew": Script(
        "he",
        "יר וש לים תל אב יב חי פה באר שב אש דוד נת ני רמ גן חו לון פת תק וה אי לת טב רי צפ עכ נצ",
        (2, 3, 3, 4),
        "חדשות:hadashot היום:hayom עיתון:iton מבזק:mivzak פוסט:post",
    ),
    "Devanagari": Script(
        "hi",
        "दि ल्ली मुं बई कल कत्ता चेन नै पु णे जय पुर लख नऊ पट ना भो पाल इं दौर सू रत ना गपु आग रा मे रठ",
        (2, 3, 3),
        "समाचार:samachar आज:aaj न्यूज़:news टाइम्स:times जागरण:jagran पत्रिका:patrika दर्पण:darpan",
    ),
    "Thai": Script(
        "th",
        "กรุง เทพ เชียง ใหม่ เมือง ทอง ภู เก็ต ขอน แก่น หาด ใหญ่ พัท ยา อยุ ธยา ลำ ปาง นคร สวรรค์ ราช บุรี ชล ระ นอง",
        (2, 2, 3),
        "ข่าว:khao โพสต์:post วันนี้:wannee นิวส์:news รายวัน:raiwan ไทม์:times สาร:san",
        "",
    ),
    "Greek": Script(
        "el",
        "αθ ην θε σσα λον πα τρα λα ρι σα ηρα κλει βο λος χα νι ρο δος κερ κυ ρα κα βα λα σερ ρες ξαν θη",
        (2, 3, 3, 4),
        "Νέα:nea Ημερησία:imerisia Τύπος:typos Εφημερίδα:efimerida Βήμα:vima Σήμερα:simera",
    ),
}


@dataclass
class Names:
    """A seeded generator of names, which remembers the words that it has used."""

    draw: random.Random
    _used: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def word(self, script: str = "Latin") -> tuple[str, str]:
        """Return the name of an invented place, and its transliteration."""
        used = self._used.setdefault(script, [])
        chosen = self._new(script) if not used or self.draw.random() < NEW_WORDS else self.draw.choice(used)
        used.append(chosen)
        return chosen

    def paper(self, script: str) -> Name:
        """Return the name of a newspaper."""
        made_of = SCRIPTS[script]
        (native, latin), (paper, paper_latin) = self.word(script), self._paper(made_of)
        printed = f"{native}{made_of.space}{paper}"
        dash = "-" if self.draw.random() < HYPHENATED else ""
        label = f"{latin}{dash}{paper_latin}".lower()
        return Name(
            printed.upper() if self.draw.random() < UPPER_CASE else printed,
            made_of.lang,
            f"{latin} {paper_latin.capitalize()}",
            label,
        )

    def _paper(self, script: Script) -> tuple[str, str]:
        papers = _split(script.papers)
        native, _, latin = papers[min(int(self.draw.expovariate(0.4)), len(papers) - 1)].partition(":")
        return native, latin

    def _new(self, script: str) -> tuple[str, str]:
        made_of = SCRIPTS[script]
        native = self._joined(made_of.parts, made_of.lengths)
        return native, native if script == "Latin" else self._joined(LATIN, (2, 3, 3, 4))

    def _joined(self, listed: str, lengths: Sequence[int]) -> str:
        """Return a word made of parts, but never two that are neighbours in the list, since they name a real place."""
        parts = _split(listed)
        places = [self.draw.randrange(len(parts))]
        for _ in range(self.draw.choice(lengths) - 1):
            choices = [place for place in range(len(parts)) if place != places[-1] + 1]
            places.append(self.draw.choice(choices))
        return "".join(parts[place] for place in places).capitalize()


@cache
def _split(listed: str) -> Sequence[str]:
    return listed.split() if " " in listed else listed
