"""The page that a pasted or recorded address means, without the archives, proxies, redirects and tracking around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from masthead.field_types.web_addresses import MAX_ADDRESS, AddressError, read_host, read_web_address
from masthead.hosts.host_in_text import AddressMatch, host_of, plain
from masthead.hosts.known_hosts import hides_where_it_leads, meant_in, shared_host

# Parameters that services add to an address to know who shared it where: the page is the same without them. The names
# are those that lists of AdGuard and ClearURLs drop on every site; what may also name a page, such as ref, is not one.
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gclsrc",
        "gad_source",
        "gbraid",
        "wbraid",
        "srsltid",
        "msclkid",
        "yclid",
        "ysclid",
        "twclid",
        "ttclid",
        "igsh",
        "igshid",
        "li_fat_id",
        "mkt_tok",
        "ref_src",
        "ref_url",
        "spm",
        "xtor",
        "smid",
        "wickedid",
        "vero_id",
        "vero_conv",
        "oly_enc_id",
        "oly_anon_id",
        "rb_clickid",
        "s_cid",
        "sc_cid",
        "cmpid",
        "ocid",
        "ito",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "__s",
        "_ga",
        "_gl",
        "_openstat",
        "__twitter_impression",
        "tblci",
        "fb_action_ids",
        "fb_action_types",
        "fb_source",
        "usqp",
    ]
)
_TRACKING_PREFIXES = (
    "utm_", "mc_", "hsa_", "_hs", "pk_", "piwik_", "mtm_", "matomo_", "at_", "wt_", "amp_", "__cft__", "_x_tr_",
)  # fmt: skip
_AMP = re.compile(r"(?:amp|output|outputtype)=(?:amp|1|true)?|amp")
"""A parameter that asks for the page as AMP, with its value."""
_AMP_CACHE = re.compile(r"/[a-z](?:/s)?/[^/?#]+(?=[/?#]|$)")
"""The beginning of a path at the cache of AMP, before the path of the page."""
_TEXT_IN_PAGE = re.compile(r"#?:~:.*", re.DOTALL)
_PORTS = {"http": ":80", "https": ":443"}
_SCHEME = re.compile(r"(https?|hxxps?)://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?![0-9])", re.IGNORECASE)
_ENDING = re.compile(r"(?:/amp)?(?:/index\.(?:html?|php))?/*$")
_ENCODE_NOT = "!$&'()*+,-./:;=?@_~#%"


@dataclass(frozen=True, slots=True)
class PastedPage:
    """The address of the page that a pasted text means, and whether that was inside of another address."""

    address: str
    is_inside: bool


def read_pasted_page(text: str) -> PastedPage:
    """Return the page that *text* means: as browsers write its address, without tracking, taken out of what wraps it.

    Raises AddressError if *text* is no address, or one that does not say where it leads.
    """
    address = plain(text.strip())
    if re.search(r"\s", address):
        raise AddressError("an address without spaces", "write %20 for a space that belongs to it")
    meant = next(iter(meant_in(address)), None)
    if meant is None or (_OTHER_SCHEME.match(address) and not _SCHEME.match(address)):
        raise AddressError("an address that starts with https:// or http://")
    if hides_where_it_leads(meant) and shared_host(meant.host):
        raise AddressError("an address that says where it leads", "open it, and give the address that you reach")
    inner, scheme = _page(meant, address)
    return PastedPage(read_web_address(_written(f"{scheme}://{inner}")), bool(meant.inside))


def page_key(url: str) -> str:
    """Return a text that is equal for addresses of one page: spelt otherwise, tracked, archived, cached, for telephones."""
    meant = next(iter(meant_in(url)), None)
    inner, _ = _page(meant, url) if meant else (_SCHEME.sub("", url), "https")
    before, _, query = inner.partition("#")[0].partition("?")
    authority, slash, path = before.partition("/")
    host = meant.host if meant else authority.removeprefix("www.")
    port = authority.rpartition(":")[2] if re.search(":[0-9]+$", authority) else ""
    host += f":{port}" if port not in ("", "80", "443") else ""
    parameters = sorted(
        part for part in query.split("&") if part and not _is_extra(part) and not _AMP.fullmatch(part.lower())
    )
    return f"{host}{_ENDING.sub('', unquote(slash + path))}?{'&'.join(map(unquote, parameters))}"


def _page(meant: AddressMatch, text: str) -> tuple[str, str]:
    """Return the address of the page that *meant* found in *text*, from its host on, and its scheme."""
    address = meant.address
    if not meant.inside:
        written = _SCHEME.match(text)
        return address, "http" if written and written[1].lower() in ("http", "hxxp") else "https"
    if not meant.leads_below and _spells(meant.inside[0], meant.host):
        # A translator or a cache whose own host spells that of the page has the path of the page behind it.
        outer = re.search(rf"{re.escape(meant.inside[0])}([/?#].*)?$", text, re.DOTALL | re.IGNORECASE)
        rest = (outer[1] or "") if outer else ""
        address = address.rstrip("/") + (_AMP_CACHE.sub("", rest, count=1) if _is_amp_cache(meant) else rest)
    if "?" not in address and re.search("%3f", address, re.IGNORECASE):
        address = unquote(address)
    plain_http = re.search(rf"http(?:://|%3A%2F%2F){re.escape(address[:20])}", text, re.IGNORECASE)
    return address, "http" if plain_http else "https"


def _is_amp_cache(meant: AddressMatch) -> bool:
    return meant.inside[0].endswith("ampproject.org")


def _spells(outer: str, host: str) -> bool:
    """Return whether the first label of the host *outer* spells *host*, with - for each dot."""
    first = outer.partition(".")[0]
    return first.replace("--", "\0").replace("-", ".").replace("\0", "-").removeprefix("www.").endswith(host)


def _written(address: str) -> str:
    """Return *address* as browsers write it, without parameters that track readers."""
    scheme, _, rest = _TEXT_IN_PAGE.sub("", address).partition("://")
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    path, mark, anchor = rest[len(authority) :].partition("#")
    path, _, query = path.partition("?")
    host, colon, port = authority.partition(":")
    host = host_of(host) or host
    if "@" in authority:
        raise AddressError("an address without a user name or password")
    www = "www." if authority.lower().startswith("www.") and not host.startswith("www.") else ""
    authority = f"{read_host(f'{www}{host}')}{colon}{port}".removesuffix(_PORTS[scheme])
    parameters = "&".join(part for part in query.split("&") if part and not _is_extra(part))
    whole = f"{authority}{path or '/'}{'?' if parameters else ''}{parameters}{mark if anchor else ''}{anchor}"
    return f"{scheme}://{quote(re.sub('%(?![0-9A-Fa-f]{2})', '%25', whole), safe=_ENCODE_NOT)}"[: MAX_ADDRESS + 1]


def _is_extra(parameter: str) -> bool:
    name = unquote(parameter.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
