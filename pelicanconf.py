"""Pelican's settings for a website that opens from disk and from any folder of a server."""

from pathlib import Path

from jinja2 import StrictUndefined

# Ours.
PLUGINS = ["masthead.building.pelican_plugin"]
MASTHEAD_ROOT = str(Path(__file__).parent)
MASTHEAD_LOCALE = "en-GB"
MASTHEAD_CATALOGUES = str(Path(__file__).parent / "translations")
# The further languages of the website, as tags: its pages are also at /ko/, /it/ and so on. Each needs a catalogue
# (docs/translating.md), and costs one page more for each page.
MASTHEAD_LANGUAGES: tuple[str, ...] = ()
# From disk a link to a folder shows its files: links name the file. See publishconf.py.
MASTHEAD_INDEX = "index.html"
# The public address of the root, for canonical links; unknown here.
MASTHEAD_URL = ""
# Whether each outlet has a picture of its own for services that show a link: one file more for each. Only where
# the public address is known.
MASTHEAD_CARDS = True
# Whether each site, firm and campaign has a page that says how to cite it: one file more for each.
MASTHEAD_CITE_PAGES = True
# Whether each record has a file for programs below api/v1/: one file more for each.
MASTHEAD_API = True
# Whether files are few: that JSON in packs of many records (docs/api.md), and search and look-up in larger pieces.
MASTHEAD_PACKED = False
# Whether the website is for the public. Then it must name its publisher and a contact, or it is not built.
MASTHEAD_FOR_THE_WEB = False
# The name of the organisation or person that publishes this copy. Without it, every page says that nobody does.
MASTHEAD_PUBLISHER = ""
# The publisher's postal address, or at least town and country.
MASTHEAD_PUBLISHER_PLACE = ""
# The person or body responsible for the content, who decides on replies and corrections.
MASTHEAD_RESPONSIBLE = ""
# The funding of the website, as the end of the line "Paid for by:".
MASTHEAD_FUNDING = ""
# Where replies and reports of errors go, without an account: an email address, or the address of a form that starts
# with https://. Where a form takes the address of the page, write {page}: https://example.org/reply?page={page}
MASTHEAD_CONTACT = ""
# The languages in which one can write there, as tags: ["en", "zh-Hans", "ko"]
MASTHEAD_CONTACT_LANGUAGES: list[str] = []

# Pelican's own.
SITENAME = "Masthead"
SITEURL = ""
RELATIVE_URLS = True
PATH = "content"
THEME = "theme"
THEME_STATIC_DIR = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PAGE_PATHS = ["pages"]
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
ARTICLE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
# The pages of Pelican's own kinds (authors, categories, tags, feeds) have no place here.
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = DRAFT_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
# The output is made beside the last one and put in its place by the build, never emptied.
DELETE_OUTPUT_DIRECTORY = False
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "extensions": ["jinja2.ext.i18n"],
    "trim_blocks": True,
    "lstrip_blocks": True,
}
MARKDOWN = {
    "extension_configs": {"markdown.extensions.toc": {"permalink": False}},
    "extensions": ["markdown.extensions.fenced_code", "markdown.extensions.tables", "markdown.extensions.toc"],
    "output_format": "html5",
}
