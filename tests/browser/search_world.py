"""A small site with search, from records as the sources print them, with its pages and scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from html import escape
from pathlib import Path

from masthead.search.entry import SearchEntry
from masthead.search.index import search_files

SCRIPTS = Path(__file__).parents[2] / "theme/static/js"
# All of lunr, unchanged, with which the part of it that we publish is compared.
WHOLE_LUNR = Path(__file__).parent / "lunr.min.js"

# The two scripts of search as they are served: that of the box, which asks for the other when it is wanted.
BOX, ENGINE = "search.min.js", "search-engine.min.js"

NETWORK = ("PAPERWALL", "Shenzhen Haimaiyunxiang Media Co., Ltd.")


def outlet(
    host: str, country: str, title: str = "", names: tuple[str, ...] = (), lang: str | None = None
) -> SearchEntry:
    """The entry of an outlet of the network, called by its host where no source prints a name."""
    return SearchEntry(
        ref=f"sites/{host}/",
        kind="outlet",
        title=title or host,
        subtitle=country,
        hosts=(host,),
        names=names,
        details=(country, *NETWORK),
        lang=lang,
    )


def country(code: str, name: str, *printed: str) -> SearchEntry:
    """The entry of a country, found by its code and as a source prints it too."""
    return SearchEntry(
        f"countries/{code}/", "country", name, "6 sites", names=(name,), aliases=(code.upper(), *printed)
    )


OUTLETS = (
    outlet("romajournal.org", "Italy", "Roma Journal", lang="it"),
    outlet("milanomodaweekly.com", "Italy", "Milano Moda Weekly", lang="it"),
    outlet("veneziapost.com", "Italy", "Venezia Post", lang="it"),
    outlet("wienbuzz.com", "Austria"),
    outlet("goiasmine.com", "Brazil"),
    outlet("brmingpao.com", "Brazil"),
    outlet("usa-aa.com", "Undetermined"),
    outlet("provencedaily.com", "France", "Provence Daily", lang="fr"),
    outlet("friendlyparis.com", "France", "Friendly Paris", ("Paris Amical",), lang="en"),
    outlet("ginzadaily.com", "Japan", "Ginza Daily", ("銀座新聞",)),
    outlet("fukuoka-ken.com", "Japan", "福岡新聞", lang="ja"),
    outlet("fujiyamatimes.com", "Japan", "Fujiyama Times", ("富士山時刻",)),
    outlet("busanonline.com", "South Korea", "Busan Online", ("부산온라인",)),
    outlet("incheonfocus.com", "South Korea", "Incheon Focus"),
    outlet("seoulpr.com", "South Korea", "Seoul Press", ("서울프레스",)),
    outlet("jeontoday.com", "South Korea", "전라오늘", lang="ko"),
    outlet("findmoscow.com", "Russia", "Найти Москву", lang="ru"),
    outlet("kazanculture.com", "Russia"),
    outlet("rostovlife.com", "Russia"),
    outlet("rogazette.com", "Romania"),
    outlet("taurustimes.com", "Turkey"),
    outlet("anadoluha.com", "Turkey"),
    outlet("cappadociapost.org", "Turkey"),
    outlet("it.wdpp.org", "United Kingdom", "World Development Press"),
    outlet("balasaguntimes.com", "Russia"),
    outlet("balasagunherald.com", "Turkey"),
)

FIRMS = (
    SearchEntry(
        ref="firms/haimai/",
        kind="firm",
        title="Shenzhen Haimaiyunxiang Media Co., Ltd.",
        subtitle="PR and marketing firm",
        hosts=("hmedium.com", "sun-sem.com"),
        names=("Shenzhen Haimaiyunxiang Media Co., Ltd.", "深圳市海卖云享传媒有限公司"),
        aliases=("Haimai", "深圳海賣雲享", "Hamai", "91440300MA5FWMCHX7"),
    ),
    SearchEntry(
        ref="firms/haixun/",
        kind="firm",
        title="Shanghai Haixun Technology Co., Ltd",
        subtitle="PR firm",
        hosts=("haixunpress.com",),
        names=("上海海讯社科技有限公司",),
        aliases=("Haixun", "Haixun Press", "하이준", "하이쉰"),
    ),
    SearchEntry(
        ref="firms/times-newswire/",
        kind="firm",
        title="Times Newswire",
        subtitle="newswire service",
        hosts=("timesnewswire.com",),
        aliases=("TimesNewswire", "timesnewswire.com"),
        note="Disputed",
    ),
    SearchEntry(
        ref="firms/financialcontent/",
        kind="firm",
        title="FinancialContent, Inc.",
        aliases=("CloudQuote.io (service)",),
    ),
)

OTHERS = (
    SearchEntry("campaigns/paperwall/", "campaign", "PAPERWALL", "123 sites", names=("PAPERWALL",)),
    SearchEntry("campaigns/haienergy/", "campaign", "HaiEnergy", "72 sites", names=("HaiEnergy",)),
    country("it", "Italy"),
    country("tr", "Türkiye", "Turkey"),
    country("kr", "South Korea"),
    country("ru", "Russia"),
    SearchEntry("sources/ilfoglio-2023/", "source", "Chi c’è dietro a Roma Journal", "Il Foglio, 2023", lang="it"),
    SearchEntry("sources/citizenlab-2024/", "source", "PAPERWALL: Chinese Websites Posing as Local News Outlets", "Citizen Lab"),
)  # fmt: skip

ENTRIES = (*OUTLETS, *FIRMS, *OTHERS)

TEXTS = {
    "none": "No record matches “{q}”. A site that is not listed is not necessarily trustworthy.",
    "near": "Nothing is called exactly “{q}”.",
    "count-one": "{n} result",
    "count-other": "{n} results",
    "more": "{n} or more results",
    "further": "More results",
    "share": "Link to this search",
    "try": "Try fewer words.",
    "all": "All {n} results",
    "all-more": "All results",
    "loading": "Loading …",
    "error": "Search could not be loaded.",
    "list-href": "../sites/",
    "list-label": "All sites from A to Z",
    "also": "Also: {name}",
    "kind-outlet": "Sites",
    "kind-firm": "Firms",
    "kind-campaign": "Campaigns",
    "kind-country": "Countries",
    "kind-source": "Sources",
    "kind-evidence": "In the evidence",
}


def page(root: str, *, lang: str = "en", results: str = "") -> str:
    """A page with a search box, *root* being the way from it to the home page."""
    texts = " ".join(f'data-{name}="{escape(text)}"' for name, text in TEXTS.items())
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Search</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' file:; connect-src 'self'">
<script src="{root}theme/js/search.min.js" defer></script></head><body>
<form data-search role="search" action="{root}search/" data-results="found"
 data-index="{root}search/" data-root="{root}">
<label for="q">Search</label><input id="q" name="q" type="search"><button>Search</button></form>
<div id="found" hidden {texts} {results}></div>
<p>Other text <input id="other" aria-label="other"></p></body></html>
"""


def write_world(
    folder: Path, entries: Iterable[SearchEntry] = ENTRIES, *, results: str = "", pieces: bool = False
) -> Path:
    """Write the site into *folder* and return it, its index in pieces if so asked."""
    shutil.copytree(SCRIPTS, folder / "theme/js")
    for path, text in search_files(entries, *((0,) if pieces else ())):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    (folder / "index.html").write_text(page(""), encoding="utf-8")
    for path in ("search/", "sites/", *(entry.ref for entry in entries)):
        (folder / path).mkdir(parents=True, exist_ok=True)
        root = "../" * path.count("/")
        (folder / path / "index.html").write_text(page(root, results=results), encoding="utf-8")
    return folder
