"""Words that cases are made of: accusations and harmless sentences in the languages of the data, and letters that look alike."""

from __future__ import annotations

ACCUSATIONS: dict[str, tuple[str, ...]] = {
    "Italian": ("I proprietari sono truffatori.", "Il sito pubblica notizie false."),
    "French": ("Les éditeurs sont des escrocs.", "Le site propage des mensonges."),
    "German": ("Die Betreiber sind Betrüger.", "Die Seite verbreitet Lügen."),
    "Spanish": ("Los dueños son estafadores.", "El sitio publica mentiras."),
    "Portuguese": ("Os donos são golpistas.", "O site publica mentiras."),
    "Catalan": ("Els amos són estafadors.",),
    "Dutch": ("De eigenaren zijn oplichters.", "De site verspreidt leugens."),
    "Polish": ("Właściciele to oszuści.", "Strona szerzy kłamstwa."),
    "Czech": ("Majitelé jsou podvodníci.", "Web šíří lži."),
    "Slovak": ("Majitelia sú podvodníci.", "Web šíri klamstvá."),
    "Croatian": ("Vlasnici su prevaranti.", "Stranica širi laži."),
    "Serbian": ("Власници су преваранти.", "Сајт шири лажи."),
    "Slovene": ("Lastniki so prevaranti.", "Stran širi laži."),
    "Romanian": ("Proprietarii sunt escroci.", "Site-ul răspândește minciuni."),
    "Hungarian": ("A tulajdonosok csalók.", "Az oldal hazugságokat terjeszt."),
    "Albanian": ("Pronarët janë mashtrues.",),
    "Finnish": ("Omistajat ovat huijareita.", "Sivusto levittää valheita."),
    "Swedish": ("Ägarna är bedragare.", "Sajten sprider lögner."),
    "Danish": ("Ejerne er svindlere.", "Siden spreder løgne."),
    "Norwegian": ("Eierne er svindlere.", "Nettstedet sprer løgner."),
    "Estonian": ("Omanikud on petturid.",),
    "Latvian": ("Īpašnieki ir krāpnieki.",),
    "Lithuanian": ("Savininkai yra sukčiai.",),
    "Turkish": ("Sahipleri dolandırıcı.", "Site yalan yayıyor."),
    "Russian": ("Владельцы — мошенники.", "Сайт распространяет ложь."),
    "Ukrainian": ("Власники — шахраї.", "Сайт поширює брехню."),
    "Bulgarian": ("Собствениците са измамници.", "Сайтът разпространява лъжи."),
    "Macedonian": ("Сопствениците се измамници.",),
    "Greek": ("Οι ιδιοκτήτες είναι απατεώνες.", "Ο ιστότοπος διαδίδει ψέματα."),
    "Arabic": ("الملاك محتالون.", "الموقع ينشر الأكاذيب."),
    "Persian": ("صاحبان آن کلاهبردارند.", "سایت دروغ پخش می‌کند."),
    "Chinese": ("网站的主人是骗子。", "該網站散布謠言。"),
    "Japanese": ("運営者は詐欺師だ。", "サイトは嘘を広める。"),
    "Korean": ("운영자는 사기꾼이다.", "사이트는 거짓말을 퍼뜨린다."),
    "Hebrew": ("הבעלים הם רמאים.", "האתר מפיץ שקרים."),
    "Hindi": ("मालिक धोखेबाज हैं।", "साइट झूठ फैलाती है।"),
    "Vietnamese": ("Chủ trang là kẻ lừa đảo.",),
    "Indonesian": ("Pemiliknya adalah penipu.", "Situs itu menyebarkan kebohongan."),
    "Malay": ("Pemiliknya ialah penipu.",),
}
"""Sentences that accuse somebody in our own words, in each language."""
HARMLESS = (
    "Il sito pubblica notizie locali ogni giorno.", "Le site reprend les articles d’un journal de Brest.", "Die Seite nennt keinen Herausgeber.",
    "El sitio tiene secciones de deporte y cultura.", "O site não indica um endereço.", "De site noemt een redactie in Leiden.",
    "Strona podaje trzy działy.", "Web uvádí dva jazyky.", "Stranica ima pet rubrika.", "Сајт наводи три града.", "Site-ul are o secțiune de cultură.",
    "Az oldal naponta frissül.", "Sivusto nimeää kaksi kaupunkia.", "Sajten har en sida om sport.", "Siden har et arkiv.", "Nettstedet har en adresse i Bergen.",
    "Leht avaldab ilmateateid.", "Vietne raksta par Rīgu.", "Svetainė rašo apie Vilnių.", "Site her gün haber yayımlıyor.", "Сайт публикует прогноз погоды.",
    "Сайт називає редакцію у Львові.", "Сайтът има раздел за спорт.", "Ο ιστότοπος έχει ενότητα πολιτισμού.", "الموقع ينشر أخبار الميناء كل يوم.",
    "سایت هر روز اخبار بندر را می‌نویسد.", "该网站每天刊登港口新闻。", "サイトは港のニュースを毎日載せる。", "사이트는 매일 항구 소식을 싣는다.",
    "האתר מפרסם חדשות נמל.", "साइट रोज़ बंदरगाह की ख़बरें छापती है।", "Trang web đăng tin về cảng mỗi ngày.", "Situs itu memuat berita pelabuhan.",
)  # fmt: skip
"""Sentences in these languages that accuse nobody."""
MATCHES = {
    "a": "ꓮᗅꭺаα", "b": "ꓐᏴ", "c": "ꓚᏟⲥ𐐽с", "d": "ꓓᎠᗪ", "e": "ꓰᎬⴹе", "g": "ꓖᏀ", "h": "ꓧᎻһ", "i": "іⲓ", "k": "ꓗᏦ", "l": "ꓡᏞᒪ", "m": "ꓟᎷ", "n": "ꓠ",
    "o": "ꓳⲟ𐐬օоο", "p": "ꓑᏢᑭр", "r": "ꓣᎡᖇ", "s": "ꓢᏚѕ", "t": "ꓔᎢ", "u": "ꓴᑌս", "v": "ꓦᏙ", "w": "ꓪᎳ", "x": "ꓫⲭх", "y": "ꓬᎩу",
}  # fmt: skip
"""Letters of other scripts for each Latin one: Lisu, Cherokee, Canadian, Coptic, Deseret, Tifinagh, Cyrillic, Greek, Armenian."""
