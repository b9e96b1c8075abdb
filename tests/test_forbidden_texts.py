"""Texts that are not fit to print, however they are written: contact details, names of persons, accusations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from masthead.pinned_lists import ACCUSING_WORDS
from masthead.rules import contacts, wording
from masthead.rules.accusations import accusing_words
from masthead.rules.contacts import contacts_in, may_contact
from masthead.rules.persons import likely_names, may_name, private_names
from masthead.rules.quotations import quotations_of_nobody, unquoted
from masthead.rules.raw_hosts import raw_hosts
from masthead.rules.text_patterns.joined_texts import Together
from masthead.syntax.confusable_letters import folded, plain
from tests.world import FIRM, OUTLET, UNPLACED, World

CLAIM = "The report lists the site without a country."

EMAIL, NUMBER, ACCOUNT = "an email address", "a telephone number", "the name of an account"
BANK, CARD, PASSPORT, PERSON, PLACE, HOUSE = (
    "the number of a bank account", "the number of a card", "the number of a passport", "the number of a person", "the coordinates of a place",
    "the address of a house",
)  # fmt: skip
BIRTH = "the day of somebody’s birth"
DETAILS = {
    "Write to anna.verdi@gull.example about it.": EMAIL,
    "anna＠gull.example": EMAIL,
    "ａｎｎａ＠ｇｕｌｌ．example": EMAIL,
    "anna (at) gull (dot) example": EMAIL,
    "anna[at]gull[.]example": EMAIL,
    "anna {at} gull {punkt} example": EMAIL,
    "anna at gull dot example": EMAIL,
    "Write to a n n a @ g u l l . e x a m p l e about it.": EMAIL,
    "She was born in Delft on 9th July 1958.": BIRTH,
    "His date of birth is 2001-08-30.": BIRTH,
    "DOB 30/08/1961": BIRTH,
    "Er wurde am Meer geboren: am 2. Juni 1949.": BIRTH,
    "Née le 1er avril 1977 à Metz.": BIRTH,
    "Nato a Bari il 13 ottobre 1964.": BIRTH,
    "Nació el 5 de enero de 1959.": BIRTH,
    "Родилась 8 марта 1970 года.": BIRTH,
    "出生日期：1983年7月14日": BIRTH,
    "1983年7月14日出生": BIRTH,
    "생년월일 1979년 3월 2일": BIRTH,
    "It gives 06/98765432.": NUMBER,
    "It gives 06.98.76.54.32.": NUMBER,
    "It gives 06-98-76-54-32.": NUMBER,
    "It gives 06\u00a098\u00a076\u00a054\u00a032.": NUMBER,
    "０９－８７６５－４３２１": NUMBER,
    "٠٩٨٧٦٥٤٣٢١": NUMBER,
    "+39 02 8765 4321": NUMBER,
    "+45 - 31 - 22 - 40 - 18": NUMBER,
    "(040) / 555 / 2390": NUMBER,
    "0039 02 87654321": NUMBER,
    "(040) 8765-4321": NUMBER,
    "+49 (0)40 8765432": NUMBER,
    "0 2 8765 4321": NUMBER,
    "WhatsApp: 765 432 198": NUMBER,
    "0498765432": NUMBER,
    "It is @anna_verdi there.": ACCOUNT,
    "FR14 2004 1010 0505 0001 3M02 606": BANK,
    "GB29NWBK60161331926819": BANK,
    "with passport no. X1234567": PASSPORT,
    "The passport was XB7654321.": PASSPORT,
    "on t.me/anna_verdi": ACCOUNT,
    "see https://www.linkedin.com/in/anna-verdi": ACCOUNT,
    "wa.me/390287654321": ACCOUNT,
    "Reisepass Nr. C01X00T47": PASSPORT,
    "at 45.46427, 9.18951": PLACE,
    "at 45° 27′ 51″ N": PLACE,
    "221 Harbour Street": HOUSE,
    "Via Garibaldi 14": HOUSE,
    "27, viale Mazzini": HOUSE,
    "14 rue de la Gare": HOUSE,
    "Hafenstraße 14": HOUSE,
    "calle de Alcalá 14": HOUSE,
    "улица Гагарина, 14": HOUSE,
    "深圳市南山路88号": HOUSE,
    "lena＠gull．example": EMAIL,
    "lena(собака)gull(точка)example": EMAIL,
    "lena собака gull[.]example": EMAIL,
    "lena apenstaartje gull (punt) example": EMAIL,
    "lena собака gull точка example": EMAIL,
    "lena chiocciola gull punto example": EMAIL,
    "lena arroba gull punto example": EMAIL,
    "lena 골뱅이 gull 점 example": EMAIL,
    "lena アットマーク gull ドット example": EMAIL,
    "lena 艾特 gull 点 example": EMAIL,
    "lena at gull[.]example, write to lena at gull[.]example": EMAIL,
    "lena.doe at gull.example": EMAIL,
    "jаne@еvil.example": EMAIL,
    "lena %40 gull.example": EMAIL,
    "०९८७६५४३२१": NUMBER,
    "٠٦-١٢-٣٤-٥٦-٧٨": NUMBER,
    "06_12_34_56_78": NUMBER,
    "06|12|34|56|78": NUMBER,
    "06*12*34*56*78": NUMBER,
    "06 • 12 • 34 • 56 • 78": NUMBER,
    "555·123·4567": NUMBER,
    "O6 12 34 56 78": NUMBER,
    "zero six one two three four five six seven eight": NUMBER,
    "null sechs eins zwei drei vier fünf sechs": NUMBER,
    "电话：一三八〇〇一三八〇〇〇": NUMBER,
    "电话 138 0013 8000": NUMBER,
    "телефон 8 912 345 67 89": NUMBER,
    "τηλ. 210 123 4567": NUMBER,
    "هاتف 0123456789": NUMBER,
    "טלפון 050 123 4567": NUMBER,
    "전화 010 1234 5678": NUMBER,
    "Marktstraße 7": HOUSE,
    "MARKTSTRASSE 7": HOUSE,
    "marktstr. 7": HOUSE,
    "Karl-Marx-Allee 34": HOUSE,
    "12 RUE DE LA PAIX": HOUSE,
    "VIA ROMA 3": HOUSE,
    "calle Mayor, 5": HOUSE,
    "C/ Mayor 5": HOUSE,
    "Rua das Flores, 12": HOUSE,
    "ul. Marszałkowska 10/12": HOUSE,
    "ул. Ленина, д. 5": HOUSE,
    "вул. Хрещатик 22": HOUSE,
    "проспект Мира 15": HOUSE,
    "οδός Ερμού 15": HOUSE,
    "Atatürk Caddesi No: 5": HOUSE,
    "شارع الملك فهد 12": HOUSE,
    "רחוב הרצל 5": HOUSE,
    "上海市南京路100号": HOUSE,
    "台北市信義路五段7號": HOUSE,
    "東京都千代田区丸の内1-1-1": HOUSE,
    "서울시 강남구 테헤란로 12": HOUSE,
    "서울 종로구 청진동 123-4": HOUSE,
    "Kossuth utca 5": HOUSE,
    "Kungsgatan 12": HOUSE,
    "Mannerheimintie 5": HOUSE,
    "Keizersgracht 12": HOUSE,
    "P.O. Box 1234": HOUSE,
    "FR-14-2004-1010-0505-0001-3M02-606": BANK,
    "skype: live:lena.doe": ACCOUNT,
    "Telegram: lena_doe": ACCOUNT,
    "телеграм @lena": ACCOUNT,
    "VK: id12345678": ACCOUNT,
    "ВКонтакте lena_77": ACCOUNT,
    "微信号 lena1988": ACCOUNT,
    "LINE ID: lena77": ACCOUNT,
    "카톡 아이디 lena88": ACCOUNT,
    "discord lena#1234": ACCOUNT,
    "RSSMRA85T10A562S": PERSON,
    "12345678Z": PERSON,
    "X1234567L": PERSON,
    "900101-1234567": PERSON,
    "11010519491231002X": PERSON,
    "131052-308T": PERSON,
    "811228-9874": PERSON,
    "AB123456C": PERSON,
    "A123456(7)": PERSON,
    "护照 E12345678": PASSPORT,
    "여권번호 M12345678": PASSPORT,
    "passport XB7654321": PASSPORT,
    "דרכון 12345678": PASSPORT,
    "48°51′29″ N": PLACE,
    "Their phone, which nobody answers, is 341 2270": NUMBER,
    "the number 341 2270 can be reached after six": NUMBER,
    "The number to ring is 93412270.": NUMBER,
    "You can call 934-12270.": NUMBER,
    "call her on 934 122 705 in the evening": NUMBER,
    "934 122 705 is her private telephone": NUMBER,
    "Das Telefon der Nachbarin lautet 934 122 705": NUMBER,
    "téléphone de sa sœur : 93 41 22 70": NUMBER,
    "телефон соседки 934 12 27": NUMBER,
    "звоните по 93412270": NUMBER,
    "teléfono personal es 934122705": NUMBER,
    "tel of the flat: ৯৩৪১২২৭": NUMBER,
    "the phone is ๙๓๔๑๒๒๗": NUMBER,
    "the phone is 𝟵𝟯𝟰𝟭𝟮𝟮𝟳": NUMBER,
    "Her bank account, in Porto, is 93412270": BANK,
    "Konto der Firma 9341227005": BANK,
    "расчётный счёт 40702810900000012345": BANK,
    "银行账户 6222021001116245702": BANK,
    "4539 1488 0343 6467": CARD,
    "5425-2334-3010-9903": CARD,
    "with the Visa 4539148803436467": CARD,
    "The passport, issued in Lisbon, is YB7654321": PASSPORT,
    "ЕГН 8032056031": PASSPORT,
    "the EGN of the man is 8032056031": PASSPORT,
    "ИНН 772012345678": PASSPORT,
    "JMBG 1501987710009": PASSPORT,
    "national insurance: QQ 12 34 56 C": PASSPORT,
    "她家的手机是93412270。": NUMBER,
    "店の携帯は93412270です": NUMBER,
    "le numéro 93412270 était joignable": NUMBER,
    "il numero 93412270 è raggiungibile": NUMBER,
    "他的银行账号为93412270015": BANK,
    "계좌번호는 93412270015": BANK,
    "他的信用卡4539148803436467": CARD,
    "护照号码为YB7654321": PASSPORT,
    "パスポートはYB7654321": PASSPORT,
    "ihr Reisepass trägt die Nummer YB7654321": PASSPORT,
    "паспорт имеет номер 7654321": PASSPORT,
    "desk(at )gull.example": EMAIL,
    "06!12!34!56!78": NUMBER,
    "06 12 34 56 7O": NUMBER,
    "WhatsApp12 34 56 78": NUMBER,
    "télefono93412270": NUMBER,
    "zero_six_one_two_three_four_five_six_seven_eight": NUMBER,
    "ON T.ME/ANNA_VERDI": ACCOUNT,
    "SkypeID: lena.doe": ACCOUNT,
    "QQ号12345678": ACCOUNT,
    "fr 14 2004 1010 0505 0001 3m02 606": BANK,
    "RSSMRA85t10A562S": PERSON,
    "Atatürk Sokağı No: 5": HOUSE,
    "Gazi Bulvarı 12": HOUSE,
}
NO_DETAILS = [
    "电话会议有1234567人参加，手机用户1234567名。",
    "Le numéro 12345678 exemplaires vendus, et 1234567 est le total.",
    "护照办公室2019年关闭，信用卡公司有12345678客户。",
    "Seen in 2019 - 2023, on 14 - 16 March 2021, and on pages 112 - 118 and 204 - 209.",
    "between 2024-02-07 and 2024-03-01, that is 07.02.2024 to 01.03.2024",
    "in 2019-2023 and 2023/24",
    "the address 192.0.2.254 and version 1.2.3.4",
    "1 234 567 visits, 12,345,678 pages, 600 000 000 people",
    "table 3, pages 12-14, 2024",
    "ISBN 978-3-16-148410-0",
    "UA-12345-6, G-ABC123 and ca-pub-0123456789012345",
    "the register number 91440300MA5FWMCHX7",
    "the copy 20240117090234 of 09:02:34",
    "at 3.14159 of 2.71828",
    "looked at dot by dot",
    "the ports 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16",
    "1. 2. 3. 4. 5. 6. 7. 8. 9. 10. 11. 12. 13.",
    "facebook.com/harbourtimes and about.me",
    "Platform 9, Channel 4 and Route 66",
    "In 2019, the paper moved to 12 new servers at Amazon, and 3 of 15 sites at example.org were offline on 07.02.2024.",
    "He stayed in Place de la Concorde for 3 days; Avenue Q ran for 2,534 performances.",
    "The 2nd Street gang, Wall Street 2008, Route 66 and Via Appia are known to all; about 3,000 people live on Baker Street today.",
    "Version 1.2.3.4 of the server at 43.157.63.199 answered on port 8080 (UA-12345-6, G-ABC123, pub-1234567890123456).",
    "According to the company register (No. 91440300MA5FWMCHX7), Shenzhen Haimai Yunxiang Media Co., Ltd. was founded on 12 March 2018 in Nanshan District, Shenzhen 518000.",
    "The firm's registered office is at 71-75 Shelton Street, London WC2H 9JQ. Its head office: Via Roma 3, Milano.",
    "The article of 10:09:32 UTC was copied at 11:15:00; the sum d41d8cd98f00b204e9800998ecf8427e matches 0cc175b9c0f1b6a831c399e269772661.",
    "ISSN 1234-5679, ISBN 978-3-16-148410-0, DOI 10.1000/182, arXiv:2301.12345, RFC 2616, CVE-2021-44228, ISO 27001:2013.",
    "The site wrote on Facebook and on Telegram that the mayor visited; on Twitter in 2020 it had 1,234,567 followers, 12 345 678 views.",
    "Signal and noise: the line between 2 and 3 is thin. The LINE app has 95 million users. Instagram removed 1,200 accounts in 2023.",
    "Look at romajournal[.]org, hosted at evil[.]example; the page at www.example.org/about says so. The editors at nytimes.com looked at it.",
    "It ran from 2016 to 2021, in 1998-2004, 2003/04 and 14-15 May; see pages 12, 13, 14, 15, 16 and 17.",
    "The tournament ended 6-3, 6-4, 7-5; the odds were 10/11 and temperatures reached 45.5 C at 12:30.",
    "One two three four: the children counted to seven, eight, nine, ten.",
    "The passport office said 1,200 passports were issued; the identity of 12 people is unknown, and the ID in the page is 12.",
    "A ring of 12 companies, during 2023, with ties 5 to one; the string 7 and 30 allegations.",
    "The place in 2010 had 5 squares; 3 Main Points; 12 New Members Drive Growth.",
    "Bitcoin address 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, SHA-256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "3月15日，該網站第7號文件；北京市2023年，東京都2020。서울시 2023년 12월. 제3로 12개",
    "The street protests of 2019, the 5 Star Movement in Via Bellerio, and Downing Street 10 years later",
    "Am 5. März 2020 wurde der Weg 7 Kilometer lang gesperrt. Der Ring 2 ist neu. Platz 3 ging an Berlin.",
    "La via 3 du plan; la place 5 est libre; rue de Rivoli, 3000 manifestants; l'avenue 2030.",
    "In calle 13 e via 5 nulla; la Calle 13 es un grupo. Il corso 2023 è finito.",
    "The phone company has 12 345 678 clients, a telephone poll of 1 234 567 people, and called 2 345 678 readers.",
    "The phone network ran in 2019-2023, the call of 2024-02-07 and the telephone book, ISBN 978-3-16-148410-0",
    "The number of visits is 12 345 678, and can be reached by 2 345 678 people; number 12345678 in the register.",
    "The firm with the ИНН 7707083893 and OGRN 1027700132195, tax number 12345678901",
    "the AdSense account pub-4539148803436467, account 93412270 of the advertiser, pixel 4539148803436467",
    "The bank account of the firm was opened in 2019, at a bank with 1 branch. The card of 2024 shows 4539 1488 0343 6468.",
    "The passport office was founded in 1923, the national ID scheme is 12 years old; its text 20240117",
    "Channel 4 News, Today 10 at 7, News at 10.30, live at five.com, open at weekends.",
]
PERSONS = {
    "It says that Mrs Anna Verdi runs it.": ["Anna Verdi"],
    "Il direttore Mario Bianchi lo firma.": ["Mario Bianchi"],
    "Le fondateur, Jean-Luc Petit": ["Jean-Luc Petit"],
    "Geschäftsführerin ist Erika Muster": ["Erika Muster"],
    "la dueña Ana López García": ["Ana López García"],
    "eigenaar: Piet Jansen": ["Piet Jansen"],
    "Owner: Anna Verdi": ["Anna Verdi"],
    "Titolare è Mario Bianchi.": ["Mario Bianchi"],
    "prezes Łucja Nowak": ["Łucja Nowak"],
    "директор Иван Петров": ["Иван Петров"],
    "法定代表人张小明": ["张小明"],
    "代表取締役 山田太郎": ["山田太郎"],
    "대표 김철수": ["김철수"],
    "회장 윤서연에게 물었다": ["윤서연"],
    "설립자 한지민의 회사": ["한지민"],
    "Ｍｒ Ｖｅｒｄｉ": ["Verdi"],
}
NO_PERSONS = [
    "대표 이사회가 결정했다",
    "The director of the Harbour Lab said so.",
    "The owner is not named, and Quay Media is an agency.",
    "负责人表示，网站没有问题",
    "La presidente di turno",
    "the Bay Area, Pan American and Saint Paul Street",
]
LIKELY = {
    "BIANCHI Mario, MARIO BIANCHI and Bianchi": ["BIANCHI Mario", "MARIO BIANCHI"],
    "Ｍａｒｉｏ Ｂｉａｎｃｈｉ": ["Mario Bianchi"],
    "Mаriо Bianchi": ["Mario Bianchi"],
    "с Олегом Сидоровым": ["Олегом Сидоровым"],
    "Сидоров Олег Павлович": ["Олег Павлович"],
    "Oleg Pavlovich Sidorov": ["Oleg Pavlovich Sidorov"],
    "Taras Bondarenko": ["Taras Bondarenko"],
    "Kazimierz Staszewicz": ["Kazimierz Staszewicz"],
    "Radovan Petrović": ["Radovan Petrović"],
    "Faisal bin Nayef": ["Faisal bin Nayef"],
    "حسين منصور": ["حسين منصور"],
    "فيصل بن نايف": ["فيصل بن نايف"],
    "דוד מזרחי": ["דוד מזרחי"],
    "Liu Yang, LIU Xiaoyang and Xiaoyang Liu": ["Liu Yang", "LIU Xiaoyang", "Xiaoyang Liu"],
    "Park Ji-won and Ji-won Park": ["Park Ji-won", "Ji-won Park"],
    "刘晓阳表示，王芳女士": ["刘晓阳", "王芳"],
    "鈴木一郎さん": ["鈴木一郎"],
    "박지원 기자": ["박지원 기자"],
    "श्री मोहन शर्मा": ["श्री मोहन शर्मा"],
    "นางสาวสุดา ใจงาม": ["นางสาวสุดา ใจงาม"],
    "ნინო ბერიძე": ["ნინო ბერიძე"],
    "Արամ Պետրոսյան": ["Արամ Պետրոսյան"],
    "Νίκος Αντωνόπουλος": ["Νίκος Αντωνόπουλος"],
    "Zeynep Demir": ["Zeynep Demir"],
    "San Diego News, St. Paul Reporter, Saint Martin Street": [],
    "Shenzhen Haimai Yunxiang Media, Hong Kong, Lee County, Park Avenue": [],
}
ACCUSED = {
    "It is a fаke.": ["fаke"],
    "They are spies, terrorists and thieves.": ["spies", "terrorists", "thieves"],
    "It launders money.": ["launders"],
    "Pubblica false notizie.": ["false notizie"],
    "Sami oszuści.": ["oszuści"],
    "Portali šire laži.": ["šire laži"],
    "Само лажи.": ["лажи"],
    "ＦＡＫＥ news": ["ＦＡＫＥ"],
    "𝐟𝐫𝐚𝐮𝐝": ["𝐟𝐫𝐚𝐮𝐝"],
    "pr0paganda": ["pr0paganda"],
    "Questa è una truffa.": ["truffa"],
    "des escrocs et leurs mensonges": ["escrocs", "mensonges"],
    "Das sind Betrüger.": ["Betrüger"],
    "Мошенники и шпионы": ["Мошенники", "шпионы"],
    "这是虚假新闻": ["虚假"],
    "捏造された記事": ["捏造"],
    "그것은 가짜 뉴스다": ["가짜"],
    "Sahte haber sitesi": ["Sahte"],
    "موقع مزيف": ["مزيف"],
    "the Нoax": ["Нoax"],
    "a h0ax and a fr4ud": ["h0ax", "fr4ud"],
    "$windlers, l1ars, cr!minals": ["$windlers", "l1ars", "cr!minals"],
    "a s-c-a-m, a h o a x, a S.H.A.M": ["s-c-a-m", "h o a x", "S.H.A.M"],
    "a sc-am and a hooooax": ["sc-am", "hooooax"],
    "a sc*m and fr##d": ["sc*m", "fr##d"],
    "🇭🇴🇦🇽 and ʜᴏᴀx": ["🇭🇴🇦🇽", "ʜᴏᴀx"],
    "&#102;ake": ["&#102;ake"],
    "They lie, and are murderers and Nazis.": ["lie", "murderers", "Nazis"],
    "agents of the Kremlin, hacked by traitors": ["agents of the Kremlin", "hacked", "traitors"],
    "Die Internetbetrüger und Kriegsverbrecher": ["Internetbetrüger", "Kriegsverbrecher"],
    "الجواسيس والخونة": ["الجواسيس", "والخونة"],
    "הנוכלים": ["הנוכלים"],
    "यह नकली है": ["नकली"],
    "ш-п-и-о-н и м о ш е н н и к": ["ш-п-и-о-н", "м о ш е н н и к"],
    "虛-假，造 謠，詐骗": ["虛-假", "造 謠", "詐骗"],
    "προδότες και ψεύτες": ["προδότες", "ψεύτες"],
    "가-짜 뉴스": ["가-짜"],
    "マフィアの嘘": ["マフィア", "嘘"],
    "Kłamcy, zdrajcy, mordercy": ["Kłamcy", "zdrajcy", "mordercy"],
    "It is ꓝꓮꓗꓰ.": ["ꓝꓮꓗꓰ"],
    "It spreads hatred, deceit and falsehoods.": ["hatred", "deceit", "falsehoods"],
    "Corrotti, pagano tangenti e spargono odio e bugie.": ["Corrotti", "tangenti", "odio", "bugie"],
    "Un canular : il trompait, ces journaux mentent, des pots-de-vin.": ["canular", "mentent", "pots-de-vin"],
    "Schmiergeld, Hetzkampagnen, Falschmeldungen, ein Bluff": [
        "Schmiergeld",
        "Hetzkampagnen",
        "Falschmeldungen",
        "ein Bluff",
    ],
    "Miente, engaña y paga sobornos.": ["Miente", "engaña", "sobornos"],
    "Notícias falsas, ódio e suborno.": ["falsas", "ódio", "suborno"],
    "Een nepsite met smeergeld, zwendelaars": ["nepsite", "smeergeld", "zwendelaars"],
    "Korupcja, łapówki, hejt i ściema": ["Korupcja", "łapówki", "hejt", "ściema"],
    "Falešné zprávy, lhali a brali úplatky.": ["Falešné", "lhali", "úplatky"],
    "Falošné správy klamú; klamstvá": ["Falošné", "klamstvá"],
    "Știri false: înșelăciune și corupție": ["înșelăciune", "corupție"],
    "Kenőpénz, gyűlölet, hazudnak": ["Kenőpénz", "gyűlölet", "hazudnak"],
    "Valeuutisia, lahjuksia ja vihaa": ["Valeuutisia", "lahjuksia", "vihaa"],
    "De ljuger, tar mutor och hetsar": ["ljuger", "mutor", "hetsar"],
    "Falske nyheder, bestikkelse, løgne": ["Falske", "bestikkelse", "løgne"],
    "Juks, korrupsjon og forfalskninger": ["Juks", "forfalskninger"],
    "Rüşvet, nefret, aldatma": ["Rüşvet", "nefret", "aldatma"],
    "Взяточники и жулики: подделка, клевета": ["Взяточники", "жулики", "подделка", "клевета"],
    "Хабарники, брехня, підробка": ["Хабарники", "брехня", "підробка"],
    "Лъжи, подкупи, измама": ["Лъжи", "подкупи", "измама"],
    "Lažne vijesti, mržnja, podmićivanje": ["Lažne vijesti", "mržnja", "podmićivanje"],
    "Melagis ir sukčiai": ["Melagis", "sukčiai"],
    "Διαφθορά, δωροδοκία, φάρσα": ["Διαφθορά", "δωροδοκία", "φάρσα"],
    "الرشوة والكراهية وتزوير": ["الرشوة", "والكراهية", "وتزوير"],
    "השחיתות, שוחד ותעמולה": ["השחיתות", "שוחד", "ותעמולה"],
    "دروغگو و کلاهبرداری": ["دروغگو", "کلاهبرداری"],
    "भ्रष्टाचार और रिश्वत": ["भ्रष्ट", "रिश्वत"],
    "這是騙局，腐败，行賄": ["騙局", "腐败", "行賄"],
    "賄賂と汚職、憎悪": ["賄賂", "汚職", "憎悪"],
    "뇌물을 받고 가짜뉴스로 속였다": ["뇌물을", "가짜뉴스로", "속였다"],
    "투자 사기를 치려고 위조된 문서": ["사기를", "위조된"],
    "Lừa đảo, tham nhũng, gián điệp": ["Lừa đảo", "tham nhũng", "gián điệp"],
    "Penipuan, suap dan kebencian": ["Penipuan", "suap", "kebencian"],
}


@pytest.mark.parametrize(("text", "kind"), DETAILS.items())
def test_contact_details_are_found_however_they_are_written(text: str, kind: str) -> None:
    """A person can be found by details in other digits, with other signs or spelt out, so these are reported too."""
    assert [kind] == list(contacts_in(text))


PIECES = sorted({piece for text in DETAILS for piece in text.split(" ")} | {"\n", ":", "Rue", "mobıle", "FAX", "°"})


@given(
    st.lists(st.sampled_from(PIECES), max_size=12),
    st.sampled_from([" ", "-", ".", "!", "_", "•", "~", "\N{NO-BREAK SPACE}"]),
    st.sampled_from([str, str.upper, str.lower, str.swapcase, str.title]),
    st.sampled_from("0oO"),
)
def test_no_detail_is_without_its_sign(
    pieces: list[str], between: str, in_case: Callable[[str], str], null: str
) -> None:
    """A match of a pattern in a text with enough digits has a sign that is searched for first, also in longer texts."""
    text = in_case(between.join(pieces).replace("0", null))
    shown = plain(text)
    digits = sum(letter in "0123456789" for letter in shown)
    kinds = {kind.name for kind in contacts._KINDS if digits >= kind.digits and kind.is_in(shown)}  # noqa: SLF001

    assert kinds == set(contacts_in(text))
    assert not kinds or 1 in may_contact(Together([CLAIM, text, CLAIM]))


INNOCENT = [
    "The site was born on 4 May 2008.",
    "The testata è nata il 3 marzo 2012.",
    "The firm was founded on 4 May 1971.",
    "A newborn site of 1 January 2020.",
    "It posts a b c @ home, and d . e",
    "Five rows lie outside the country, and the files lie in a folder.",
    "The 11e arrondissement, U.S.A., F.B.I. and A B C D",
    "covid-19, UA-12345-6, v1.2 and www.gull.example/faaa",
    "a well-known e-mail of the co-operative",
    "국가 짜임새",
    "Pine Bluff, Bluffton, Klamath Falls, Haines City, Grifton, Petoskey and Smugglers Notch have local papers.",
    "In a trompe-l’œil by her, Maldini and Cornelia Pettus",
    "Der Spiegel tauscht die Namen aus; das Bundeskriminalamt und die Kriminalpolizei liegen in Wien.",
    "Het bedrag van de rekening, en een zaklamp",
    "À l’aube, le journal inaugurait sciemment une trompette.",
    "El bigote de Sobral, la patrulla y la esquina",
    "Podrobnosti a podmínky v Mariánských Lázních; hejtman zahájil pátrání",
    "Nowy portal informuje o wyborach",
    "A család a határon átment, Hamish is",
    "Lahjoitus Varkauden lehdelle ja häät",
    "Hun rejste tyve dage, det tyvende nummer, påtrængende",
    "Uplata je stigla, upravni odbor i obmann",
    "Kandıra’da yeni bir gazete ve ajans",
    "Канал «Хабар», Хабаровск, лъжица и улица Воровского",
    "घास पर फूल घुसते हैं",
    "물건을 사기 위해 국가짜임새와 하위조직, 지나치게 외부패널",
    "スパイスの店、オンデマンド、システマティック、販売国、真偽",
    "这家网站的宣传部门公布了假日安排",
    "Trang tin địa phương và giá vàng hôm nay",
    "Berita lokal dari Palembang dan Malang",
]
ALL = [
    CLAIM,
    *DETAILS,
    *NO_DETAILS,
    *PERSONS,
    *LIKELY,
    *NO_PERSONS,
    *ACCUSED,
    *INNOCENT,
    *(f"“{text}”" for text in ACCUSED),
]


@given(st.lists(st.tuples(st.lists(st.sampled_from(ALL), min_size=1, max_size=3).map("\n".join), st.booleans())))
@example([(text, is_ours) for text in ALL for is_ours in (True, False)])
def test_texts_together_say_what_each_says_by_itself(texts: list[tuple[str, bool]]) -> None:
    """A search of all texts at once finds the same in each text as a search of it alone."""
    alone = {}
    for text, is_ours in texts:
        accusing = tuple(accusing_words(unquoted(text))) if is_ours else ()
        of_nobody = tuple(accusing_words("\n".join(quotations_of_nobody(text)))) if is_ours else ()
        content = (accusing, of_nobody, tuple(contacts_in(text)), tuple(private_names(text)), tuple(likely_names(text)))
        if any(content):
            alone[text, is_ours] = wording._Content(*content)  # noqa: SLF001

    assert alone == wording._contents(texts)  # noqa: SLF001


@pytest.mark.parametrize("text", NO_DETAILS)
def test_dates_sums_and_numbers_of_things_are_no_contact_details(text: str) -> None:
    """Records are full of numbers that lead to nobody."""
    assert [] == list(contacts_in(text))


@pytest.mark.parametrize(("text", "names"), PERSONS.items())
def test_names_are_known_by_a_title_or_post_in_many_languages(text: str, names: list[str]) -> None:
    """A post is a post in any language."""
    assert names == list(private_names(text))


@pytest.mark.parametrize(("text", "names"), LIKELY.items())
def test_names_by_themselves_are_likely_in_many_languages(text: str, names: list[str]) -> None:
    """Given names, surnames, fathers' names and forms of address are noticed, in capitals and in either order."""
    assert names == list(likely_names(text))
    assert not names or 1 in may_name(Together([CLAIM, text, CLAIM]))


@pytest.mark.parametrize("text", INNOCENT)
def test_words_with_signs_and_digits_accuse_nobody(text: str) -> None:
    """Hyphens, points and numbers are in honest words too."""
    assert [] == list(accusing_words(text))


def test_no_accusing_word_hides_another() -> None:
    """Two words with one stem count as one, of which the search would know only one ending."""
    stems = Counter(folded(line.partition(" ! ")[0].strip("*"))[0] for line in ACCUSING_WORDS)

    assert [] == [stem for stem, many in stems.items() if many > 1]


@pytest.mark.parametrize("text", NO_PERSONS)
def test_posts_without_a_name_name_nobody(text: str) -> None:
    """Any words may follow a post."""
    assert [] == list(private_names(text))


def test_names_that_begin_as_many_do_are_likely() -> None:
    """A given name before a word with a capital is reported; places and firms with one word are not."""
    assert ["Maria K. Verdi", "John Smith-Jones"] == list(likely_names("It names Maria K. Verdi and John Smith-Jones."))
    assert [] == list(likely_names("It was found in San Marino, at Martin and at the Paul street."))


@pytest.mark.parametrize(("text", "words"), ACCUSED.items())
def test_accusing_words_are_found_in_any_letters_and_language(world: World, text: str, words: list[str]) -> None:
    """Each word is shown as the text writes it."""
    world.edit(UNPLACED, CLAIM, f"'{text}'")

    matches = [line.partition("claim: '")[2].partition("'")[0] for line in world.lines() if line.endswith("[wording]")]
    assert sorted(words) == sorted(matches)


@pytest.mark.parametrize(
    "more",
    [
        "said: which spreads propaganda",
        "reservation: It may be propaganda.",
        "our_reading: It may well spread propaganda.",
        "counts: forty propaganda sites",
    ],
)
def test_what_we_write_beside_a_claim_is_judged_as_the_claim(world: World, more: str) -> None:
    """Pages show these words in our own voice too."""
    world.add(
        UNPLACED,
        f"attributions:\n  - {{firm: quay-media, role: host, by: harbour-lab-2024, wording: states, confidence: not-stated, {more}}}\n",
    )

    assert [line for line in world.lines() if "'propaganda'" in line and line.endswith("[wording]")]


def test_what_we_infer_and_what_a_firm_does_is_judged_too(world: World) -> None:
    """An inference is ours by its name, and no source says in what line of business a firm is."""
    world.edit(FIRM, "business: public relations agency", "business: propaganda agency")
    world.edit(
        OUTLET, "    kind: listing\n", "    kind: listing\n    among: propaganda\n    inference: It is propaganda.\n"
    )

    paths = [line.partition(":")[0] for line in world.lines() if line.endswith("[wording]")]
    assert [FIRM, OUTLET, OUTLET] == paths


def test_quoted_accusations_belong_to_who_is_quoted(world: World) -> None:
    """Accusations in quotation marks are allowed in every language and script."""
    world.edit(UNPLACED, CLAIM, "It quotes “мошенники”, «escrocs», “虚假” and „Betrüger“.")

    assert [] == world.rules()


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("The site is a “scam”.", ["scam"]),
        ("The “hoax” was online in May. The report lists it.", ["hoax"]),
        ("The report describes the site. It is a “fake”, and “corrupt”.", ["fake", "corrupt"]),
        ("It is widely called a “fraud”.", ["fraud"]),
        ("Its «escrocs» wrote nothing.", []),
        ("It is called a “fraud” by the mayor.", []),
        ("The Harbour Lab calls it “fake”. Its address is new.", []),
        ("According to the U.S. Treasury, “fake” sites were made.", []),
        ("The embassy’s “disinformation” is meant.", []),
        ("“Lies”, said the mayor. It closed.", []),
        ("The site is a “portal”.", []),
        ("The page has the heading “Fraud in the harbour”.", []),
    ],
)
def test_whoever_is_quoted_with_an_accusation_is_named(world: World, claim: str, words: list[str]) -> None:
    """Quotation marks around a word of our own make it a quotation of nobody."""
    world.edit(UNPLACED, CLAIM, f"'{claim}'" if "'" not in claim else f'"{claim}"')

    assert [
        f"{UNPLACED}:5:5: warning: evidence[0].claim: {word!r} is quoted, but the sentence does not say who says it; name whoever says it in the same sentence, or give the speaker [quotation-speaker]"
        for word in sorted(words)
    ] == world.lines()


def test_speaker_of_a_claim_is_who_is_quoted(world: World) -> None:
    """The pages name the speaker of a claim, just as they name the author of a reply."""
    world.edit(UNPLACED, CLAIM, "It is a “fake”.\n    speaker: the mayor")

    assert [] == world.rules()


@pytest.mark.parametrize(
    ("claim", "hosts"),
    [
        ("It copies harbour-times.example, and more.", ["harbour-times.example"]),
        ("(https://NEWS.Harbour-Times.example/a?b)", ["NEWS.Harbour-Times.example"]),
        ("It copies harbour-times[.]example and harbour-lab.example, see gazette.example.", []),
        ("Times.example, e.g. version 1.2.harbour, and ended.The next", []),
    ],
)
def test_hosts_of_recorded_sites_are_defanged(world: World, claim: str, hosts: list[str]) -> None:
    """Other hosts stay as they are: a claim says which services were used."""
    world.edit(UNPLACED, CLAIM, f"'{claim}'")

    assert [
        f"{UNPLACED}:5:5: warning: evidence[0].claim: programs make a link of the host {host!r}; write {host.replace('.', '[.]')} [host-raw]"
        for host in hosts
    ] == world.lines()


def test_words_that_are_no_hosts_are_none_of_recorded_sites() -> None:
    """A host that no browser opens is refused by the function that turns hosts into the form of records."""
    texts = [
        "a\u0301\u0302-.\u0661x.example",
        "xn--\u00e9.-a_.example",
        f"{'a' * 70}.example",
        "\u200d.\u200d.example ..",
        "a." * 900,
    ]

    assert [] == [host for text in texts for host in raw_hosts(text, {"harbour-times.example"})]


def test_persons_are_looked_at(world: World) -> None:
    """A name is reported whether or not the record says that it names the person."""
    world.edit(UNPLACED, CLAIM, "It quotes Sergei Sokolov, and Elena Conti.")
    world.add(UNPLACED, "persons:\n  - {name: Elena Conti, public_role: minister}\n")

    assert [
        f"{UNPLACED}:5:5: warning: evidence[0].claim: 'Sergei Sokolov' looks like the name of a person; leave it out, or add it to persons with the public role [person-named]",
        f"{UNPLACED}:10:5: warning: persons[0]: the record names a person, 'Elena Conti'; make sure that the role is public and matters here [person-named]",
    ] == world.lines()


@pytest.mark.parametrize(
    ("title", "claim", "is_reported"),
    [
        ("Anne Arundel Today", "The report lists the site as “Anne Arundel Today”.", False),
        ("Arundel Gazette", "The report lists the site as “Arundel Gazette”.", False),
        ("Elena Conti", "The report lists the site as “Elena Conti”.", True),
        ("Elena Conti Today", "According to the report, Elena Conti runs “Elena Conti Today”.", True),
        ("Elena Conti Today", "The report lists the site as “Elena Conti of Rome”.", True),
    ],
)
def test_a_place_in_the_quoted_title_of_the_outlet_is_not_taken_for_a_person(
    world: World, title: str, claim: str, *, is_reported: bool
) -> None:
    """The title of a site often has the name of a place in it, which is also that of a person."""
    names = f"names:\n  - {{text: {title}, sources: [harbour-lab-2024], match: host}}\n"
    world.edit(UNPLACED, "operator: unknown", f"{names}operator: unknown")
    world.edit(UNPLACED, CLAIM, claim)

    assert is_reported is ("person-named" in world.rules())
