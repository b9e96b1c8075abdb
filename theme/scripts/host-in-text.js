/* The same, rule by rule, as masthead/hosts/host_in_text.py, which says why. Change the two together. */

const MAX_PASTED = 8000, DEEPEST = 4;
const SPACE = '\\x00-\\x20\\x7f-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const FULL_STOP = /(\.[a-z]{2,})[。｡](?=[^\x00-\x7f])/gi; // eslint-disable-line no-control-regex
const DOT = / ?[[({] ?(?:\.|dot) ?[\])}] ?|\\\./gi;
const COLON = /[[({](:?\/{0,2})[\])}]/g;
const SPELT_DOTS = new RegExp(`^[^${SPACE}.]+(?: dot [^${SPACE}.]+)+$`, 'i');
const SCHEME = /(?:(?:h?ttps?|hxxps?|h\*\*ps?|ftp)(?::|%3a)(?:[/\\]|%2f)*)+/i;
const BETWEEN_WORDS = new RegExp(`[${SPACE}<>"'\`|,;()[\\]{}«»‘’“”„‹›「」『』【】《》〈〉、，；：！？…]+`);
const BETWEEN_ADDRESSES = new RegExp(`[${SPACE}<>"\`|]+`);
const AFTER_HOST = /(?:[/?#\\]|%(?:2f|3f|23|5c|26))[^]*/i;
const AROUND = /^[-.~!*'…:;,?&=+$@#/\\_]+|(?<![-.~!*'…:;,&=+$@#_])[-.~!*'…:;,&=+$@#_]+$/g;
const PARTICLE = /(\.[a-z]{2,63})[^\u0300-\u036f\x00-\x7f\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff][^.]*$/i; // eslint-disable-line no-control-regex
const HOST = /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;
const ARCHIVED = new RegExp('^(?:(?:(?:web\\.|wayback\\.)?archive\\.org/(?:web/[^/]*|save)' +
  '|archive\\.(?:today|ph|is|li|md|vn|fo|ec)(?:/(?:newest|oldest|o/[a-z0-9]+|[0-9.-]+))?' +
  '|(?:www\\.)?google\\.[a-z.]+/amp|[a-z0-9-]+\\.cdn\\.ampproject\\.org/[a-z])/(?:s/)?(.+))$', 'i');
const FORWARDED = new RegExp('^(?:lm?\\.facebook\\.com/l\\.php|(?:www\\.)?google\\.[a-z.]+/(?:url|imgres)' +
  '|[a-z0-9.-]+\\.safelinks\\.protection\\.outlook\\.com/|duckduckgo\\.com/l/' +
  '|translate\\.google\\.[a-z.]+/(?:translate|website))\\?(?:[^#]*&)?(?:q|u|url|uddg)=([^&#]+)', 'i');
const SHORTENED =
  /^(?:t\.co|bit\.ly|goo\.gl|tinyurl\.com|ow\.ly|is\.gd|buff\.ly|lnkd\.in|fb\.me|cutt\.ly|rb\.gy|dlvr\.it)\/[^/?#]/i;
const TRANSLATED = /^([a-z0-9-]+)\.translate\.goog$/i;
const MOBILE = /^(?:www[0-9]*|m|amp|mobile|wap)\.(?=[^.]+\.)/;
const SUFFIX = /^(?:ac|com?|edu|gob?|gov|net?|org?|pe|re)\.[a-z]{2}$/;

function narrow(letter) {
  return /[。．｡]/.test(letter) ? '.' : String.fromCharCode(letter.charCodeAt(0) - 0xfee0);
}

function plain(text) {
  const seen = text.replace(INVISIBLE, '').replace(FULL_STOP, '$1 ').replace(/[。．｡！-～]/g, narrow);
  const dotted = seen.replace(DOT, '.').replace(COLON, '$1').replace(/^[ \t\r\n]+|(?<![ \t\r\n])[ \t\r\n]+$/g, '');
  return SPELT_DOTS.test(dotted) ? dotted.replace(/ dot /gi, '.') : dotted;
}

/* The host that the browser itself would open. */
function toAscii(host) {
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    return '';
  }
}

function hostOf(address) {
  const authority = address.replace(AFTER_HOST, '');
  const name = authority.slice(authority.lastIndexOf('@') + 1).replace(/:[0-9]*$/, '').replace(/\.$/, '');
  const host = toAscii(name.replace(PARTICLE, '$1'));
  return host.length <= 253 && HOST.test(host) ? host : '';
}

function trim(word) {
  return word.replace(AROUND, '');
}

function addresses(text) {
  const found = [];
  for (const word of text.split(BETWEEN_ADDRESSES)) {
    const scheme = SCHEME.exec(word);
    const address = scheme ? word.slice(scheme.index + scheme[0].length) : '';
    if (address && !/[/?#]/.test(word.slice(0, scheme.index))) {
      found.push(address, trim(address.split(BETWEEN_WORDS)[0]));
    }
  }
  for (const word of text.split(BETWEEN_WORDS).map(trim)) {
    const colon = word.indexOf(':');
    found.push(word, colon < 0 ? '' : trim(word.slice(colon + 1)));
  }
  return found;
}

function unwrapped(address, host, deepest) {
  const whole = host + (AFTER_HOST.exec(address) || [''])[0];
  if (SHORTENED.test(whole)) return '';
  const inner = ARCHIVED.exec(whole) || FORWARDED.exec(whole);
  if (inner && deepest) return hostIn(inner[1], deepest - 1);
  const translated = TRANSLATED.exec(host);
  return translated ? hostOf(translated[1].replace(/-(-?)/g, (dash, second) => second || '.')) : host;
}

function hostIn(text, deepest) {
  for (const address of addresses(text)) {
    const host = hostOf(address);
    if (host) return unwrapped(address, host, deepest);
  }
  return '';
}

/* The host that a text means, without www; and without m. or amp., the prefixes for telephones. */
export function read(text) {
  const host = text.length > MAX_PASTED ? '' : hostIn(plain(text), DEEPEST).replace(/^www\.(?=[^.]+\.)/, '');
  const bare = host.replace(MOBILE, '');
  return { host, bare: SUFFIX.test(bare) ? host : bare };
}
